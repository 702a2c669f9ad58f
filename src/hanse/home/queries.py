"""What the front page shows: the newest edition with its findings, and the newest dialogues."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from hanse.dialogues import queries as dialogues
from hanse.dialogues.models import Dialogue
from hanse.findings import queries as findings
from hanse.findings.models import Edition, Finding
from hanse.findings.pages import leading_figure, leading_rows
from hanse.shared.figures import IntervalRow, interval_strip
from hanse.sharing.actors import Person

FINDINGS_SHOWN = 5
DIALOGUES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Headline:
    """A finding in one line, with the bars of its blocs."""

    finding: Finding
    rows: tuple[IntervalRow, ...]
    strip: SafeString


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Everything the front page lists.

    `lead` is the first finding with its figure, `headlines` the next ones, `more` how many follow
    those. All of it is empty until an edition is published.
    """

    edition: Edition | None
    lead: Finding | None
    lead_figure: SafeString
    headlines: tuple[Headline, ...]
    more: int
    dialogues: tuple[Dialogue, ...]


def headline(finding: Finding) -> Headline:
    """Return a finding with the bars of the blocs it speaks of."""
    rows = leading_rows(finding)
    return Headline(finding=finding, rows=rows, strip=interval_strip(rows))


def front_page(person: Person) -> FrontPage:
    """Return what this reader may see on the front page."""
    edition = findings.visible_to(person).first()
    chosen = list(findings.findings_of(edition)) if edition else []
    lead, others = (chosen[0], chosen[1:]) if chosen else (None, [])
    return FrontPage(
        edition=edition,
        lead=lead,
        lead_figure=leading_figure(lead) if lead else SafeString(),
        headlines=tuple(headline(finding) for finding in others[: FINDINGS_SHOWN - 1]),
        more=max(len(chosen) - FINDINGS_SHOWN, 0),
        dialogues=tuple(dialogues.visible_to(person)[:DIALOGUES_SHOWN]),
    )
