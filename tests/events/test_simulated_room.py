"""The demonstration's finished meeting is furnished once, and everything in it is marked."""

import pytest
from django.test import Client

from hanse.accounts import furnish as accounts
from hanse.cities.models import Authority, Membership
from hanse.events import models, simulated_room
from hanse.events.models import Document, Event, Feedback, Note, Report

pytestmark = pytest.mark.django_db
HOME = "/events/2026-simulated-first-hours/"


@pytest.fixture
def furnished() -> None:
    people = accounts.furnish()
    for slug in ("oslo", "london", "berlin", "strasbourg", "bratislava", "stockholm"):
        Authority.objects.create(
            slug=slug, name=slug.title(), country="NO", membership=Membership.MEMBER
        )
    simulated_room.settle(people["adviser"], "bratislava", "official")
    simulated_room.settle(people["practitioner"], "stockholm", "practitioner")
    for _ in range(2):
        simulated_room.furnish()


@pytest.mark.usefixtures("furnished")
def test_it_holds_one_meeting_with_notes_a_report_and_voices() -> None:
    event = Event.objects.get(slug="2026-simulated-first-hours")
    report = Report.objects.get(event=event)

    assert Note.objects.filter(event=event).count() == 18
    assert report.sources.count() == 16  # the RED one and the one not for quotation stay out
    assert (report.status, report.sharing_label, report.basis) == ("published", "clear", "green")
    assert (Feedback.objects.count(), models.Testimonial.objects.count()) == (6, 1)
    assert Document.objects.get().kind == "pdf"
    rows = (event, report, *Note.objects.all(), *Feedback.objects.all(), *Document.objects.all())
    assert all(row.simulated for row in rows)


@pytest.mark.usefixtures("furnished")
def test_it_leaves_a_draft_to_look_at_with_a_note_that_came_since() -> None:
    report = Report.objects.get(event__slug="2026-simulated-rumours")

    assert (report.status, report.sharing_label, report.simulated) == (
        "draft",
        "amber+strict",
        True,
    )
    assert report.sources.count() == 6
    assert Note.objects.filter(event=report.event, simulated=True).count() == 7
    assert Client().get("/events/2026-simulated-rumours/report/").status_code == 404


@pytest.mark.usefixtures("furnished")
def test_a_stranger_reads_the_report_and_no_name() -> None:
    client = Client()

    pages = [client.get(HOME + path).content.decode() for path in ("", "notes/", "report/")]

    for page in pages:
        assert "Simulated" in page
        assert not any(name in page for name in ("Lind", "Adeyemi", "Werner", "Chloé", "Oslo"))
    assert "Fund prevention for three years or more" in pages[2]
    assert "Two families left" not in "".join(pages)
