"""Addresses of the threat picture, and the observations of cities."""

import datetime as dt
from dataclasses import replace
from typing import Any

from tests.access.cast import READERS
from tests.access.house import House, Words
from tests.access.kinds import OF_CITIES, READS, WRITES, Case, Kind, Visit, city, of, page, told
from tests.access.rule_table import EDITORS
from tests.sharing.rule import Something


def observation(house: House, about: Something, word: Words) -> Any:
    """Store an observation."""
    from hanse.threats.models import Observation

    day = dt.date(2026, 3, 2)
    row = Observation(
        occurred_on=day,
        reported_on=day,
        labels=["antisemitism"],
        severity=1,
        source_class="municipal",
        text=word("text"),
        external_id=word("externalid"),
    )
    return house.share(row, about)


def signal(house: House, about: Something, word: Words) -> Any:
    """Store a signal."""
    from hanse.threats.models import Signal

    row = Signal(
        challenges=["polarisation"],
        starts_on=dt.date(2026, 3, 2),
        ends_on=dt.date(2026, 3, 8),
        direction="rising",
        intensity=2,
        basis="staff",
        confidence="low",
        note=word("note"),
    )
    return house.share(row, about)


def measure(house: House, about: Something, word: Words) -> Any:
    """Store a measure."""
    from hanse.threats.models import Measure

    row = Measure(name=word("name"), year=2026, amount=1, currency="EUR", source=word("source"))
    return house.share(row, about)


def _trends(_house: House) -> dict[str, Case]:
    """Return a word every city here has used, and one that nobody has."""
    return {
        "there": Case({"category": "antisemitism"}),
        "non-existent": Case({"category": "nothing-of-this-name"}, there=False),
    }


def imported(house: House, about: Something, word: Words) -> Any:
    """Store an import that was tried, with its file, an error and a word nobody knows."""
    from hanse.threats.models import ImportFile, ImportRun

    row = ImportRun(
        file_name=word("filename"),
        state="checked",
        profile={
            "id": "own",
            "name": word("kind"),
            "occurred": {"column": "day", "formats": ["%Y-%m-%d"]},
            "labels": [{"column": "label", "values": {}}],
        },
        found={"rows": 2, "incidents": 1, "wrong": 1, "categories": {"": 1}, "trends": {}},
        errors=[[3, "day", word("error"), "mend"]],
        unknown={word("unknown"): ["label", 2, 1]},
    )
    stored = house.share(row, about)
    content = f"day,label\n2025-03-03,{word('cell')}\n2025-03-04,x\n"
    ImportFile.objects.create(run=stored, content=content.encode())
    return stored


def profile(house: House, about: Something, word: Words) -> Any:
    """Store a kind of file that a city keeps."""
    from hanse.threats.models import SavedProfile

    definition = {
        "id": "own",
        "name": word("kind"),
        "occurred": {"column": word("column"), "formats": ["%Y-%m-%d"]},
        "labels": [{"column": "label", "values": {}}],
    }
    return house.share(SavedProfile(name=word("name"), definition=definition), about)


def by_editors(kind: str, *, methods: frozenset[str] = READS) -> Visit:
    """Tell of an address of a record that editors of its city alone may open."""
    told = of(kind, methods=methods, record="record")

    def cases(house: House) -> dict[str, Case]:
        return {
            shelf: replace(case, seen_by=_editors_of(case.city))
            for shelf, case in told.cases(house).items()
        }

    return Visit(cases, methods)


def _editors_of(city: str) -> frozenset[str]:
    return frozenset(n for n, who in READERS.items() if who and who.standings.get(city) in EDITORS)


# an import never leaves its city
WITHIN_A_CITY = {shelf: OF_CITIES[shelf] for shelf in ("own", "another city's", "deleted")}
KINDS = {
    "import": Kind(imported, WITHIN_A_CITY),
    "profile": Kind(profile, WITHIN_A_CITY),
    "observation": Kind(observation, OF_CITIES),
    "signal": Kind(signal, OF_CITIES),
    "measure": Kind(measure, OF_CITIES),
}
ADDRESSES = {
    "threats:picture": page(query="kind=evidenced"),
    "threats:trend": Visit(_trends),
    "threats:methods": page(),
    "threats:vocabulary": page(),
    "threats:vocabulary-csv": page(),
    "threats:imports": page(),
    "threats:new-import": page(post=True),
    "threats:export-for-systems": Visit(
        lambda _house: {
            "there": Case({"form": "stix"}),
            "non-existent": Case({"form": "nothing"}, there=False),
        }
    ),
    "threats:import": by_editors("import", methods=READS | WRITES),
    "threats:import-columns": by_editors("import", methods=READS | WRITES),
    "threats:import-words": by_editors("import", methods=READS | WRITES),
    "threats:import-written": by_editors("import", methods=READS | WRITES),
    "threats:import-errors": by_editors("import"),
    "threats:import-profile": by_editors("profile", methods=READS | WRITES),
    "threats:observations": page(),
    "threats:new-observation": page(post=True),
    "threats:export": page(),
    "threats:observation": of("observation", record="record"),
    "threats:signals": page(),
    "threats:new-signal": page(post=True),
    "threats:quiet": page(post=True),
    "threats:take-back": of("signal", methods=WRITES, inside=True, record="record"),
    "threats:alignment": city(),
    "threats:alignment-paper": city(ending="pdf"),
    "threats:add-measure": told(city(post=True), meant_for="general", currency="EUR"),
    "threats:change-measure": of(
        "measure", methods=READS | WRITES, pk="pk", slug=lambda found: found.owner.slug
    ),
    "threats:coverage": city(post=True, category="antisemitism"),
    "threats:correct": of("observation", methods=READS | WRITES, inside=True, record="record"),
    "threats:withdraw": of("observation", methods=READS | WRITES, inside=True, record="record"),
}
