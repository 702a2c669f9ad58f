"""Addresses of events; they are permanent."""

from django.urls import path

from hanse.events import room_urls
from hanse.events.views import answering, events, participants

app_name = "events"
urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/calendar.ics", events.calendar, name="calendar"),
    path("events/feed.xml", events.atom, name="feed"),
    path("events/invitations/", answering.invitations, name="invitations"),
    path("events/my-calendar/", answering.my_calendar, name="my-calendar"),
    path("events/my-calendar/<str:token>.ics", answering.my_calendar_file, name="my-calendar-file"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/event.json", events.event_data, name="event-data"),
    path("events/<slug:slug>/event.ics", events.event_calendar, name="event-calendar"),
    path("events/<slug:slug>/participants/", participants.participants, name="participants"),
    path(
        "events/<slug:slug>/participants.csv",
        participants.participants_csv,
        name="participants-csv",
    ),
    path("events/<slug:slug>/invitations/<slug:city>/", answering.answer, name="answer"),
    path(
        "events/<slug:slug>/invitations/<slug:city>/event.ics",
        answering.own_event_calendar,
        name="own-event-calendar",
    ),
    *room_urls.urlpatterns,
]
