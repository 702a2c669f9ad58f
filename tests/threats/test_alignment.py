"""Where money and threat part ways: the worked example, who may see it, and what it rests on."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader
from tests.threats.conftest import make_city, make_person, observe

from hanse.accounts.models import User
from hanse.cities.models import Authority, Role
from hanse.sharing.models import AuditEntry
from hanse.threats.models import Coverage, Measure, Observation
from hanse.threats.pages.alignment import told

pytestmark = pytest.mark.django_db
COUNTS = {"antisemitism": 40, "anti-muslim": 30, "misogyny": 20, "disability": 10}
PAGE = "/threats/alignment/aarhus/"


def fill(city: Authority, tenths: int = 10) -> None:
    """Store the worked example: 40, 30, 20 and 10 incidents, and equal quarters of money."""
    day = timezone.localdate() - dt.timedelta(days=20)
    for category, count in COUNTS.items():
        Observation.objects.bulk_create(
            Observation(
                owner=city,
                occurred_on=day,
                reported_on=day,
                labels=[category],
                severity=1,
                credibility=1,
                source_class="municipal",
            )
            for _ in range(count * tenths // 10)
        )
    measure(city, split=dict.fromkeys(COUNTS, 25))


def measure(city: Authority, **more: object) -> Measure:
    said = {
        "name": "Advice centre",
        "year": timezone.localdate().year,
        "amount": Decimal(100_000),
        "currency": "EUR",
    }
    return Measure.objects.create(owner=city, **{**said, **more})


def test_the_worked_example_comes_out_on_the_page(
    client: Client, city: Authority, official: User
) -> None:
    fill(city)
    client.force_login(official)

    page = client.get(PAGE).content.decode()
    picture = told(city, official).picture

    assert "80% of resources sit where the threat picture is; 20% would have to move" in page
    assert picture.index == pytest.approx(0.8)
    assert (picture.low, picture.high) == pytest.approx((0.73, 0.86), abs=0.01)
    lines = {line.category: line for line in picture.lines}
    assert [lines[name].under for name in COUNTS] == pytest.approx([1, 0.86, 0.11, 0], abs=0.01)
    assert [lines[name].verdict for name in COUNTS] == ["under", "", "", "over"]


def test_a_tenth_of_the_incidents_gives_no_score(
    client: Client, city: Authority, official: User
) -> None:
    fill(city, tenths=1)
    client.force_login(official)

    page = client.get(PAGE).content.decode()

    assert "Too few observations for a score: together they weigh like 10, and 30 are" in page
    assert "Under-resourced" not in page


def test_a_raised_threat_without_policy_is_a_blind_spot(city: Authority, official: User) -> None:
    fill(city)
    Coverage.objects.create(owner=city, category="misogyny", level=2, source="Plan 2026")

    lines = {line.category: line for line in told(city, official).picture.lines}

    assert (lines["antisemitism"].trend, lines["antisemitism"].newer) == ("rising", 40)
    assert lines["antisemitism"].blind_spot
    assert not lines["misogyny"].blind_spot


def test_money_without_observations_asks_for_review(city: Authority, official: User) -> None:
    fill(city)
    measure(city, name="Exit programme", split={"extreme-left": 100})

    lines = {line.category: line for line in told(city, official).picture.lines}

    assert [name for name, line in lines.items() if line.review] == ["extreme-left"]


def test_general_measures_count_only_where_the_page_says_so(
    city: Authority, official: User
) -> None:
    fill(city)
    measure(city, name="Open house", amount=Decimal(300_000))

    picture = told(city, official).picture

    assert picture.index == pytest.approx(0.8)
    assert picture.general == pytest.approx(0.75)
    assert {view.key: round(view.index, 3) for view in picture.views} == {
        "equal weights": 0.8,
        "general spread": 0.95,
    }


def test_a_reporting_rate_is_shown_beside_with_its_source(city: Authority, official: User) -> None:
    fill(city)
    Coverage.objects.create(
        owner=city, category="disability", reporting_rate="0.25", reporting_source="Survey 2025"
    )

    views = {view.key: view for view in told(city, official).picture.views}

    # 40, 30, 20 and 40 of 130, against quarters
    assert views["reporting rate"].index == pytest.approx(
        (25 + 20 / 1.3 + 30 / 1.3 + 25) / 100, abs=0.02
    )
    assert views["reporting rate"].source == "Survey 2025"


@pytest.mark.parametrize(
    ("who", "status"),
    [("official", 200), ("partner", 404), ("of another city", 404), ("secretariat", 404)],
)
def test_only_the_citys_own_people_see_it(
    client: Client, city: Authority, who: str, status: int
) -> None:
    home = make_city("Boston") if who in {"of another city", "secretariat"} else city
    person = make_person(home, "p", Role.PARTNER if who == "partner" else Role.OFFICIAL)
    if who == "secretariat":
        User.objects.filter(pk=person.pk).update(network_role="secretariat")
    client.force_login(person)

    answers = {client.get(PAGE + rest).status_code for rest in ("", "paper.pdf", "paper.docx")}

    assert answers == {status}


def test_word_and_pdf_say_what_the_page_says(
    client: Client, city: Authority, official: User
) -> None:
    fill(city)
    client.force_login(official)

    word = docx.Document(BytesIO(client.get(PAGE + "paper.docx").content))

    text = "\n".join(one.text for one in word.paragraphs)
    assert "80% of resources sit where the threat picture is" in text
    assert "Proportional is not optimal" in text
    assert "TLP:AMBER+STRICT" in text
    first = PdfReader(BytesIO(client.get(PAGE + "paper.pdf").content)).pages[0].extract_text()
    assert "What stands out" in first
    assert "A category with few reports may be one that is not reported." in first


def test_an_editor_adds_a_measure_and_the_split_must_sum_to_a_hundred(
    client: Client, city: Authority, editor: User
) -> None:
    client.force_login(editor)
    form = {
        "name": "Advice centre",
        "year": "2026",
        "unit": "budget",
        "amount": "100000",
        "currency": "eur",
        "meant_for": "split",
        "category_1": "antisemitism",
        "share_1": "60",
    }

    refused = client.post(PAGE + "measures/new/", form)
    kept = client.post(
        PAGE + "measures/new/", {**form, "category_2": "anti-muslim", "share_2": "40"}
    )

    assert "The parts sum to 60, not to 100." in refused.content.decode()
    assert kept.status_code == 302
    found = Measure.objects.get()
    assert (found.split, found.currency) == ({"antisemitism": 60, "anti-muslim": 40}, "EUR")
    assert found.owner_id == city.pk
    assert found.sharing_label == "amber+strict"
    assert AuditEntry.objects.filter(verb="add a measure", person=editor.pk).count() == 1


def test_policy_that_is_claimed_needs_its_proof(client: Client, editor: User) -> None:
    client.force_login(editor)
    address = PAGE + "policy/antisemitism/"

    refused = client.post(address, {"level": "3"})
    client.post(address, {"level": "3", "source": "Budget 2026, page 12"})

    assert "Say where it is written." in refused.content.decode()
    assert Coverage.objects.get().level == 3


def test_members_without_standing_read_and_do_not_edit(
    client: Client, city: Authority, official: User
) -> None:
    found = measure(city)
    client.force_login(official)

    assert client.get(PAGE).status_code == 200
    for rest in ("measures/new/", f"measures/{found.pk}/", "policy/antisemitism/"):
        assert client.get(PAGE + rest).status_code == 404


@pytest.mark.parametrize("split", [{"antisemitism": 60}, {"a": 120, "b": -20}])
def test_the_database_refuses_a_split_that_does_not_sum_up(
    city: Authority, split: dict[str, int]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        measure(city, split=split)


def test_posts_and_money_are_never_added_up(city: Authority, official: User) -> None:
    fill(city)
    measure(city, name="Team", unit="staff", currency="", split={"antisemitism": 100})

    assert len(told(city, official).measures) == 1
    assert told(city, official, unit="staff").picture.lines[0].resources == 1.0


def test_the_page_asks_few_questions_of_the_database(
    client: Client, city: Authority, official: User
) -> None:
    fill(city)
    client.force_login(official)
    client.get(PAGE)  # the first visit opens the session

    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)

    assert len([one for one in asked.captured_queries if " FROM " in one["sql"]]) <= 12


def test_an_empty_city_is_told_how_to_begin(
    client: Client, city: Authority, official: User
) -> None:
    assert observe(city).pk
    client.force_login(official)

    page = client.get(PAGE).content.decode()

    assert "No measure names the categories it is meant for" in page


def test_money_of_a_year_that_is_over_meets_what_happened_then(
    city: Authority, editor: User
) -> None:
    last_year = timezone.localdate().year - 1
    observe(city, dt.date(last_year, 6, 1), "antisemitism")
    observe(city, dt.date(last_year, 12, 31), "misogyny")
    measure(city, year=last_year, split={"antisemitism": 100})

    picture = told(city, editor, year=last_year).picture

    assert (picture.incidents, picture.until) == (2, dt.date(last_year, 12, 31))
