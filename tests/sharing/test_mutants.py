"""A rule with any clause removed is caught by the house of every kind; else its tests prove little.

Odd actors stand beside the people: settings no person of ours has today, which the rule must
still read narrowly.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from tests.sharing.conftest import House
from tests.sharing.house import PEOPLE, by_query
from tests.sharing.mutants import python_mutants, sql_mutants, whole_rule

from hanse.dialogues.models import Dialogue
from hanse.sharing.acting import acting
from hanse.sharing.actors import PUBLIC, Actor, actor_of
from hanse.sharing.policy import readable

pytestmark = pytest.mark.django_db
Seen = list[set[str]]


@pytest.fixture
def actors(full_house: House) -> list[Actor]:
    """Give every person, the public, the system, and somebody without a name."""
    people = [actor_of(full_house.person(name)) for name in PEOPLE]
    nameless = Actor(mfa=True, cities=frozenset(c.pk for c in full_house.cities.values()))
    forgetful = Actor(person_id=uuid.uuid4(), cities=nameless.cities, network_role="secretariat")
    return [*people, PUBLIC, Actor(system="a job"), nameless, forgetful]


def by_sql(rule: str, actors: list[Actor]) -> Seen:
    """Read a copy that no policy protects, through a rule written into the query."""
    seen = []
    with connection.cursor() as cursor:
        for actor in actors:
            with acting(actor):
                cursor.execute(f"SELECT slug FROM every_kind WHERE {rule}")  # noqa: S608 - our rule
                seen.append({row[0] for row in cursor.fetchall()})
    return seen


@pytest.fixture
def copied(full_house: House) -> None:
    del full_house
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE every_kind ON COMMIT DROP AS"
            " SELECT slug, record, owner_id, sharing_label FROM dialogues_dialogue"
        )


def test_every_clause_of_the_query_is_needed(full_house: House, actors: list[Actor]) -> None:
    del full_house
    whole = by_python(readable, actors)

    mutants = list(python_mutants())
    survivors = [line for line, rule in mutants if by_python(rule, actors) == whole]

    assert survivors == []
    assert len(mutants) >= 25


@pytest.mark.usefixtures("copied")
def test_every_clause_of_the_database_is_needed(actors: list[Actor]) -> None:
    whole = by_sql(whole_rule(), actors)
    assert whole == by_python(readable, actors)

    mutants = list(sql_mutants())
    survivors = [line for line, rule in mutants if by_sql(rule, actors) == whole]

    assert survivors == []
    assert len(mutants) >= 25


def by_python(rule: Callable[..., Any], actors: list[Actor]) -> Seen:
    """Read through the policy or a mutant of it; a mutant that gives nothing back shows nothing."""

    def given(rows: QuerySet[Dialogue], actor: Actor) -> QuerySet[Dialogue]:
        found: QuerySet[Dialogue] | None = rule(rows, actor)
        return rows.none() if found is None else found

    return [by_query(actor, given) for actor in actors]
