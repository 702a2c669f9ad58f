"""Our own plain sentences on prevention in cities, in four languages."""

from hanse.analysis.opinions.simulation.phrases.english import ENGLISH
from hanse.analysis.opinions.simulation.phrases.french import FRENCH
from hanse.analysis.opinions.simulation.phrases.german import GERMAN
from hanse.analysis.opinions.simulation.phrases.language import Language
from hanse.analysis.opinions.simulation.phrases.spanish import SPANISH

PHRASES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
TOPICS = (
    "young people",
    "schools",
    "online hate",
    "police and trust",
    "victims",
    "neighbourhoods",
    "public debate",
    "families and exit",
    "funding",
    "cities together",
)
# topic and place of the measures that people plausibly quarrel about
CONTENTIOUS = (
    (0, 2),
    (1, 4),
    (2, 0),
    (2, 1),
    (3, 1),
    (3, 4),
    (4, 3),
    (5, 2),
    (5, 4),
    (6, 1),
    (6, 2),
    (7, 3),
    (7, 4),
    (8, 3),
    (8, 5),
    (9, 3),
    (9, 5),
)

__all__ = ["CONTENTIOUS", "PHRASES", "TOPICS", "Language"]
