"""Addresses of editions, findings and briefs, and an edition with all of them."""

import datetime as dt
from typing import Any

from tests.access.features.dialogues import dialogue
from tests.access.house import House, Words
from tests.access.kinds import Kind, of, page
from tests.sharing.rule import Something


def edition(house: House, about: Something, word: Words) -> Any:
    """Store an edition that rests on a dialogue shared with the same people."""
    from hanse.findings.actions import Ask, Plan, publish_edition
    from hanse.findings.models import Edition, Recommendation

    year = 2030 + Edition.objects.count()
    row = house.share(Edition(year=year, title="soon"), about)
    plan = Plan(
        initiative=word("initiative"),
        year=year,
        title=word("title"),
        published_on=dt.date(2026, 2, 24),
        sharing_label=row.sharing_label,
        lede=word("lede"),
        headlines={"s1": word("headline")},
        asks=[Ask("s1", Recommendation.Addressee.CITIES, word("ask"))],
    )
    return publish_edition(dialogue(house, about, word), plan)


KINDS = {"edition": Kind(edition)}
ADDRESSES = {
    "findings:editions": page(),
    "findings:edition": of("edition", year="year"),
    "findings:finding": of("edition", year="year", number=lambda _edition: 1),
    "findings:brief": of("edition", year="year", form=lambda _edition: "pdf"),
    "findings:brief-version": of(
        "edition", year="year", version="version", form=lambda _edition: "docx"
    ),
}
