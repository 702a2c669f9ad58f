"""A report is drafted from notes, finished by a person, and published with a reason."""

import pytest
from tests.events.room import Room

from hanse.events.actions.attending import NotYoursError
from hanse.events.actions.reporting import (
    LostSourceError,
    NotFinishedError,
    draft_report,
    publish_report,
    save_report,
    take_back_report,
)
from hanse.events.actions.writing import withdraw_note
from hanse.events.models import Note, Report, ReportPart, ReportSource, Session
from hanse.events.queries.room import reports_for
from hanse.events.reporting import Sentence, sentences
from hanse.sharing.acting import acting
from hanse.sharing.actors import actor_of
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import AuditEntry

pytestmark = pytest.mark.django_db


def draft(room: Room) -> Report:
    person = room.fresh("secretariat")
    with acting(actor_of(person)):
        return draft_report(room.event, person)


def publish(room: Room, report: Report, label: str = "clear") -> Report:
    person = room.fresh("secretariat")
    with acting(actor_of(person)):
        return publish_report(report, person, label=SharingLabel(label), reason="Agreed by all.")


def text(report: Report, addressee: str = "cities") -> str:
    return ReportPart.objects.get(report=report, addressee=addressee).text


def test_a_draft_groups_notes_by_addressee_and_session(room: Room) -> None:
    opening, walk = Session.objects.filter(event=room.event)
    room.write(words="Call early. Then wait.", session=walk)
    room.write("rita of Reno", words="Put the mosque on the list.", session=opening)
    room.write(words="Fund it for three years.", addressee="governments")

    report = draft(room)

    number = dict(ReportSource.objects.values_list("note", "number"))
    said = {note.words: number[note.record] for note in Note.objects.all()}
    one, two = said["Put the mosque on the list."], said["Call early. Then wait."]
    assert text(report) == (
        f"## Opening\n\nPut the mosque on the list. [{one}]\n\n"
        f"## A walk\n\nCall early. [{two}] Then wait. [{two}]"
    )
    three = said["Fund it for three years."]
    assert text(report, "governments") == f"Fund it for three years. [{three}]"
    assert (text(report, "network"), text(report, "next")) == ("", "")


def test_notes_that_say_nearly_the_same_stand_as_one_with_all_their_numbers(room: Room) -> None:
    for name in ("lena of Lublin", "rita of Reno", "boris of Bergen"):
        room.write(name, words="We called the neighbours before we called the press.")
    room.write(words="Fund prevention for three years.")

    said = sentences(text(draft(room)))

    assert sorted(len(sentence.numbers) for sentence in said) == [1, 3]


@pytest.mark.parametrize(
    ("labels", "basis"),
    [(["clear", "green"], "green"), (["green", "amber+strict", "amber"], "amber+strict")],
)
def test_a_draft_knows_the_strictest_label_of_its_notes(
    labels: list[str], basis: str, room: Room
) -> None:
    for number, label in enumerate(labels):
        room.write(words=f"Note {number}", sharing_label=label)

    report = draft(room)

    assert (report.basis, report.sharing_label) == (basis, "amber+strict")


def test_red_notes_and_those_not_for_quotation_stay_in_the_room(room: Room) -> None:
    room.write(words="For these ears.", sharing_label="red")
    room.write(words="Do not repeat.", attribution="no-quote")

    report = draft(room)

    assert not report.sources.exists()
    assert text(report) == ""


def test_drafting_again_adds_what_came_since_and_keeps_what_was_written(room: Room) -> None:
    room.write(words="First.")
    report, person = draft(room), room.fresh("secretariat")
    save_report(report, person, title="Ours", opening="In short.", texts={"cities": "Edited. [1]"})
    room.write("rita of Reno", words="Second.")

    again = draft(room)

    assert (again.pk, again.title) == (report.pk, "Ours")
    assert text(again) == "Edited. [1]\n\nSecond. [2]"


def test_every_sentence_from_a_note_leads_back_to_it(room: Room) -> None:
    note = room.write(words="Call early. Then wait.")
    report, person = draft(room), room.fresh("secretariat")
    edited = "Call your neighbours early. [1] Nobody did so in time. Then wait. [1]"

    save_report(report, person, title="Ours", opening="", texts={"cities": edited})

    assert sentences(text(report)) == [
        Sentence("Call your neighbours early.", (1,)),
        Sentence("Nobody did so in time.", ()),
        Sentence("Then wait.", (1,)),
    ]
    assert ReportSource.objects.get(report=report, number=1).note == note.record


def test_a_number_without_a_note_is_refused(room: Room) -> None:
    report, person = draft(room), room.fresh("secretariat")

    with pytest.raises(NotFinishedError, match="no notes 7"):
        save_report(report, person, title="x", opening="", texts={"cities": "Invented. [7]"})


def test_only_the_secretariat_drafts_edits_and_publishes(room: Room) -> None:
    room.write()
    report, rita = draft(room), room.fresh("rita of Reno")

    for act in (
        lambda: draft_report(room.event, rita),
        lambda: save_report(report, rita, title="x", opening="", texts={}),
        lambda: publish_report(report, rita, label=SharingLabel.CLEAR, reason="x"),
        lambda: take_back_report(report, rita, reason="x"),
    ):
        with pytest.raises(NotYoursError):
            act()


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("clear", {"rita of Reno", "tom of Tartu", "observer", "secretariat", "rapporteur"}),
        ("green", {"rita of Reno", "tom of Tartu", "secretariat"}),
        ("amber", {"rita of Reno", "secretariat"}),
        ("amber+strict", {"secretariat"}),
    ],
)
def test_a_published_report_is_read_by(label: str, expected: set[str], room: Room) -> None:
    room.write()
    report = draft(room)
    assert readers(room) == {"secretariat"}

    publish(room, report, label)

    assert readers(room) == expected


def readers(room: Room) -> set[str]:
    found = set()
    for name in ("rita of Reno", "tom of Tartu", "observer", "secretariat", "rapporteur"):
        person = room.fresh(name)
        with acting(actor_of(person)):
            found |= {name} if reports_for(person).exists() else set()
            assert ReportSource.objects.exists() == (name == "secretariat")
    return found


def test_publishing_and_taking_back_are_written_down_with_their_reasons(room: Room) -> None:
    room.write()
    report, person = publish(room, draft(room)), room.fresh("secretariat")

    with acting(actor_of(person)):
        with pytest.raises(NotFinishedError):
            draft_report(room.event, person)
        taken = take_back_report(report, person, reason="A mistake.")

    assert (taken.status, taken.sharing_label) == ("draft", "amber+strict")
    entries = AuditEntry.objects.filter(verb__contains="report").order_by("pk")
    assert [entry.verb for entry in entries] == [
        "draft a report", "publish a report", "take back a report",
    ]  # fmt: skip
    assert entries[1].detail == {
        "label": "clear", "basis": "amber+strict", "reason": "Agreed by all.",
    }  # fmt: skip
    assert all(entry.person == person.pk for entry in entries)


def test_a_report_with_words_taken_back_is_not_published(room: Room) -> None:
    note = room.write()
    report, lena = draft(room), room.fresh("lena of Lublin")
    with acting(actor_of(lena)):
        withdraw_note(note, lena)

    with pytest.raises(LostSourceError) as refused:
        publish(room, report)

    assert refused.value.numbers == (1,)
    person = room.fresh("secretariat")
    save_report(report, person, title="Ours", opening="", texts={"cities": "Our own words."})
    assert publish(room, report).status == "published"
