"""What the pages about imports show."""

import datetime as dt
from collections.abc import Mapping
from itertools import islice
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hanse.accounts.models import User
from hanse.shared.tables import Table
from hanse.threats.importing.bundled import bundled
from hanse.threats.importing.profiles import Profile, from_dict
from hanse.threats.models import ImportRun, KnownTo, SavedProfile, Severity
from hanse.threats.pages.sections import sections
from hanse.threats.queries.imports import (
    cities_to_import_for,
    import_runs,
    imports_with,
    saved_profiles,
)
from hanse.threats.queries.kept import is_gone
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING, label_of

ON_A_PAGE, SAMPLE, NEWEST = 50, 5, 10
State = ImportRun.State
RUNNING = {State.CHECKING, State.IMPORTING}
Json = Mapping[str, Any]
LONGEST_SHOWN = 60


def list_page(request: HttpRequest, person: User) -> dict[str, Any]:
    """Return the imports of the cities this person may import for."""
    cities = list(cities_to_import_for(person))
    runs = import_runs(person).filter(owner__in=cities)[:ON_A_PAGE]
    return {
        "sections": sections(request),
        "runs": [(run, _said(run)) for run in runs],
        "may_import": bool(cities),
        "several": len(cities) > 1,
        "profiles": saved_profiles(person).filter(owner__in=cities).select_related("owner"),
        "kinds": bundled().values(),
    }


