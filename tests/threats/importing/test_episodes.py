"""Episodes everybody remembers alarm on their way through import, weekly counts and warning."""

import datetime as dt
from pathlib import Path

import pytest
from tests.threats.importing.known_files import FILES

from hanse.cities.models import Authority
from hanse.threats.actions.import_file import Chosen, import_file
from hanse.threats.insights import judge_counts
from hanse.threats.queries import weekly_counts

NYC, TORONTO, SAXONY = (
    Chosen(complete=True),
    Chosen(complete=True),
    Chosen(complete=True, place="14"),
)
# file, how it is brought in, word, first and last Monday between which some week must alarm
EPISODES = {
    "New York, anti-Asian, March 2020": ("nypd", NYC, "anti-asian", "2020-03-02", "2020-03-30"),
    "New York, anti-Asian, spring 2021": ("nypd", NYC, "anti-asian", "2021-03-08", "2021-04-26"),
    "New York, antisemitic, October 2023": (
        "nypd", NYC, "antisemitism", "2023-10-09", "2023-10-30",
    ),
    "Toronto, antisemitic, October 2023": (
        "toronto", TORONTO, "antisemitism", "2023-10-09", "2023-10-30",
    ),
    "Saxony, against migrants, August 2015": (
        "arvig", SAXONY, "anti-migrant", "2015-08-03", "2015-08-31",
    ),
}  # fmt: skip
HERE = {name: told for name, told in EPISODES.items() if FILES[told[0]].exists()}


def alarms_of(city: Authority, word: str) -> set[dt.date]:
    counts = weekly_counts(city)
    _judgement, found = judge_counts(counts)
    return {counts.begin(one.week) for one in found if counts.names[one.series] == word}


@pytest.mark.parametrize(("file", "chosen", "word", "first", "last"), HERE.values(), ids=HERE)
def test_a_remembered_episode_alarms(
    city: Authority, file: str, chosen: Chosen, word: str, first: str, last: str
) -> None:
    import_file(FILES[file], city.slug, chosen)

    mondays = {monday.isoformat() for monday in alarms_of(city, word)}

    assert [monday for monday in sorted(mondays) if first <= monday <= last]


def test_a_planted_episode_alarms_and_the_calm_around_it_does_not(
    city: Authority, tmp_path: Path
) -> None:
    start = dt.date(2021, 1, 4)
    rows = ["Full Complaint ID,Record Create Date,Offense Description,Bias Motive Description"]
    for week in range(120):
        for copy in range(9 if week == 110 else 2):
            day = start + dt.timedelta(weeks=week, days=copy % 7)
            rows.append(f"{week}-{copy},{day:%m/%d/%Y},ARSON,ANTI-ASIAN")
    file = tmp_path / "nypd.csv"
    file.write_text("\n".join(rows), encoding="utf-8")

    import_file(file, city.slug, Chosen(complete=True))

    assert alarms_of(city, "anti-asian") == {start + dt.timedelta(weeks=110)}
