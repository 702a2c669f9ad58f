"""Addresses of events; they are permanent."""

from django.urls import path

from hanse.events import room_urls
from hanse.events.views import (
    answering,
    events,
    inviting,
    listing,
    participants,
    planning,
    turning,
)

app_name = "events"
urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/calendar.ics", events.calendar, name="calendar"),
    path("events/feed.xml", events.atom, name="feed"),
    path("events/invitations/", answering.invitations, name="invitations"),
    path("events/my-calendar/", answering.my_calendar, name="my-calendar"),
    path("events/my-calendar/<str:token>.ics", answering.my_calendar_file, name="my-calendar-file"),
    path("events/new/", planning.new, name="new"),
    path("events/programmes/", planning.programme_list, name="programmes"),
    path("events/programmes/new/", planning.new_programme, name="new-programme"),
    path("events/programmes/<slug:slug>/", planning.programme, name="programme"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/plan/", planning.plan, name="plan"),
    path("events/<slug:slug>/plan/sharing/", planning.label, name="label"),
    path("events/<slug:slug>/plan/<slug:step>/", planning.change, name="change"),
    path("events/<slug:slug>/cancel/", turning.cancel, name="cancel"),
    path("events/<slug:slug>/reinstate/", turning.reinstate, name="reinstate"),
    path("events/<slug:slug>/move/", turning.move, name="move"),
    path("events/<slug:slug>/lists/<slug:key>/", listing.rows, name="list"),
    path("events/<slug:slug>/lists/<slug:key>/<int:pk>/", listing.row, name="row"),
    path("events/<slug:slug>/agenda/", planning.sessions, name="agenda"),
    path("events/<slug:slug>/agenda/<int:pk>/", planning.session, name="session"),
    path("events/<slug:slug>/invite/", inviting.invite, name="invite"),
    path("events/<slug:slug>/remind/", inviting.remind, name="remind"),
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
        "events/<slug:slug>/invitations/<slug:city>/take-back/",
        turning.take_back,
        name="take-back",
    ),
    path(
        "events/<slug:slug>/invitations/<slug:city>/event.ics",
        answering.own_event_calendar,
        name="own-event-calendar",
    ),
    *room_urls.urlpatterns,
]
