"""Reads the data pack of DISARM techniques, which stays apart: its licence is not ours."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def pack() -> dict[str, Any]:
    """Return the pack with its attribution; without the folder an empty one."""
    source = files("hanse.threats") / "data" / "disarm" / "techniques.json"
    if not source.is_file():
        return {"attribution": "", "licence": "", "source": "", "techniques": {}}
    found: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return found


def techniques() -> dict[str, str]:
    """Return the short label of each technique by its number."""
    found: dict[str, str] = pack()["techniques"]
    return found
