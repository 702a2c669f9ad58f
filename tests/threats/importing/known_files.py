"""The real files, where they are at hand, and an obvious slow counting of each to compare with."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

BESIDE = Path(__file__).parents[4] / "shared/data/incidents"  # none of it is part of the project
FILES = {
    "nypd": BESIDE / "nypd_hate_crimes_2019_2024.csv",
    "toronto": BESIDE / "toronto_hate_crimes.csv",
    "austin": BESIDE / "austin_hate_crimes_2017_2025.csv",
    "san-francisco": BESIDE / "san_francisco_hate_crimes_2001_2025.csv",
    "arvig": BESIDE / "arvig_events_2014_2017.csv",
}
RACISM = {
    "anti-black", "anti-asian", "anti-arab", "anti-latino", "anti-indigenous", "anti-white",
    "other-ethnicity", "anti-roma",
}  # fmt: skip
# the first word of the list that occurs in a cell decides, so wider words stand below
WORDS = [
    ("2slgbtq", "sexual-orientation"), ("lesbian", "sexual-orientation"),
    ("homosexual", "sexual-orientation"), ("bisexual", "sexual-orientation"),
    ("gay", "sexual-orientation"), ("lgbt", "sexual-orientation"),
    ("trans", "gender-identity"), ("non-conforming", "gender-identity"),
    ("female", "misogyny"), ("woman", "misogyny"), ("jewish", "antisemitism"),
    ("muslim", "anti-muslim"), ("islamic", "anti-muslim"),
    ("citizenship", "anti-migrant"), ("disability", "disability"),
    ("christian", "anti-christian"), ("catholic", "anti-christian"),
    ("protestant", "anti-christian"), ("orthodox", "anti-christian"),
    ("anglican", "anti-christian"), ("mormon", "anti-christian"), ("jehova", "anti-christian"),
    ("sikh", "other-religion"), ("hindu", "other-religion"), ("buddhist", "other-religion"),
    ("relig", "other-religion"),
    ("other race", "other-ethnicity"), ("other ethnicity", "other-ethnicity"),
    ("indian/alaska", "anti-indigenous"), ("american indian", "anti-indigenous"),
    ("indigenous", "anti-indigenous"), ("black", "anti-black"), ("african", "anti-black"),
    ("somali", "anti-black"), ("multi", "racism"), ("asian", "anti-asian"),
    ("chinese", "anti-asian"), ("korean", "anti-asian"), ("japanese", "anti-asian"),
    ("filipino", "anti-asian"), ("pakistani", "anti-asian"), ("lankan", "anti-asian"),
    ("arab", "anti-arab"), ("palestinian", "anti-arab"), ("middle eastern", "anti-arab"),
    ("hispanic", "anti-latino"), ("latino", "anti-latino"), ("mexican", "anti-latino"),
    ("white", "anti-white"), ("indian", "anti-asian"), ("male", "other-target"),
    ("60 yrs", "other-target"),
]  # fmt: skip
TORONTO = (
    "RACE_BIAS", "ETHNICITY_BIAS", "LANGUAGE_BIAS", "RELIGION_BIAS", "SEXUAL_ORIENTATION_BIAS",
    "GENDER_BIAS",
)  # fmt: skip


def counted_slowly(source: str) -> dict[str, int]:
    """Count distinct incidents under each word, the obvious way: sets of numbers per word."""
    with FILES[source].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: dict[str, set[str]] = defaultdict(set)
    for place, row in enumerate(rows):
        number, words = HOW[source](row, str(place))
        for word in words | ({"racism"} if words & RACISM else set()) | {""}:
            found[word].add(number)
    return dict(Counter({word: len(numbers) for word, numbers in found.items()}))


def _nypd(row: dict[str, str], _place: str) -> tuple[str, set[str]]:
    cell = row["Bias Motive Description"].replace("GENDER NON-", "NON-")
    return row["Full Complaint ID"], {_word(cell)}


def _toronto(row: dict[str, str], place: str) -> tuple[str, set[str]]:
    cells = [cell for name in TORONTO for cell in row[name].split(",") if cell != "None"]
    words = {_word(cell) for cell in cells}
    if row["MENTAL_OR_PHYSICAL_DISABILITY"] == "YES":
        words.add("disability")
    return place, words or {"unknown-target"}


def _austin(row: dict[str, str], _place: str) -> tuple[str, set[str]]:
    parts = row["Bias"].replace("White/Anti-", "White;").split(";")
    return row["Incident Number"], {_word(part) for part in parts}


def _san_francisco(row: dict[str, str], _place: str) -> tuple[str, set[str]]:
    return row["record_id"], {_word(row["most_serious_bias"])}


def _arvig(row: dict[str, str], place: str) -> tuple[str, set[str]]:
    protest = {"protest-tension"} if "Demo" in row["category_de"] else set()
    return place, {"anti-migrant", *protest}


def _word(cell: str) -> str:
    text = cell.strip().lower()
    return next((word for sign, word in WORDS if sign in text), "other-ethnicity")


HOW: dict[str, Callable[[dict[str, str], str], tuple[str, set[str]]]] = {
    "nypd": _nypd,
    "toronto": _toronto,
    "austin": _austin,
    "san-francisco": _san_francisco,
    "arvig": _arvig,
}
