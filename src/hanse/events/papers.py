"""A report as a paper, for PDF and Word, and as data; both say what the page says."""

from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hanse.events.models import Addressee, Event, Report
from hanse.events.reporting import Block, blocks
from hanse.events.wording import date_words, place_words, session_time
from hanse.shared.documents.paper import Paper, PaperSection


def parts_of(report: Report) -> list[tuple[Addressee, list[Block]]]:
    """Return what the report says to each addressee, in the order of the report."""
    texts = {part.addressee: part.text for part in report.parts.all()}
    return [(Addressee(name), blocks(texts.get(name, ""))) for name in Addressee.values]


def opening_of(report: Report) -> list[str]:
    """Return the paragraphs of the opening; the first stands large."""
    return [block.words for block in blocks(report.opening)]


def as_paper(report: Report, *, address: str) -> Paper:
    """Return the report to print, in its own language; `address` is where it stands."""
    event = report.event
    with translation.override(report.language):
        lede, *more = opening_of(report) or [_standard_opening(event)]
        first = [PaperSection(title="", paragraphs=tuple(more))] if more else []
        return Paper(
            title=report.title,
            kicker=" · ".join([*_draft(report), date_words(event), place_words(event)]),
            lede=lede,
            language=report.language,
            facts=(),
            sections=(*first, *_sections(report)),
            sharing_label=f"TLP:{report.sharing_label.upper()}",
            basis=_basis(report, address),
            simulated=_("Simulated: nobody said any of this.") if report.simulated else "",
            simulated_mark=_("SIMULATED DATA"),
            page_word=_("Page"),
        )


def agenda_paper(event: Event) -> Paper:
    """Return the agenda of an event to print, in the event's language."""
    with translation.override(event.language):
        return Paper(
            title=event.title,
            kicker=f"{date_words(event)} · {place_words(event)}",
            lede=event.summary,
            language=event.language,
            facts=(),
            sections=tuple(
                PaperSection(
                    title=session.title,
                    paragraphs=tuple(filter(None, [session_time(session), session.summary])),
                )
                for session in event.session_list.all()
            ),
            sharing_label=f"TLP:{event.sharing_label.upper()}",
            basis=_("Agenda"),
            simulated=_("Simulated: this meeting never took place.") if event.simulated else "",
            simulated_mark=_("SIMULATED DATA"),
            page_word=_("Page"),
        )


def as_data(report: Report, *, address: str) -> dict[str, Any]:
    """Return the report as data: what it says, under which label, and nothing of who said it."""
    return {
        "title": report.title,
        "event": report.event.title,
        "address": address,
        "language": report.language,
        "sharing_label": f"TLP:{report.sharing_label.upper()}",
        "published": report.published_on.isoformat() if report.published_on else None,
        "rule": report.event.rule,
        "simulated": report.simulated,
        "opening": opening_of(report),
        "parts": [
            {
                "addressee": addressee.value,
                "text": [{"kind": block.kind, "words": block.words} for block in said],
            }
            for addressee, said in parts_of(report)
        ],
    }


def _draft(report: Report) -> list[str]:
    """Say on paper too that a report is not published."""
    return [] if report.status == Report.Status.PUBLISHED else [_("Draft")]


def _sections(report: Report) -> list[PaperSection]:
    found = []
    for addressee, said in parts_of(report):
        if not said:
            continue
        found.append(PaperSection(title=str(addressee.label)))
        open_blocks: list[Block] = []
        for block in said:
            follows_a_list = open_blocks and open_blocks[-1].kind == "item"
            if block.kind == "heading" or (follows_a_list and block.kind != "item"):
                found += _section(open_blocks)
                open_blocks = []
            open_blocks.append(block)
        found += _section(open_blocks)
    return found


def _section(said: list[Block]) -> list[PaperSection]:
    if not said:
        return []
    of_kind = {kind: tuple(block.words for block in said if block.kind == kind) for kind in _KINDS}
    return [
        PaperSection(
            title="".join(of_kind["heading"]),
            paragraphs=of_kind["paragraph"],
            items=of_kind["item"],
            level=2,
        )
    ]


def _standard_opening(event: Event) -> str:
    return _(
        "What people at “%(event)s” ask of cities, of national governments and of the network."
    ) % {"event": event.title}


def _basis(report: Report, address: str) -> str:
    said = [_("Written from notes of the meeting"), address]
    if report.event.rule == Event.Rule.CHATHAM_HOUSE:
        said.insert(1, _("under the Chatham House Rule"))
    if report.published_on:
        said.append(date_format(report.published_on))
    return " · ".join(said)


_KINDS = ("heading", "paragraph", "item")
