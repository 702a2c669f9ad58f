"""The sentences of a brief, for every case the numbers can be in."""

import pytest

from hanse.findings.brief import words
from hanse.findings.brief.model import BriefBloc


def bloc(level: str, agree: int, disagree: int, attribute: str = "side") -> BriefBloc:
    mean = agree / (agree + disagree)
    return BriefBloc(attribute, level, agree, disagree, 3, mean, mean - 0.05, mean + 0.05)


ALL = bloc("everyone", 60, 40, "everyone")
EUROPE, AMERICA = bloc("Europe", 40, 10), bloc("North America", 20, 30)

TITLES = [
    ("agreement", (), "No bloc has ten voices"),
    ("agreement", (ALL,), "60% agree; with 95% probability 55 to 65%"),
    ("agreement", (ALL, EUROPE), "80% agree; with 95% probability 75 to 85%"),
    ("agreement", (ALL, EUROPE, AMERICA), "From 40% (North America) to 80% (Europe) agree"),
    ("disagreement", (ALL, EUROPE, AMERICA), "80% agree in Europe, 40% in North America"),
    ("agreement", (ALL, EUROPE, bloc("Africa", 8, 2)), "80% agree in every bloc"),
]
DISSENT = [
    ((), ""),
    ((ALL,), "40 of 100 voices (40%) disagree; 3 people passed."),
    ((ALL, EUROPE, AMERICA), "Strongest in North America: 30 of 50 voices (60%) disagree."),
    ((bloc("everyone", 12, 0, "everyone"),), "None of the 12 voices disagrees."),
]


@pytest.mark.parametrize(("kind", "blocs", "title"), TITLES)
def test_the_title_of_a_figure_states_the_finding(
    kind: str, blocs: tuple[BriefBloc, ...], title: str
) -> None:
    assert words.figure_title(kind, blocs) == title


@pytest.mark.parametrize(("blocs", "sentence"), DISSENT)
def test_who_disagrees_is_said_with_numbers(blocs: tuple[BriefBloc, ...], sentence: str) -> None:
    assert words.who_disagrees(blocs) == sentence


def test_gaps_are_named_in_one_sentence() -> None:
    three = [("role", "mayor"), ("role", "teacher"), ("side", "Asia")]

    assert words.missing_text(three) == (
        "Not enough voices from mayor, teacher and Asia; ten are needed."
    )
    assert words.missing_text([]) == words.withheld_text([]) == ""
    assert words.withheld_text(three[:1]) == (
        "Not shown, so that a smaller bloc cannot be worked out: mayor."
    )


def test_a_picture_is_described_bloc_by_bloc() -> None:
    assert words.picture_text([ALL, EUROPE]) == (
        "Everyone: 60% agree, interval 55 to 65%, 100 voices."
        " Europe: 80% agree, interval 75 to 85%, 50 voices."
    )
