"""Addresses of the cities; they are permanent."""

from django.urls import path

from hanse.cities.views import cities, joining, own

app_name = "cities"
urlpatterns = [
    path("cities/", cities.members, name="members"),
    path("cities/join/", joining.join, name="join"),
    path("cities/join/<str:token>/", joining.application, name="application"),
    path("cities/applications/", joining.applications, name="applications"),
    path("cities/applications/<uuid:pk>/", joining.decide, name="decide"),
    path("cities/<slug:slug>/", cities.city, name="city"),
    path("cities/<slug:slug>/edit/", own.edit, name="edit"),
    path("cities/<slug:slug>/colleagues/", own.colleagues, name="colleagues"),
]
