"""What the notes of a room have in common: which of them say nearly the same."""

from collections.abc import Sequence

from hanse.analysis.themes import find_themes


def said_alike(texts: Sequence[str]) -> list[int]:
    """Return a number for each text; texts with the same number say nearly the same."""
    if not texts:
        return []
    return [int(number) for number in find_themes(texts).duplicates]
