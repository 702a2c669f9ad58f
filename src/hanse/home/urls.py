"""Addresses of the front page, the desks, the search and the pages about the site."""

from django.urls import path

from hanse.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("desk/", views.desk, name="desk"),
    path("search/", views.search, name="search"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
