"""Every read of every page runs twice, under the database's rule and without it.

Different rows mean that a page leans on the database alone: somewhere a query forgot its rule.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.sharing.conftest import House

from hanse.dialogues.actions import Presentation, import_dialogue, refresh_analysis
from hanse.dialogues.furnish import WORKSHOP, simulated
from hanse.dialogues.models import Dialogue
from hanse.findings.models import Edition
from hanse.sharing.labels import SharingLabel

PAGES = [
    "/",
    "/dialogues/",
    *(f"/dialogues/{d}/{r}" for d in ("clear", "green", "red") for r in ("", "statements/")),
    "/findings/",
    "/findings/2025/",
    "/findings/2026/",
]
READERS = ("a stranger", "aino of Aarhus", "sam of the secretariat")
_TELL = "SELECT set_config('hanse.actor', %s, true)"


def second_run(
    leaning: list[str], tables: tuple[str, ...] = ("dialogues_", "findings_")
) -> Callable[..., Any]:
    """Return a wrapper that notes each read whose rows the database had to take away.

    Only reads of tables whose names begin so are looked at.
    """

    def wrapper(execute: Any, sql: str, params: Any, *rest: Any) -> Any:
        reads = sql.lstrip("(").startswith("SELECT")  # a union begins with a bracket
        if reads and any(f'"{name}' in sql for name in tables):
            raw = connection.connection
            guarded = sorted(map(repr, raw.execute(sql, params).fetchall()))
            before = raw.execute("SELECT current_setting('hanse.actor', true)").fetchone()[0]
            told = json.loads(before or "{}") | {"system": "the second run"}
            raw.execute(_TELL, [json.dumps(told)])
            open_rows = sorted(map(repr, raw.execute(sql, params).fetchall()))
            raw.execute(_TELL, [before or ""])
            if guarded != open_rows:
                leaning.append(sql)
        return execute(sql, params, *rest)

    return wrapper


@pytest.fixture
def furnished(full_house: House) -> House:
    """Add dialogues with results, and editions, of several labels."""
    folder = simulated(WORKSHOP)
    for label in ("clear", "green", "red"):
        shown = Presentation(slug=label, sharing_label=SharingLabel(label))
        refresh_analysis(import_dialogue(folder, shown).dialogue)
    for year, label in ((2025, "green"), (2026, "clear")):
        Edition.objects.create(
            year=year,
            title=label,
            sharing_label=label,
            status="published",
            published_on="2026-02-24",
        )
    return full_house


@pytest.mark.parametrize("name", READERS)
def test_no_page_leans_on_the_database_alone(name: str, furnished: House, client: Client) -> None:
    if person := furnished.person(name):
        client.force_login(person)
    leaning: list[str] = []

    with connection.execute_wrapper(second_run(leaning)):
        answers = {page: client.get(page).status_code for page in PAGES}

    assert leaning == []
    hidden = {page for page, status in answers.items() if status == 404}
    members = {"/dialogues/green/", "/dialogues/green/statements/", "/findings/2025/"}
    assert hidden == (set() if person else members) | {
        "/dialogues/red/",
        "/dialogues/red/statements/",
    }


def test_the_second_run_notices_a_forgotten_rule(furnished: House) -> None:
    from hanse.sharing.acting import acting
    from hanse.sharing.actors import PUBLIC

    del furnished
    leaning: list[str] = []

    with acting(PUBLIC), connection.execute_wrapper(second_run(leaning)):
        list(Dialogue.objects.all())

    assert len(leaning) == 1
