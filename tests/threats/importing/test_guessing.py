"""A table nobody knows: what its columns probably mean, for a person to correct."""

import io

import pytest
from tests.threats.importing.known_files import FILES
from tests.threats.importing.tables import ASKED, own, reading, table

from hanse.shared.errors import InputError
from hanse.shared.tables import Limits
from hanse.threats.importing.bundled import bundled
from hanse.threats.importing.guessing import formats_of, propose
from hanse.threats.importing.profiles import as_dict, from_dict
from hanse.threats.importing.reading import missing_columns, read
from hanse.threats.importing.segments import is_segments, open_segments

GERMAN = """Vorgangsnummer;Tatdatum;Themenfeld;Delikt
A-1;24.02.2025;Antisemitismus;Sachbeschädigung
A-2;03.03.2025;Islamfeindlich, Antisemitisch;Körperverletzung
A-3;04.03.2025;Rechts;Beleidigung
"""


def test_a_german_table_is_understood_without_help() -> None:
    opened = table(GERMAN)

    guess = propose(opened, country="DE", name="Our list")
    outcome = read(opened, guess.profile, ASKED)

    found = {one.external_id: (one.labels, one.severity) for one in outcome.incidents.values()}
    assert (guess.dated, guess.labelled, guess.either_way) == (True, True, False)
    assert found == {
        "own:A-1": (("antisemitism",), 3),
        "own:A-2": (("anti-muslim", "antisemitism"), 4),
        "own:A-3": (("extreme-right",), 1),
    }


@pytest.mark.parametrize(
    ("texts", "country", "expected"),
    [
        (["2026-02-24"], "US", ("%Y-%m-%d", "day")),
        (["01/02/2017 12:00:00 AM"], "US", ("%m/%d/%Y %I:%M:%S %p", "day")),
        (["01/02/2017 12:00:00 AM"], "GB", ("%d/%m/%Y %I:%M:%S %p", "day")),
        (["02/2024", "11/2024"], "FR", ("%m/%Y", "month")),
        (["2019", "2020"], "FR", ("%Y", "year")),
        (["February 24, 2026"], "US", ("%B %d, %Y", "day")),
    ],
)
def test_the_way_dates_are_written_is_found(
    texts: list[str], country: str, expected: tuple[str, str]
) -> None:
    formats, precision = formats_of(texts, country)

    assert (formats[0], precision) == expected


def test_a_typing_error_among_the_dates_does_not_hide_how_they_are_written() -> None:
    dates = [f"{day:02d}.03.2025" for day in range(1, 29)]

    assert formats_of([*dates, "gestern", "31.31.2025"], "US") == (("%d.%m.%Y",), "day")


def test_dates_that_can_be_read_both_ways_are_said_to_be() -> None:
    text = "id,date,bias\n1,03/04/2025,Jewish\n2,05/06/2025,Muslim\n"

    german = propose(table(text), country="DE", name="x")
    american = propose(table(text), country="US", name="x")

    assert german.either_way
    assert american.either_way
    assert german.profile.occurred.formats == ("%d/%m/%Y",)
    assert american.profile.occurred.formats == ("%m/%d/%Y",)


def test_a_table_without_dates_or_labels_is_proposed_as_far_as_it_goes() -> None:
    guess = propose(table("a,b\nx,y\n"), country="FR", name="x")

    assert (guess.dated, guess.labelled) == (False, False)


@pytest.mark.parametrize("name", [name for name, file in FILES.items() if file.exists()])
def test_the_columns_of_a_real_file_are_found_without_its_profile(name: str) -> None:
    with FILES[name].open("rb") as file:
        opened = table(file.read().decode())

    guess = propose(opened, country="US", name=name)

    assert (guess.dated, guess.labelled) == (True, True)


def test_a_profile_comes_back_from_its_plain_data_unchanged() -> None:
    profile = own(severity={"column": "deed", "words": [["hit", 4]]}, place={"column": "where"})

    assert from_dict(as_dict(profile)) == profile


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"precision": "hour"}, "the precision is none of"),
        ({"labels": []}, "neither a column of labels"),
        ({"drop": ["kind"]}, "reads a column that it drops"),
        ({"usual_severity": 9}, "between 1 and 4"),
        ({"id": "../x"}, "short plain letters"),
        ({"colour": "red"}, "unknown entry “colour”"),
        ({"occurred": {"column": "day"}}, "cannot be read"),
    ],
)
def test_a_profile_that_says_what_none_can_say_is_refused(
    changes: dict[str, object], problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        own(**changes)


def segment(level: str, incident: str, rest: str) -> str:
    return f"0071{level}I012025    TX2270000{incident:<12}{rest}\n"


def test_nibrs_segments_are_read_as_offences_with_their_bias_codes() -> None:
    offence = "13B" + "C" + "   " + "20" + "  " + " " + "   " + "        "
    text = segment("1", "24-0001", "20250214" + " " * 42)
    text += segment("2", "24-0001", f"{offence[:24]:<24}" + "2112      ")
    text += segment("2", "24-0001", f"{offence[:24]:<24}" + "88        ")
    file = io.BytesIO(text.encode())

    opened = open_segments(file, "july.txt", limits=Limits())
    rows = [row.cells for row in opened.rows()]

    assert is_segments(file)
    assert rows == [
        ["TX2270000-24-0001", "20250214", "13B", "21", "12", "", "", ""],
        ["TX2270000-24-0001", "20250214", "13B", "88", "", "", "", ""],
    ]
    assert missing_columns(opened.header, bundled()["nibrs"]) == []


def test_offences_without_bias_are_left_out_of_nibrs() -> None:
    head = "incident_number,incident_date,ucr_offense_code,bias_motivation_1\n"

    outcome = reading(head + "1,20250214,13B,88\n2,20250215,290,21\n", "nibrs")

    assert (outcome.left_out, list(outcome.incidents)) == (1, ["nibrs:2"])
