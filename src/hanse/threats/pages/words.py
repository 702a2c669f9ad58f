"""The vocabulary as a page and as a table: words, codes, and what each code loses."""

from typing import Any

from hanse.shared.tables.writing import as_csv
from hanse.threats.disarm import pack
from hanse.threats.nibrs import CODES
from hanse.threats.vocabulary import CATEGORIES, VERSION, Axis, label_of, of_axis

FILE_NAME = f"hanse-vocabulary-{VERSION}.csv"
HEADER = (
    "id", "axis", "parent", "label", "nibrs_written", "nibrs_words", "nibrs_read", "nibrs_lossy",
    "odihr", "odihr_lossy", "residual", "since", "version",
)  # fmt: skip


def vocabulary_page() -> dict[str, Any]:
    """Return the words of both axes with their codes, and the pack of techniques."""
    return {
        "version": VERSION,
        "target": [_entry(key) for key in of_axis(Axis.TARGET)],
        "phenomenon": [_entry(key) for key in of_axis(Axis.PHENOMENON)],
        "disarm": pack(),
    }


def as_table() -> bytes:
    """Write the vocabulary as CSV, one word a row."""
    return as_csv(HEADER, (_row(key) for key in CATEGORIES))


def _entry(key: str) -> dict[str, Any]:
    word = CATEGORIES[key]
    read = [number for number, code in CODES.items() if code.category == key]
    return {
        "key": key,
        "word": word,
        "label": label_of(key),
        "parent": label_of(word.parent) if word.parent else "",
        "nibrs_words": CODES[word.nibrs].words if word.nibrs else "",
        "read": ", ".join(f"{number} {CODES[number].words}" for number in read),
        "nibrs_lossy": "nibrs" in word.lossy,
        "odihr_lossy": "odihr" in word.lossy,
    }


def _row(key: str) -> list[str]:
    entry, word = _entry(key), CATEGORIES[key]
    read = [str(number) for number, code in CODES.items() if code.category == key]
    return [
        key, word.axis, word.parent, entry["label"], str(word.nibrs or ""), entry["nibrs_words"],
        ";".join(read), _yes(entry["nibrs_lossy"]), word.odihr, _yes(entry["odihr_lossy"]),
        _yes(word.residual), str(word.since), str(VERSION),
    ]  # fmt: skip


def _yes(flag: object) -> str:
    return "yes" if flag else "no"
