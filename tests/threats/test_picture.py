"""A city's own picture: what it shows, what it keeps from claiming, and who sees it."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from tests.threats.conftest import make_city, make_person, observe

from hanse.accounts.models import User
from hanse.cities.models import Authority, Role
from hanse.sharing.models import AuditEntry
from hanse.threats.actions.effort import note_effort
from hanse.threats.counts import WEEK, WeeklyCounts
from hanse.threats.insights.trends import Verdict, effort_fell, trends_of
from hanse.threats.models import Confirmation
from hanse.threats.queries import monday_of

MONDAY = dt.date(2024, 1, 1)


def counted(*numbers: float | None) -> WeeklyCounts:
    return WeeklyCounts(MONDAY, ("misogyny",), (numbers,))


def verdict(*numbers: float | None, less_effort: bool = False) -> Verdict:
    return trends_of(counted(*numbers), newest=53, less_effort=less_effort)[0].verdict


def last_weeks(city: Authority, number: int, each: int = 1) -> None:
    """Observe something in each of the last full weeks, and confirm them."""
    newest = monday_of(timezone.localdate()) - WEEK
    for n in range(number):
        for _ in range(each):
            observe(city, newest - n * WEEK, "antisemitism")
    Confirmation.objects.create(owner=city, first_week=newest - 110 * WEEK, last_week=newest)


@pytest.fixture
def at_work(client: Client, official: User) -> Client:
    client.force_login(official)
    return client


YEAR_OF_TWOS = (2.0,) * 52


def test_trends_are_judged_by_what_they_show() -> None:
    assert verdict(*YEAR_OF_TWOS, *(2.0,) * 8) is Verdict.EXPECTED
    assert verdict(*YEAR_OF_TWOS, *(2.0,) * 7, 12.0) is Verdict.ALARM
    assert verdict(*YEAR_OF_TWOS, *(4.0,) * 8) is Verdict.RISING
    assert verdict(*YEAR_OF_TWOS, *(0.0,) * 8) is Verdict.FALLING
    assert verdict(*(2.0,) * 12) is Verdict.SHORT
    assert trends_of(WeeklyCounts(MONDAY, (), ()), newest=53, less_effort=False) == ()


def test_with_less_reporting_nothing_is_called_falling() -> None:
    fall = (*YEAR_OF_TWOS, *(0.0,) * 8)

    assert verdict(*fall, less_effort=True) is Verdict.LESS_REPORTED
    assert verdict(*YEAR_OF_TWOS, *(4.0,) * 8, less_effort=True) is Verdict.RISING


def test_less_effort_is_fewer_people_or_fewer_channels() -> None:
    steady, fewer = [4] * 52, [4] * 44 + [2] * 8

    assert effort_fell(steady, steady) is False
    assert effort_fell(fewer, steady) is True
    assert effort_fell(steady, fewer) is True
    assert effort_fell([], []) is False


def test_the_picture_draws_each_word_with_its_effort_and_sources(
    at_work: Client, city: Authority, official: User
) -> None:
    last_weeks(city, 60)
    note_effort(city, official, "police", timezone.localdate() - WEEK)

    page = at_work.get("/threats/")

    text = page.content.decode()
    assert "Threat picture of Aarhus" in text
    assert "Antisemitism: as expected" in text
    assert "Reporting effort: at most 1 person a week." in text
    assert "Source: City administration." in text
    assert "no-store" in page.headers["Cache-Control"]
    assert AuditEntry.objects.filter(verb="read the picture").count() == 1


def test_the_table_holds_the_numbers_of_the_picture(at_work: Client, city: Authority) -> None:
    last_weeks(city, 2, each=3)

    figure = at_work.get("/threats/").context["drawn"][0].figure

    assert figure.count('<td class="number">3 ▲</td>') == 2
    assert figure.count('<th scope="row">') == 53


def test_weeks_without_entry_or_confirmation_are_asked_for(
    at_work: Client, city: Authority
) -> None:
    newest = monday_of(timezone.localdate()) - WEEK
    observe(city, newest - 2 * WEEK)

    open_weeks = at_work.get("/threats/").context["open_weeks"]

    assert open_weeks == [newest, newest - WEEK, newest - 3 * WEEK]


def test_much_under_other_asks_for_a_word(at_work: Client, city: Authority) -> None:
    today = timezone.localdate() - WEEK
    for n in range(20):
        observe(city, today, "other-target" if n < 2 else "misogyny")
    quiet = at_work.get("/threats/").context["other"]
    observe(city, today, "other-phenomenon")

    assert quiet is None
    assert at_work.get("/threats/").context["other"] == {"residual": 3, "total": 21}


def test_one_trend_is_shown_over_three_years(at_work: Client, city: Authority) -> None:
    last_weeks(city, 100)

    page = at_work.get("/threats/trends/antisemitism/")

    assert page.context["drawn"].figure.count('<th scope="row">') == 111
    assert at_work.get("/threats/trends/all/").status_code == 200
    assert at_work.get("/threats/trends/misogyny/").status_code == 404


def test_feelings_are_drawn_apart(at_work: Client, city: Authority) -> None:
    observe(city, timezone.localdate() - WEEK, "polarisation", eep="experienced")

    assert at_work.get("/threats/").context["drawn"] == []
    assert len(at_work.get("/threats/?kind=experienced").context["drawn"]) == 1


def test_an_empty_picture_says_how_to_begin(at_work: Client) -> None:
    assert "No trend yet" in at_work.get("/threats/").content.decode()


def test_others_see_what_is_shared_and_nothing_of_the_city(client: Client, city: Authority) -> None:
    last_weeks(city, 3)
    for person in (None, make_person(city, "alva", Role.PARTNER)):
        if person:
            client.force_login(person)
        text = client.get("/threats/", follow=True).content.decode()
        assert "Antisemitism" not in text
        assert city.name not in text
        assert client.get("/threats/trends/antisemitism/").status_code in {302, 404}


def test_another_citys_picture_is_not_found(at_work: Client) -> None:
    make_city("Boston")

    assert at_work.get("/threats/?city=boston").status_code == 404


def test_the_picture_keeps_to_its_queries(at_work: Client, city: Authority) -> None:
    last_weeks(city, 30)
    at_work.get("/threats/")

    with CaptureQueriesContext(connection) as asked:
        at_work.get("/threats/")

    ours = [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]
    told_back = 1  # a page inside a test's transaction also puts back who was reading
    assert len(ours) - told_back <= 12, "\n".join(ours)


def test_an_old_record_is_drawn_to_its_end_and_says_so(city: Authority, at_work: Client) -> None:
    for week in range(60):
        observe(city, MONDAY - week * WEEK, "antisemitism")

    page = at_work.get("/threats/").content.decode()

    assert "The record ends with the week of 1 January 2024" in page
    assert "Antisemitism over three" in " ".join(page.split())


def test_what_is_known_to_the_month_alone_is_judged_by_month(
    at_work: Client, city: Authority
) -> None:
    month = timezone.localdate().replace(day=1)
    for n in range(30):
        month = (month - dt.timedelta(days=1)).replace(day=1)
        for _ in range(12 if n == 0 else 2):
            observe(city, month, "antisemitism", precision="month")

    picture = at_work.get("/threats/").content.decode()
    trend = at_work.get("/threats/trends/antisemitism/").content.decode()

    newest = date_format((timezone.localdate().replace(day=1) - dt.timedelta(days=1)), "F Y")
    assert "Known to the month" in picture
    assert "No trend yet" not in picture
    for page in (picture, trend):
        assert f"Antisemitism: above what chance explains in {newest}" in page


def test_an_old_record_by_month_ends_with_its_last_month(at_work: Client, city: Authority) -> None:
    for month in range(1, 13):
        observe(city, dt.date(2019, month, 1), precision="month")

    assert "The record ends with December 2019" in at_work.get("/threats/").content.decode()
