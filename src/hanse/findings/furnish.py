"""What the demonstration puts into the rooms of findings: the edition of 2026."""

import csv
import datetime as dt
from importlib.resources import files

from hanse.dialogues.models import Dialogue
from hanse.findings.actions import Ask, Plan, publish_edition
from hanse.findings.models import Edition, Recommendation
from hanse.sharing.labels import SharingLabel

YEAR = 2026


def furnish(dialogue: Dialogue) -> None:
    """Publish the edition of 2026 from a dialogue, unless it is there."""
    if Edition.objects.filter(year=YEAR).exists():
        return
    plan = Plan(
        initiative="Transatlantic Dialogue Initiative",
        year=YEAR,
        title="What cities on two continents agree on, and where they do not",
        published_on=dt.date(YEAR, 2, 24),
        sharing_label=SharingLabel.CLEAR,
        asks=_asks(dialogue),
    )
    publish_edition(dialogue, plan)


def _asks(dialogue: Dialogue) -> list[Ask]:
    """Read the recommendations; each names its statement by how it starts."""
    source = files("hanse.findings") / "examples" / "recommendations-2026.csv"
    statements = list(dialogue.statements.all())
    return [
        Ask(statement.ref, Recommendation.Addressee(row["addressee"]), row["text"])
        for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines())
        for statement in statements
        if statement.text.startswith(row["starts"])
    ]
