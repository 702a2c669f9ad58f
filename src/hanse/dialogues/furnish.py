"""What the demonstration puts into the rooms of dialogues: two simulated ones and a real one."""

import csv
import datetime as dt
from collections import defaultdict
from dataclasses import replace
from importlib.resources import as_file, files

from hanse.dialogues.actions import Presentation, import_dialogue, refresh_analysis
from hanse.dialogues.folders import DialogueFolder, read_folder
from hanse.dialogues.insights import Declared, Plan, Simulated, Structure, simulated_folder
from hanse.dialogues.models import Dialogue
from hanse.sharing.labels import SharingLabel

PREVENTION, WORKSHOP, BOWLING_GREEN = "prevention-2026", "first-hours-workshop", "bowling-green"

_SIDE, _SIZE = "side", "city size"
_SIZES = ("Small cities", "Medium cities", "Large cities")
_LENSES = ("Social cohesion", "Crime prevention", "Public health", "Countering extremism")
PLANS = {
    PREVENTION: Plan(
        participants=428,
        statements=72,
        votes_per_person=40,
        seed=2028,
        declared=(
            Declared(_SIDE, ("Europe", "North America"), (0.58, 0.42)),
            Declared(_SIZE, _SIZES, (0.34, 0.38, 0.28)),
            Declared("role", ("Elected leaders", "Officials", "Practitioners"), (0.16, 0.36, 0.48)),
            Declared("lens", _LENSES, (0.32, 0.28, 0.16, 0.24)),
        ),
        structure=Structure.SPECTRUM,
        separation=0.8,
        bridges=26 / 72,
        divides=20 / 72,
        rejected=6 / 72,
        duplicates=0,
        straight_liners=0.02,
        passes=0.12,
    ),
    WORKSHOP: Plan(
        participants=38,
        statements=12,
        votes_per_person=11,
        seed=24,
        declared=(
            Declared(_SIDE, ("Europe", "North America"), (0.66, 0.34)),
            Declared("role", ("Elected leaders", "Officials", "Practitioners"), (0.16, 0.42, 0.42)),
        ),
        structure=Structure.SPECTRUM,
        bridges=4 / 12,
        divides=2 / 12,
        rejected=1 / 12,
        duplicates=0,
        passes=0.08,
    ),
}
WORDS = {
    PREVENTION: (
        "Preventing hate, extremism and polarisation: what should cities do together?",
        "What helps a city to prevent hate before it shows, and to stand together when it does?",
    ),
    WORKSHOP: (
        "The first 24 hours: a workshop",
        "An attack motivated by hate has happened. What should a city do in the first 24 hours?",
    ),
}
ABOUT = {
    PREVENTION: (
        "People declared their side of the Atlantic, the size of their city (small: under 100,000 "
        "people; large: over 500,000), their role and the lens through which their city works."
    ),
    WORKSHOP: "A small room: most blocs have too few voices for numbers, and the pages say so.",
}
ABOUT_BOWLING_GREEN = (
    "A real conversation: residents of a city in Kentucky said in 2018 what should change. It is "
    "no part of the initiative; it is here because anybody may study it."
)


def furnish() -> Dialogue:
    """Bring in what is missing and return the dialogue that the edition rests on."""
    for slug in (PREVENTION, WORKSHOP):
        if not Dialogue.objects.filter(slug=slug).exists():
            shown = Presentation(slug=slug, description=ABOUT[slug], closed_on=dt.date(2026, 1, 19))
            _bring_in(simulated(slug), shown)
    if not Dialogue.objects.filter(slug=BOWLING_GREEN).exists():
        shown = Presentation(
            slug=BOWLING_GREEN, description=ABOUT_BOWLING_GREEN, closed_on=dt.date(2018, 2, 13)
        )
        _bring_in(bowling_green(), shown)
    return Dialogue.objects.get(slug=PREVENTION)


def simulated(slug: str) -> DialogueFolder:
    """Return a simulated dialogue whose statements are our own, placed where they belong."""
    title, question = WORDS[slug]
    folder, drawn = simulated_folder(PLANS[slug], title=title, question=question)
    texts = _texts_by_plan(slug)
    statements = []
    for statement, planted in zip(folder.statements, _planted(drawn), strict=True):
        language, text = texts[planted].pop(0)
        statements.append(replace(statement, text=text, language=language))
    return replace(folder, statements=tuple(statements), language="en")


def bowling_green() -> DialogueFolder:
    """Return the real dialogue that Hanse ships, with whom it is owed to."""
    with as_file(files("hanse.dialogues") / "examples" / BOWLING_GREEN) as path:
        folder = read_folder(path)
    return replace(
        folder,
        title="Improving Bowling Green and Warren County",
        language="en",
        licence="CC BY 4.0",
        attribution="Data was gathered using the Polis software (compdemocracy.org/polis) and is "
        "sub-licensed under CC BY 4.0 with Attribution to The Computational Democracy Project.",
        link="https://compdemocracy.org/case-studies/2018-kentucky",
    )


def _bring_in(folder: DialogueFolder, shown: Presentation) -> None:
    public = replace(shown, sharing_label=SharingLabel.CLEAR)
    refresh_analysis(import_dialogue(folder, public).dialogue)


def _texts_by_plan(slug: str) -> dict[str, list[tuple[str, str]]]:
    source = files("hanse.dialogues") / "examples" / slug / "statements.csv"
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
        texts[row["planted"]].append((row["language"], row["text"]))
    return texts


def _planted(drawn: Simulated) -> list[str]:
    """Say of each statement what it was made to be, as the file of texts calls it."""
    return [
        f"{kind}:{along}" if along else str(kind)
        for kind, along in zip(drawn.truth.kinds, drawn.truth.divided_by, strict=True)
    ]
