"""Furnishes the demonstration, room by room; what is there already stays as it is."""

from hanse.accounts import furnish as accounts
from hanse.dialogues import furnish as dialogues
from hanse.findings import furnish as findings


def furnish() -> None:
    """Fill the rooms that are empty."""
    accounts.furnish()
    findings.furnish(dialogues.furnish())
