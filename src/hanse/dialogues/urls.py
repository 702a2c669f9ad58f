"""Addresses of the dialogues; they are permanent."""

from django.urls import path

from hanse.dialogues import views

app_name = "dialogues"
urlpatterns = [
    path("dialogues/", views.dialogues, name="dialogues"),
    path("dialogues/<slug:slug>/", views.dialogue, name="dialogue"),
    path("dialogues/<slug:slug>/analysis.json", views.analysis_json, name="analysis-json"),
    path("dialogues/<slug:slug>/statements.csv", views.statements_csv, name="statements-csv"),
    path("dialogues/<slug:slug>/statements/", views.statements, name="statements"),
    path("dialogues/<slug:slug>/statements/<path:ref>/", views.statement, name="statement"),
    path("methods/", views.methods, name="methods"),
]
