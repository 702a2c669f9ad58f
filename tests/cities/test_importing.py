"""A list of members is checked whole, stored whole or not at all, and never twice."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.cities.actions.importing import COLUMNS, NotReadyError, import_members
from hanse.cities.importing import cells
from hanse.cities.importing.columns import FIELDS
from hanse.cities.importing.plan import Problem, plan
from hanse.cities.models import Authority, Contact, Membership
from hanse.shared.tables import Table, guess_columns, open_table
from hanse.shared.tables.writing import as_csv, as_excel

HEADER = ["Name", "Country", "Region", "Member since", "Population", "Function", "E-mail", "Tel"]
KOLN = ["Köln", "Germany", "", "2019-05-01", "1.024.621", "Prevention", "p@koeln.example", ""]
OHIO = ["Athens", "US", "Ohio", "", "", "Office of the mayor", "", "+1 740 555 0100"]
SECOND = ["Köln", "DE", "", "", "", "Press", "press@koeln.example", ""]


def table(*rows: list[str], excel: bool = False) -> Table:
    write = as_excel("members", HEADER, rows) if excel else as_csv(HEADER, rows)
    return open_table(io.BytesIO(write), "members.csv")


def columns() -> dict[str, str]:
    return guess_columns(HEADER, COLUMNS)


def problems(*rows: list[str]) -> list[Problem]:
    return plan(table(*rows), columns()).problems


def with_cell(column: str, text: str) -> list[str]:
    row = list(KOLN)
    row[HEADER.index(column)] = text
    return row


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.django_db
@pytest.mark.usefixtures("places")
def test_cities_and_contacts_are_stored_with_what_the_places_know(*, excel: bool) -> None:
    counts = import_members(table(KOLN, OHIO, SECOND, excel=excel), columns(), by="a test")

    koln, ohio = Authority.objects.get(slug="koln"), Authority.objects.get(slug="athens")
    assert counts["new"] == 2
    assert counts["contacts"] == 3
    assert (koln.population, koln.population_source, koln.geonames_id) == (1_024_621, "", 2886242)
    assert (ohio.population, ohio.population_source, ohio.geonames_id) == (
        25_044,
        "GeoNames",
        4505542,
    )
    assert koln.membership == Membership.MEMBER
    assert [str(one.happened_on) for one in koln.membership_events.all()] == ["2019-05-01"]
    assert [(one.post, one.email, one.sharing_label) for one in koln.contacts.all()] == [
        ("Press", "press@koeln.example", "amber+strict"),
        ("Prevention", "p@koeln.example", "amber+strict"),
    ]


@pytest.mark.django_db
def test_importing_again_changes_nothing_and_says_so() -> None:
    import_members(table(KOLN, OHIO, SECOND), columns(), by="a test")
    before = list(Authority.objects.values()), list(Contact.objects.values())

    counts = import_members(table(KOLN, OHIO, SECOND), columns(), by="a test")

    assert (list(Authority.objects.values()), list(Contact.objects.values())) == before
    assert counts == {
        "new": 0,
        "joining": 0,
        "known": 2,
        "contacts": 0,
        "changed": 0,
        "same": 3,
    }


@pytest.mark.django_db
def test_what_a_list_leaves_empty_stays_and_what_it_says_otherwise_changes() -> None:
    import_members(table(OHIO), columns(), by="a test")

    counts = import_members(table([*OHIO[:6], "mayor@athens.example", ""]), columns(), by="a test")

    contact = Contact.objects.get()
    assert counts["changed"] == 1
    assert (contact.email, contact.phone) == ("mayor@athens.example", "+1 740 555 0100")


@pytest.mark.django_db
def test_one_wrong_cell_keeps_everything_out() -> None:
    with pytest.raises(NotReadyError):
        import_members(table(KOLN, with_cell("Country", "Elsewhere")), columns(), by="a test")

    assert not Authority.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "text", "problem"),
    [
        ("Name", "", "nothing stands here"),
        ("Country", "Elsewhere", "“Elsewhere” is no country we know"),
        ("Member since", "03/04/2024", "“03/04/2024” is no day that reads one way only"),
        ("Member since", "2999-01-01", "2999-01-01 is not a day since 1990 that has been"),
        ("Population", "about 5000", "“about 5000” is no number of inhabitants"),
        ("E-mail", "p at koeln", "“p at koeln” is no e-mail address"),
        ("Tel", "call me", "“call me” is no telephone number"),
        ("Function", "x" * 201, "longer than 200 characters"),
    ],
)
def test_a_problem_names_row_column_and_how_to_mend_it(
    column: str, text: str, problem: str
) -> None:
    found = problems(OHIO, with_cell(column, text))

    assert [(one.row, one.column, one.problem) for one in found] == [(3, column, problem)]
    assert found[0].mend


@pytest.mark.django_db
def test_every_wrong_cell_of_every_row_is_told_at_once() -> None:
    wrong = with_cell("Country", "Elsewhere")
    wrong[HEADER.index("E-mail")] = "nobody"

    assert [(one.row, one.column) for one in problems(wrong, KOLN, wrong)] == [
        (2, "Country"),
        (2, "E-mail"),
        (4, "Country"),
        (4, "E-mail"),
    ]


@pytest.mark.django_db
def test_two_of_one_name_need_their_region() -> None:
    for region in ("Ohio", "Georgia"):
        Authority.objects.create(slug=region, name="Athens", country="US", region=region)

    assert [one.problem for one in problems(OHIO)] == []
    assert [one.problem for one in problems(["Athens", "USA", *[""] * 6])] == [
        "several authorities are called “Athens”"
    ]


@pytest.mark.django_db
def test_a_former_member_is_not_let_in_by_a_list(oslo: Authority) -> None:
    Authority.objects.filter(pk=oslo.pk).update(membership=Membership.LEFT)

    assert [one.problem for one in problems(["Oslo", "NO", *[""] * 6])] == [
        "Oslo is in the register as: Former member"
    ]


@pytest.mark.django_db
def test_two_contacts_of_one_post_contradict_each_other() -> None:
    other = with_cell("E-mail", "q@k.example")

    assert [(one.row, one.problem) for one in problems(KOLN, other)] == [
        (3, "“Prevention” stands in another row with other details")
    ]


@pytest.mark.django_db
def test_columns_that_are_needed_must_be_chosen() -> None:
    made = plan(table(KOLN), {"name": "Name"})

    assert [(one.column, one.problem) for one in made.problems] == [
        ("country", "no column is chosen for it")
    ]


@pytest.mark.parametrize(
    ("read", "text", "meant"),
    [
        (cells.country, "de", "DE"),
        (cells.country, "Vereinigte Staaten", "US"),
        (cells.country, "Česko", None),
        (cells.country, "États-Unis", "US"),
        (cells.country, "UK", "GB"),
        (cells.people, "1 082 575", 1_082_575),
        (cells.people, "1’082’575", 1_082_575),  # noqa: RUF001 - as Swiss offices write
        (cells.people, "12.5", None),
        (cells.people, "1.0825", None),
        (cells.kind, "Landkreis", "county"),
        (cells.kind, "Combined authority", "combined"),
        (cells.languages, "German; fr | English", ["de", "fr", "en"]),
        (cells.website, "www.oslo.example", "https://www.oslo.example"),
        (cells.website, "javascript://x", None),
        (cells.label, "TLP:GREEN", "green"),
        (cells.label, "red", None),
        (cells.year, "1850", None),
    ],
)
def test_cells_are_read_as_people_write_them(read: Any, text: str, meant: object) -> None:
    if meant is None:
        with pytest.raises(cells.UnclearError):
            read(text)
    else:
        assert read(text) == meant


@given(st.sampled_from(FIELDS), st.text(min_size=1))
def test_any_cell_is_read_or_says_how_to_mend_it(field: Any, text: str) -> None:
    try:
        field.read(text)
    except cells.UnclearError as unclear:
        mend = unclear.mend
    else:
        mend = "none needed"

    assert mend
