"""Addresses of the cities; they are permanent."""

from django.urls import path

from hanse.cities import views

app_name = "cities"
urlpatterns = [
    path("cities/", views.members, name="members"),
    path("cities/<slug:slug>/", views.city, name="city"),
]
