"""What no document can hold, replaced in every text of a page."""

import unicodedata
from typing import Any

UNREADABLE = "\ufffd"


def settable(value: Any) -> Any:  # noqa: ANN401 - any part of the page
    """Replace control letters and code points that mean nothing; a tab becomes a space."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\t", " ")
        return "".join(letter if _is_settable(letter) else UNREADABLE for letter in text)
    if isinstance(value, list | tuple):
        return [settable(part) for part in value]
    if isinstance(value, dict):
        return {key: settable(part) for key, part in value.items()}
    return value


def _is_settable(letter: str) -> bool:
    return letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cn", "Cs")
