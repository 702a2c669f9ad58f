"""Addresses of events; they are permanent."""

from django.urls import path

from hanse.events import views

app_name = "events"
urlpatterns = [
    path("events/", views.events, name="events"),
    path("events/calendar.ics", views.calendar, name="calendar"),
    path("events/feed.xml", views.atom, name="feed"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("events/<slug:slug>/event.json", views.event_data, name="event-data"),
    path("events/<slug:slug>/event.ics", views.event_calendar, name="event-calendar"),
]
