"""Addresses of the threat picture."""

from django.urls import path

from hanse.threats.views import observing

app_name = "threats"
urlpatterns = [
    path("threats/observations/", observing.observations, name="observations"),
    path("threats/observations/new/", observing.new_observation, name="new-observation"),
    path("threats/observations/observations.csv", observing.export, name="export"),
    path("threats/observations/<uuid:record>/", observing.observation, name="observation"),
    path("threats/observations/<uuid:record>/correct/", observing.correct, name="correct"),
    path("threats/observations/<uuid:record>/withdraw/", observing.withdraw, name="withdraw"),
]
