"""The files cities and a chronicle publish, read without a change, counted twice."""

import datetime as dt

import pytest
from tests.threats.importing.known_files import FILES, counted_slowly
from tests.threats.importing.tables import reading

from hanse.shared.tables import Limits, Table, open_table
from hanse.threats.importing.bundled import bundled, recognised
from hanse.threats.importing.incidents import Outcome
from hanse.threats.importing.reading import Asked, read

NYPD = """Full Complaint ID,Record Create Date,Offense Description,Bias Motive Description,Arrest Id
1,03/09/2022,ASSAULT 3 & RELATED OFFENSES,ANTI-BLACK,M1
1,03/09/2022,ASSAULT 3 & RELATED OFFENSES,ANTI-ASIAN,
2,01/31/2021,CRIMINAL MISCHIEF & RELATED OF,ANTI-JEWISH,
"""
HERE = [name for name, file in FILES.items() if file.exists()]
# rows, incidents, incidents with several labels
TOTALS = {
    "nypd": (3_255, 2_991, 1),
    "toronto": (1_350, 1_350, 153),
    "austin": (300, 298, 11),
    "san-francisco": (1_804, 1_804, 0),
    "arvig": (6_918, 6_918, 543),
}


def read_file(name: str) -> tuple[Table, Outcome]:
    with FILES[name].open("rb") as file:
        opened = open_table(file, FILES[name].name, limits=Limits(rows=100_000))
        return opened, read(opened, bundled()[name], Asked(today=dt.date(2026, 6, 1)))


@pytest.mark.parametrize("name", HERE)
def test_a_real_file_loads_unmodified_and_every_word_in_it_is_known(name: str) -> None:
    opened, outcome = read_file(name)

    chosen = recognised(opened.header, bundled().values())
    several = sum(len(one.labels) > 1 for one in outcome.incidents.values())
    assert chosen == bundled()[name]
    assert (outcome.errors, outcome.unknown) == ([], {})
    assert (outcome.rows, len(outcome.incidents), several) == TOTALS[name]


@pytest.mark.parametrize("name", HERE)
def test_counts_per_category_are_those_of_a_slow_counting(name: str) -> None:
    _opened, outcome = read_file(name)

    assert dict(outcome.per_category()) == counted_slowly(name)


def test_rows_of_one_complaint_are_one_incident_with_all_its_labels() -> None:
    outcome = reading(NYPD, "nypd")

    both = outcome.incidents["nypd:1"]
    assert (outcome.rows, len(outcome.incidents), outcome.merged) == (3, 2, 1)
    assert (both.labels, both.rows) == (("anti-asian", "anti-black"), [2, 3])
    assert (both.occurred_on, both.severity) == (dt.date(2022, 3, 9), 4)


def test_nothing_of_an_arrest_is_read() -> None:
    outcome = reading(NYPD, "nypd")

    assert "M1" not in str(outcome.incidents)


def test_of_san_francisco_only_the_month_is_known() -> None:
    text = "record_id,occurence_month,most_serious_bias\n7,2022/02/01,Anti-Citizenship Status\n"

    [one] = reading(text, "san-francisco").incidents.values()

    assert (one.occurred_on, one.precision, one.labels) == (
        dt.date(2022, 2, 1),
        "month",
        ("anti-migrant",),
    )


def test_a_city_takes_its_own_rows_of_a_file_of_many_places_and_a_region_all_of_its() -> None:
    text = (
        "date,location,state,community_id,category_en\n"
        "2015-08-21,Heidenau,Sachsen,146280160160,assault\n"
        "2015-08-22,Dresden,Sachsen,146120000000,arson\n"
        "2015-08-22,Kiel,Schleswig-Holstein,10020000000,demonstration\n"  # a zero was lost
    )
    today = dt.date(2026, 6, 1)

    found = {
        place: (len(outcome.incidents), outcome.elsewhere)
        for place in ("14612", "14", "01", "")
        for outcome in [reading(text, "arvig", Asked(today=today, place=place))]
    }

    assert found == {"14612": (1, 2), "14": (2, 1), "01": (1, 2), "": (3, 0)}
