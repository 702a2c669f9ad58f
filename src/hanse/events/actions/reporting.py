"""The report of a meeting: drafted from notes, finished by a person, published under a label."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from hanse.accounts.models import User
from hanse.events.actions.inviting import need_secretariat
from hanse.events.insights import said_alike
from hanse.events.models import Addressee, Event, Note, Report, ReportPart, ReportSource
from hanse.events.queries.room import notes_for, room_of
from hanse.events.reporting import drafted, numbers_in
from hanse.sharing import actions as sharing
from hanse.sharing import audit
from hanse.sharing.labels import SharingLabel, strictest
from hanse.sharing.models import Attribution


class NotFinishedError(ValueError):
    """The report cannot be published as it is; the message says why."""


class LostSourceError(NotFinishedError):
    """Sentences rest on notes that were taken back."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(f"Notes taken back: {', '.join(map(str, numbers))}.")
        self.numbers = tuple(numbers)


def notes_to_report(event: Event, person: User) -> list[Note]:
    """Return the notes a report may rest on, as this person may read them.

    Words that are not for quotation, and RED ones, stay in the room.
    """
    readable = notes_for(event, person).exclude(attribution=Attribution.NO_QUOTE)
    return list(readable.exclude(sharing_label=SharingLabel.RED))


@transaction.atomic
def draft_report(event: Event, person: User) -> Report:
    """Begin the report, or add to a draft the notes that came since; nothing written is changed."""
    need_secretariat(person)
    report = _locked(event) or _begin(event)
    _need_draft(report)
    used = set(report.sources.values_list("note", flat=True))
    new = [note for note in notes_to_report(event, person) if note.record not in used]
    numbers = {note.record: number for number, note in enumerate(new, len(used) + 1)}
    ReportSource.objects.bulk_create(
        ReportSource(report=report, number=number, note=record)
        for record, number in numbers.items()
    )
    for part in report.parts.all():
        mine = [note for note in new if note.addressee == part.addressee]
        part.text = "\n\n".join(filter(None, [part.text, _text(mine, numbers, event)]))
        part.save(update_fields=["text"])
    report.basis = strictest([report.basis, *(note.sharing_label for note in new)])
    report.save(update_fields=["basis"])
    audit.record("draft a report", report, person, notes=len(new), basis=report.basis)
    return report


@transaction.atomic
def save_report(
    report: Report, person: User, *, title: str, opening: str, texts: Mapping[str, str]
) -> Report:
    """Keep what an editor wrote; numbers that name no note are refused."""
    need_secretariat(person)
    held = Report.objects.select_for_update().get(pk=report.pk)
    _need_draft(held)
    known = set(held.sources.values_list("number", flat=True))
    named = {number for text in (opening, *texts.values()) for number in numbers_in(text)}
    if strange := sorted(named - known):
        raise NotFinishedError(f"There are no notes {', '.join(map(str, strange))}.")
    held.title, held.opening = title, opening
    held.save(update_fields=["title", "opening"])
    for part in held.parts.all():
        part.text = texts.get(part.addressee, part.text)
        part.save(update_fields=["text"])
    audit.record("edit a report", held, person)
    return held


@transaction.atomic
def publish_report(report: Report, person: User, *, label: SharingLabel, reason: str) -> Report:
    """Publish under a label a person chose, with their reason; it is written down."""
    need_secretariat(person)
    held = Report.objects.select_for_update().get(pk=report.pk)
    _need_draft(held)
    if label == SharingLabel.RED:
        raise NotFinishedError("A report is not addressed to named people.")
    if lost := lost_sources(held, person):
        raise LostSourceError(lost)
    held.sharing_label, held.reason = label, reason
    held.status, held.published_on = Report.Status.PUBLISHED, timezone.localdate()
    held.save()
    if label == SharingLabel.AMBER:
        sharing.share_with(held.record, room_of(held.event).cities)
    audit.record(
        "publish a report", held, person, label=str(label), basis=held.basis, reason=reason
    )
    return held


@transaction.atomic
def take_back_report(report: Report, person: User, *, reason: str) -> Report:
    """Make a published report a draft again, for the secretariat alone."""
    need_secretariat(person)
    held = Report.objects.select_for_update().get(pk=report.pk)
    audit.record("take back a report", held, person, label=held.sharing_label, reason=reason)
    held.sharing_label, held.reason = SharingLabel.AMBER_STRICT, ""
    held.status, held.published_on = Report.Status.DRAFT, None
    held.save()
    return held


def lost_sources(report: Report, person: User) -> list[int]:
    """Return the numbers in the text whose notes were taken back or closed to this person."""
    still = set(notes_for(report.event, person).values_list("record", flat=True))
    lost = {source.number for source in report.sources.all() if source.note not in still}
    texts = [report.opening, *(part.text for part in report.parts.all())]
    return sorted(lost & {number for text in texts for number in numbers_in(text)})


def _locked(event: Event) -> Report | None:
    return Report.objects.select_for_update().filter(event=event).first()


def _begin(event: Event) -> Report:
    with translation.override(event.language):
        title = gettext("Report: %(event)s") % {"event": event.title}
    report = Report.objects.create(
        event=event, title=title[:300], language=event.language, simulated=event.simulated
    )
    ReportPart.objects.bulk_create(
        ReportPart(report=report, addressee=addressee) for addressee in Addressee.values
    )
    return report


def _need_draft(report: Report) -> None:
    if report.status != Report.Status.DRAFT:
        raise NotFinishedError("The report is published; take it back to change it.")


def _text(notes: list[Note], numbers: Mapping[uuid.UUID, int], event: Event) -> str:
    """Write notes under their sessions, those that say nearly the same as one."""
    kin = said_alike([note.words for note in notes])
    together: dict[tuple[int | None, int], list[Note]] = defaultdict(list)
    for note, likeness in zip(notes, kin, strict=True):
        together[note.session_id, likeness].append(note)
    sessions = [None, *event.session_list.all()]  # what stands under no heading comes first
    groups = []
    for session in sessions:
        key = session.pk if session else None
        same = [group for (where, _), group in together.items() if where == key]
        entries = [(group[0].words, [numbers[n.record] for n in group]) for group in same]
        groups.append((session.title if session else "", entries))
    return drafted(groups)
