"""Furnishes the demonstration, room by room; what is there already stays as it is."""

from hanse.accounts import furnish as accounts
from hanse.cities import furnish as cities
from hanse.dialogues import furnish as dialogues
from hanse.events import furnish as events
from hanse.findings import furnish as findings
from hanse.home.search_index import learn_words
from hanse.sharing.acting import as_system
from hanse.threats import furnish as threats
from hanse.threats import furnish_answers as threat_answers


@as_system("furnish the demonstration")
def furnish() -> None:
    """Fill the rooms that are empty."""
    accounts.furnish()
    cities.furnish()
    events.furnish()
    findings.furnish(dialogues.furnish())
    threats.furnish()
    threat_answers.furnish()
    learn_words()
