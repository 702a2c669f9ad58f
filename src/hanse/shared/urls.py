"""Addresses of the shared pages."""

from django.urls import path

from hanse.shared import views

app_name = "shared"
urlpatterns = [
    path("style/", views.style, name="style"),
    path("language/<str:code>/", views.choose_language, name="language"),
]
