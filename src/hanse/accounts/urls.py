"""Addresses of sign-in and of a person's own account."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
]
