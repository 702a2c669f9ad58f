"""The parts a simulated statement is put together from, in one language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """`measures`: one row per topic; the same place says the same thing in every language.

    `refused`: per topic, something that hardly anybody wants.
    """

    openings: tuple[str, ...]
    endings: tuple[str, ...]
    conjunction: str
    measures: tuple[tuple[str, ...], ...]
    refused: tuple[str, ...]
