"""What the front page shows: the newest edition with its findings, and the newest dialogues."""

from dataclasses import dataclass

from hanse.dialogues import queries as dialogues
from hanse.dialogues.models import Dialogue
from hanse.findings import queries as findings
from hanse.findings.models import Edition, Finding

FINDINGS_SHOWN = 5
DIALOGUES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Everything the front page lists; `edition` is None until one is published."""

    edition: Edition | None
    findings: tuple[Finding, ...]
    more_findings: int
    dialogues: tuple[Dialogue, ...]


def front_page(person: object | None) -> FrontPage:
    """Return what this reader may see on the front page."""
    edition = findings.visible_to(person).first()
    chosen = (
        tuple(edition.findings.select_related("statement").order_by("number")) if edition else ()
    )
    return FrontPage(
        edition=edition,
        findings=chosen[:FINDINGS_SHOWN],
        more_findings=max(len(chosen) - FINDINGS_SHOWN, 0),
        dialogues=tuple(dialogues.visible_to(person)[:DIALOGUES_SHOWN]),
    )
