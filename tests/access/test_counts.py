"""How much a city counted leaves it by no door: a number nobody could guess is looked for in all.

That no exact count can be worked out from what is published is proven in tests/threats.
"""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from tests.access.canaries import unpacked
from tests.access.cast import OWN
from tests.access.house import House, addresses
from tests.access.visiting import Answer, visit

INCIDENTS = 1373  # in one week of one city
# as each language writes it, and not as a part of a longer number or of a name
COUNT = re.compile(rb"(?<![\w.,-])1(?:[.,' ]|\xc2\xa0|\xe2\x80\xaf|&nbsp;)?373(?:\.0+)?(?![\w-])")
OUTSIDERS = ("public", "partner", "member, password only", "secretariat", "national observer")
NEAR = {"own", "another city's", "there", "the page", "a city's, for members"}


@pytest.fixture
def counted(house: House) -> Iterator[House]:
    """Let a city count very many incidents, and be warned of them."""
    from hanse.threats.actions.alarms import evaluate
    from hanse.threats.models import Observation

    day = dt.date(2026, 9, 2)
    said = {
        "occurred_on": day,
        "reported_on": day,
        "labels": ["antisemitism"],
        "severity": 1,
        "source_class": "municipal",
        "text": "Words were sprayed on a wall.",
    }
    with transaction.atomic():
        city = house.cities[OWN]
        Observation.objects.bulk_create([Observation(owner=city, **said) for _ in range(INCIDENTS)])
        evaluate(city, as_of=dt.datetime(2026, 9, 14, tzinfo=dt.UTC))
        yield house
        transaction.set_rollback(True)


def test_a_count_is_told_inside_its_city_and_nowhere_else(counted: House) -> None:
    told = {name for name in addresses() for _ in telling(counted, name, "city steward")}
    leaks = [
        (name, reader, label)
        for name in addresses()
        for reader in OUTSIDERS
        for label in telling(counted, name, reader)
    ]

    assert {"threats:picture", "threats:trend"} <= told
    assert leaks == []
    assert [one.to for one in mail.outbox if COUNT.search(one.message().as_bytes())] == []


def telling(house: House, name: str, reader: str) -> Iterator[str]:
    """Yield the things of which an address tells a reader the count."""
    query = f"?{told.query}" if (told := addresses()[name]).query else ""
    for label in sorted(NEAR & house.cases[name].keys()):
        path = reverse(name, kwargs=house.cases[name][label].named)
        for asked in {path, path + query}:
            if tells(visit(house, reader, "GET", asked)):
                yield label


def tells(answer: Answer) -> bool:
    """Tell whether the count stands in the text, the figures or the headers of an answer."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return bool(COUNT.search(unpacked(answer.body)) or COUNT.search(headers.encode()))