def run_page(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """Return one import as far as it has come."""
    profile = from_dict(run.profile) if run.profile else None
    return {
        "sections": sections(request),
        "run": run,
        "gone": is_gone(run),
        "profile": profile,
        "running": run.state in RUNNING,
        "share": _share(run),
        "found": run.found,
        "lines": _lines(run.found),
        "days": _days(run.found),
        "trends": trends_of(run.found),
        "change": _change(run.found.get("change", {})),
        "unknown": [(word, *told) for word, told in run.unknown.items()],
        "errors": _alike_errors(run)[:ON_A_PAGE],
        "more_errors": _unlisted(run),
        "alike": _alike(run.found),
        "first": _first(run.found),
        "is_table": profile is None or profile.form == "table",
        "asks_place": bool(profile and profile.place),
    }


def first_rows(request: HttpRequest, run: ImportRun, table: Table) -> dict[str, Any]:
    """Return the first rows of a table as they are read, to look at before going on."""
    rows = [[cell[:LONGEST_SHOWN] for cell in row.cells] for row in islice(table.rows(), SAMPLE)]
    return {
        "sections": sections(request),
        "run": run,
        "header": table.header,
        "rows": rows,
        "form_of_file": table.form,
    }


def profile_page(request: HttpRequest, kept: SavedProfile, person: User) -> dict[str, Any]:
    """Return what a profile reads, and the imports that were read by it."""
    profile = from_dict(kept.definition)
    used = imports_with(kept, person)
    newest = list(used[:NEWEST])
    return {
        "sections": sections(request),
        "kept": kept,
        "columns": profile.columns(),
        "words": sum(len(column.values) for column in profile.labels),
        "of_ours": bundled().get(profile.id),
        "used": [(run, _said(run)) for run in newest],
        "times": used.count() if len(newest) == NEWEST else len(newest),
    }


def trends_of(found: Json) -> dict[str, Any]:
    """Return incidents per category and period, as numbers and as bars of a small picture."""
    table: dict[str, dict[str, int]] = found.get("trends", {})
    periods = sorted({period for counts in table.values() for period in counts})
    order = [EVERYTHING, *CATEGORIES]
    rows = []
    for category in sorted(table, key=order.index):
        counts = [table[category].get(period, 0) for period in periods]
        rows.append(
            {
                "label": label_of(category),
                "total": found["categories"][category],
                "counts": counts,
                "bars": _bars(counts),
                "whole": category == EVERYTHING,
                "under": bool(category and CATEGORIES[category].parent),
            }
        )
    return {"periods": periods, "rows": rows}


def _bars(counts: list[int]) -> list[tuple[int, int, int]]:
    """Return place, top and height of each bar in a picture 24 high, one bar every 6."""
    highest = max([*counts, 1])
    heights = [round(22 * count / highest) for count in counts]
    return [(6 * place, 24 - height, height) for place, height in enumerate(heights)]


def _alike_errors(run: ImportRun) -> list[dict[str, Any]]:
    """Return what is wrong, each mistake once with the rows that make it, the commonest first."""
    rows: dict[tuple[str, ...], list[int]] = {}
    for row, *said in run.errors:
        rows.setdefault(tuple(said), []).append(row)
    commonest = sorted(rows.items(), key=lambda found: (-len(found[1]), found[1]))
    return [
        {
            "column": column,
            "problem": problem,
            "mend": mend,
            "rows": ", ".join(map(str, where[:SAMPLE])),
            "times": len(where),
            "more": max(len(where) - SAMPLE, 0),
        }
        for (column, problem, mend), where in commonest
    ]


def _unlisted(run: ImportRun) -> int:
    """Return how many rows cannot be used beyond those whose mistakes are on the page."""
    shown: int = sum(one["times"] for one in _alike_errors(run)[:ON_A_PAGE])
    return max(int(run.found.get("wrong", 0)) - shown, 0)


def _lines(found: Json) -> list[tuple[str, int]]:
    """Say what became of the rows that are no incident of their own."""
    words = {
        "merged": _("Rows that tell again of an incident, which counts once"),
        "repeated": _(
            "Rows that are word for word the same as another; without numbers each counts"
        ),
        "elsewhere": _("Rows of other places, left out"),
        "left_out": _("Rows that say there was no bias, left out"),
        "wrong": _("Rows that cannot be used"),
    }
    return [(said, found[key]) for key, said in words.items() if found.get(key)]


def _change(change: Json) -> list[tuple[str, int]]:
    words = {
        "added": _("New"),
        "changed": _("Corrected, with the earlier reading kept"),
        "same": _("There already, unchanged"),
        "withdrawn": _("Withdrawn by a person before, and left out"),
        "counted": _("From a time of which counts alone are kept; they stay as they are"),
        "missing": _("Known from an earlier file, not in this one, and left as they are"),
        "alike": _("New, on a day and with a label of an observation from another source"),
    }
    return [(said, change[key]) for key, said in words.items() if change.get(key)]


def _days(found: Json) -> tuple[dt.date, dt.date] | None:
    if not found.get("first_day"):
        return None
    first, last = (dt.date.fromisoformat(found[key]) for key in ("first_day", "last_day"))
    return first, last


def _share(run: ImportRun) -> int | None:
    """Return how much of the file is read, in whole per cent; None while nobody can tell."""
    if not run.rows_expected:
        return None
    return min(100 * run.rows_done // run.rows_expected, 100)


def _alike(found: Json) -> list[dict[str, Any]]:
    return [
        {
            "number": one["number"].partition(":")[2] or one["number"],
            "day": dt.date.fromisoformat(one["day"]),
            "labels": [label_of(label) for label in one["labels"]],
            "record": one["record"],
        }
        for one in found.get("alike", [])
    ]


def _first(found: Json) -> list[dict[str, Any]]:
    """Return the first incidents of a file that was tried, in words."""
    return [
        {
            "row": one["row"],
            "when": _written_day(dt.date.fromisoformat(one["day"]), one["precision"]),
            "labels": ", ".join(label_of(label) for label in one["labels"]),
            "severity": Severity(one["severity"]).label,
            "text": one["text"],
        }
        for one in found.get("first", [])
    ]


def _written_day(day: dt.date, precision: str) -> str:
    forms = {KnownTo.YEAR: "Y", KnownTo.MONTH: "YEAR_MONTH_FORMAT"}
    return date_format(day, forms.get(KnownTo(precision), "DATE_FORMAT"))


def _said(run: ImportRun) -> str:
    """Name the kind of file of a run."""
    return str(run.profile.get("name", "")) if run.profile else ""


def words_of(run: ImportRun) -> list[tuple[str, int]]:
    """Return the words of a run that nobody knows, with how often each occurs."""
    return [(word, told[2]) for word, told in run.unknown.items()]


def with_meanings(run: ImportRun, meanings: Mapping[str, tuple[str, ...]]) -> Profile:
    """Return a run's profile that knows more words, each in the column it was found in."""
    profile = dict(run.profile)
    profile["labels"] = [
        {
            **column,
            "values": {
                **column["values"],
                **{w: list(said) for w, said in meanings.items() if _in(run, w, column["column"])},
            },
        }
        for column in profile["labels"]
    ]
    return from_dict(profile)


def _in(run: ImportRun, word: str, column: str) -> bool:
    return bool(run.unknown[word][0] == column)
