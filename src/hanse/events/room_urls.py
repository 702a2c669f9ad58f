"""Addresses of the room of an event: notes, report, feedback, testimonials, documents."""

from django.urls import path

from hanse.events.views import reporting, room, voices

urlpatterns = [
    path("events/<slug:slug>/notes/", room.notes, name="notes"),
    path("events/<slug:slug>/notes/write/", room.write, name="write-note"),
    path("events/<slug:slug>/notes/<uuid:record>/", room.change, name="note"),
    path("events/<slug:slug>/notes/<uuid:record>/withdraw/", room.withdraw, name="withdraw-note"),
    path("events/<slug:slug>/rapporteurs/", room.rapporteurs, name="rapporteurs"),
    path("events/<slug:slug>/report/", reporting.report, name="report"),
    path("events/<slug:slug>/report/report.<slug:form>", reporting.report_file, name="report-file"),
    path("events/<slug:slug>/report/draft/", reporting.draft, name="draft-report"),
    path("events/<slug:slug>/report/edit/", reporting.edit, name="edit-report"),
    path("events/<slug:slug>/report/publish/", reporting.publish, name="publish-report"),
    path("events/<slug:slug>/report/take-back/", reporting.take_back, name="take-back-report"),
    path("events/<slug:slug>/report/sources/", reporting.sources, name="report-sources"),
    path("events/<slug:slug>/feedback/", voices.feedback, name="feedback"),
    path("events/<slug:slug>/feedback/answers/", voices.answers, name="answers"),
    path("events/<slug:slug>/testimonials/", voices.testimonials, name="testimonials"),
    path("events/<slug:slug>/testimonials/write/", voices.testify, name="testify"),
    path(
        "events/<slug:slug>/testimonials/<uuid:record>/show/",
        voices.show_testimonial,
        name="show-testimonial",
    ),
    path(
        "events/<slug:slug>/testimonials/<uuid:record>/withdraw/",
        voices.take_back_testimonial,
        name="withdraw-testimonial",
    ),
    path("events/<slug:slug>/documents/add/", voices.add, name="add-document"),
    path("events/<slug:slug>/documents/<uuid:record>/", voices.document, name="document"),
    path(
        "events/<slug:slug>/documents/<uuid:record>/remove/", voices.remove, name="remove-document"
    ),
]
