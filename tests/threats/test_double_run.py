"""No page of the threat picture leans on the database alone to keep a city's counts inside."""

import pytest
from django.db import connection
from django.test import Client
from tests.sharing.test_double_run import second_run
from tests.threats.conftest import MONDAY, make_city, make_person, observe

from hanse.cities.models import Authority, Role
from hanse.sharing.actions import invite
from hanse.threats.models import Confirmation, Effort, Signal, Tally
from hanse.threats.queries import weekly_counts

PAGES = (
    *("/threats/", "/threats/trends/all/", "/threats/trends/racism/", "/threats/vocabulary/"),
    *("/threats/observations/", "/threats/observations/?label=racism", "/threats/signals/"),
    *("/threats/observations/new/", "/threats/observations/observations.csv"),
)


def fill(city: Authority) -> None:
    """Give a city a row of every kind."""
    observe(city, MONDAY, "anti-black")
    observe(city, MONDAY, "misogyny", sharing_label="amber")
    Confirmation.objects.create(owner=city, first_week=MONDAY, last_week=MONDAY)
    Effort.objects.create(owner=city, week=MONDAY, reporter=city.pk, channel="police")
    Tally.objects.create(
        owner=city, starts_on=MONDAY, precision="day", eep="evidenced", source_class="ngo", count=7
    )
    Signal.objects.create(
        owner=city, challenges=["misogyny"], starts_on=MONDAY, ends_on=MONDAY, direction="rising",
        intensity=1, basis="staff", confidence="low",
    )  # fmt: skip


@pytest.fixture
def cities(db: None) -> tuple[Authority, Authority]:
    del db
    both = make_city("Aarhus"), make_city("Boston")
    for city in both:
        fill(city)
    return both


@pytest.mark.parametrize("who", ["a stranger", "of the city", "a partner", "a guest"])
def test_no_page_leans_on_the_database_alone(
    who: str, cities: tuple[Authority, Authority], client: Client
) -> None:
    own, other = cities
    if who == "a guest":
        shared = observe(other, MONDAY, "disability", sharing_label="amber")
        invite(shared, own, make_person(other, "bea"))
    if who != "a stranger":
        role = Role.PARTNER if who == "a partner" else Role.OFFICIAL
        client.force_login(make_person(own, "aino", role))
    leaning: list[str] = []

    with connection.execute_wrapper(second_run(leaning, ("threats",))):
        bodies = [client.get(page).content.decode() for page in PAGES]

    assert leaning == []
    assert not any("Boston" in body for body in bodies) or who == "a guest"


def test_the_second_run_notices_counts_of_another_city(
    cities: tuple[Authority, Authority], client: Client
) -> None:
    from hanse.sharing.acting import acting
    from hanse.sharing.actors import actor_of

    own, other = cities
    del client
    leaning: list[str] = []

    with (
        acting(actor_of(make_person(own, "aino"))),
        connection.execute_wrapper(second_run(leaning, ("threats",))),
    ):
        counted = weekly_counts(other)

    assert counted.names == ()
    assert len(leaning) == 3
