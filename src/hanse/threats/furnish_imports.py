"""A simulated file that waits to be imported, so that the pages of imports have one to show."""

import datetime as dt
from random import Random

from django.utils import timezone

from hanse.cities.models import Authority
from hanse.threats.actions import importing
from hanse.threats.importing.guessing import propose
from hanse.threats.importing.opening import open_incidents
from hanse.threats.importing.profiles import as_dict
from hanse.threats.models import ImportRun, SavedProfile

CITY, SEED, ROWS = "bratislava", 2033, 180
NAME = "simulated-list.csv"
WORDS = (
    *("Antisemitism", "Anti-Muslim", "Roma", "Anti-Black", "Far right", "LGBT", "Migrant"),
    "Football tension",  # a word of its own that no vocabulary knows
)
DEEDS = ("Graffiti", "Threat", "Vandalism", "Assault", "Insult")


def furnish() -> None:
    """Let one city have a file in front of it: tried, with unknown words and a mistake."""
    city = Authority.objects.filter(slug=CITY).first()
    if city is None or ImportRun.objects.exists():
        return
    content = simulated_file(timezone.localdate())
    run = importing.begin(city=city, person=None, name=NAME, content=content, simulated=True)
    guess = propose(open_incidents(content, NAME), country=city.country, name="Simulated list")
    SavedProfile.objects.create(
        owner=city, name=guess.profile.name, definition=as_dict(guess.profile), simulated=True
    )
    importing.choose(run, guess.profile, complete=True)
    importing.keep_trial(run, importing.read_run(run, content))


def simulated_file(today: dt.date) -> bytes:
    """Return a table as an office might keep it, over the two years before a day."""
    chance = Random(SEED)  # noqa: S311 - a simulation, no secret
    lines = ["Number;Date;Category;Offence"]
    for number in range(ROWS):
        day = today - dt.timedelta(days=chance.randrange(2, 720))
        words = chance.sample(WORDS, chance.choice((1, 1, 1, 2)))
        deed = chance.choice(DEEDS)
        lines.append(f"S-{number:03d};{day:%d.%m.%Y};{', '.join(words)};{deed}")
    lines.append("S-999;31.13.2025;Roma;Threat")  # a mistake to find and mend
    return ("\n".join(lines) + "\n").encode()
