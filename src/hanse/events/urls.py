"""Addresses of events; they are permanent."""

from django.urls import path

from hanse.events.views import events

app_name = "events"
urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/calendar.ics", events.calendar, name="calendar"),
    path("events/feed.xml", events.atom, name="feed"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/event.json", events.event_data, name="event-data"),
    path("events/<slug:slug>/event.ics", events.event_calendar, name="event-calendar"),
]
