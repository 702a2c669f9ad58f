"""What a row says becomes an incident, or an error that tells how to mend it."""

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.threats.importing.tables import TODAY, own, reading

from hanse.shared.errors import InputError
from hanse.threats.importing.incidents import RowError
from hanse.threats.importing.reading import Asked
from hanse.threats.importing.words import plain
from hanse.threats.nibrs import CODES

HEAD = "number,day,kind\n"


def test_a_row_becomes_an_incident_under_the_number_of_its_source() -> None:
    [one] = reading(HEAD + "7,2026-02-24,Anti-Jewish\n", own()).incidents.values()

    assert (one.external_id, one.rows, one.labels) == ("own:7", [2], ("antisemitism",))
    assert (one.occurred_on, one.reported_on) == (dt.date(2026, 2, 24), dt.date(2026, 2, 24))


@pytest.mark.parametrize(
    ("row", "column", "problem", "mend"),
    [
        ("7,24.2.2026,x", "day", "“24.2.2026” is not a date", "Write it as 2026-02-24"),
        ("7,,x", "day", "no date", "Write it as 2026-02-24"),
        ("7,2026-06-02,x", "day", "the day is still to come", "Look for a mistyped year"),
        ("7,0202-06-02,x", "day", "“0202-06-02” is not a date", "Write it as 2026-02-24"),
        (",2026-02-24,x", "number", "no number", "Give the incident its number in the source"),
    ],
)
def test_a_row_that_cannot_be_used_says_where_why_and_how_to_mend_it(
    row: str, column: str, problem: str, mend: str
) -> None:
    outcome = reading(HEAD + "1,2026-01-01,Muslim\n" + row + "\n", own())

    assert outcome.errors == [RowError(3, column, problem, mend)]
    assert (outcome.rows, list(outcome.incidents)) == (2, ["own:1"])


def test_a_report_before_the_deed_is_an_error() -> None:
    profile = own(reported={"column": "told", "formats": ["%Y-%m-%d"]})
    text = "number,day,kind,told\n1,2026-02-24,Muslim,2026-02-23\n2,2026-02-24,Muslim,\n"

    outcome = reading(text, profile)

    assert [error.problem for error in outcome.errors] == ["reported before it happened"]
    assert outcome.incidents["own:2"].reported_on == dt.date(2026, 2, 24)


def test_what_a_text_says_of_a_person_keeps_its_row_out() -> None:
    profile = own(text=["note"])
    asked = Asked(today=TODAY, personal=lambda text: "a telephone number" if "030" in text else "")

    outcome = reading("number,day,kind,note\n1,2026-02-24,Jew,call 030 1\n", profile, asked)

    assert [(e.column, e.problem) for e in outcome.errors] == [("note", "a telephone number")]


def test_an_unknown_word_is_listed_and_its_incident_counted_under_another_target() -> None:
    text = HEAD + '1,2026-02-24,Anti-Martian\n2,2026-02-25,"Black, Anti-Martian"\n'

    outcome = reading(text, own())

    listed = {word: (u.column, u.first_row, u.count) for word, u in outcome.unknown.items()}
    assert listed == {"Anti-Martian": ("kind", 2, 2)}
    assert outcome.incidents["own:1"].labels == ("other-target",)
    assert outcome.incidents["own:2"].labels == ("anti-black", "other-target")


def test_a_word_of_the_city_s_own_wins_over_the_words_everybody_uses() -> None:
    labels = [{"column": "kind", "values": {"Anti-Martian": "anti-migrant", "black": []}}]

    outcome = reading(HEAD + "1,2026-02-24,MARTIAN\n2,2026-02-25,Black\n", own(labels=labels))

    assert outcome.incidents["own:1"].labels == ("anti-migrant",)
    assert outcome.incidents["own:2"].labels == ("unknown-target",)


@pytest.mark.parametrize(
    "drift",
    ["Anti-Black", "ANTI-BLACK", "anti black", "Anti-Black or African American", " Black ", "12"],
)
def test_a_label_is_known_however_it_drifts(drift: str) -> None:
    [one] = reading(f"{HEAD}1,2026-02-24,{drift}\n", own()).incidents.values()

    assert one.labels == ("anti-black",)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_nibrs_code_and_its_words_mean_the_category_of_the_vocabulary(code: int) -> None:
    said = CODES[code]
    text = f'{HEAD}1,2026-02-24,{code}\n2,2026-02-24,"Anti-{said.words}"\n'

    outcome = reading(text, own(nothing=[""], labels=[{"column": "kind"}]))

    labels = [one.labels for one in outcome.incidents.values()]
    assert labels == [(said.category,), (said.category,)]


@pytest.mark.parametrize("order", list(permutations(["Jewish", "Black", "None"])))
def test_the_order_of_the_rows_of_an_incident_does_not_matter(order: tuple[str, ...]) -> None:
    rows = "".join(f"1,2026-02-24,{word}\n" for word in order)

    [one] = reading(HEAD + rows, own()).incidents.values()

    assert (one.labels, len(one.rows)) == (("anti-black", "antisemitism"), 3)


def test_rows_without_numbers_stay_apart_and_keep_their_names_when_read_again() -> None:
    text = HEAD + "1,2026-02-24,Jew\n1,2026-02-24,Jew\n"

    first, again = reading(text, own(key=[])), reading(text + "2,2026-02-25,Jew\n", own(key=[]))

    assert (len(first.incidents), first.repeated, first.merged) == (2, 1, 0)
    assert set(first.incidents) < set(again.incidents)


def test_rows_of_no_interest_are_counted_and_left_out() -> None:
    outcome = reading(HEAD + "1,2026-02-24,88\n2,2026-02-24,99\n", own(leave_out=["no-target"]))

    assert (outcome.left_out, list(outcome.incidents)) == (1, ["own:2"])


def test_a_file_without_the_columns_of_its_profile_is_refused() -> None:
    with pytest.raises(InputError, match="no column “day”, “number”"):
        reading("a,b\n1,2\n", own())


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_every_row_is_accounted_for_whatever_it_says(cells: list[str]) -> None:
    rows = "".join(
        '"{}","2026-02-{:02d}","{}"\n'.format(n % 3, n + 1, cell.replace('"', "").replace("\0", ""))
        for n, cell in enumerate(cells)
    )

    outcome = reading(HEAD + rows, own())

    kept = sum(len(one.rows) for one in outcome.incidents.values())
    assert outcome.rows == len(cells) == kept + outcome.wrong_rows()
    assert all(one.labels for one in outcome.incidents.values())


@given(st.text())
def test_reducing_a_word_twice_is_reducing_it_once_but_for_its_anti(text: str) -> None:
    once = plain(text)

    assert plain(once) == (plain(once) if once.startswith("anti ") else once)
