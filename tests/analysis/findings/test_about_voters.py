"""What people say of themselves is told from what they want, carefully."""

import pytest
from tests.analysis.findings.tables import voted

from hanse.analysis.findings import choose
from hanse.analysis.findings.about_voters import about_voters

DESCRIBE = [
    "I live in a large city.",
    "I am 55 years old or older",
    "I'm a student",
    "I identify as female.",
    "I voted to Remain.",
    "I am not a member of a party",
    "Are you between 15 and 19 years old?",
    "English is my first language.",
    "Ich bin Mieter:in.",
    "Eine Frage zu deiner Person: Ich lebe im Osten von Österreich.",
    "Je suis une élue locale.",
    "Tengo 40 años",
    "Vivo in campagna",
    "Ik woon in een dorp",
    "Jag bor i staden",
    "Mieszkam w mieście",
]
DEMAND = [
    "I am in favour of more trams.",
    "I am tired of waiting for the bus.",
    "I think we need more police.",
    "I live in fear because the street lights are off, and the city has to mend every one of them.",
    "Ich bin bereit, mehr zu zahlen.",
    "Ich bin für mehr Radwege.",
    "Je suis pour la gratuité des bus.",
    "The people who live in a village need buses.",
    "",
]


@pytest.mark.parametrize("text", DESCRIBE)
def test_self_descriptions_are_recognised(text: str) -> None:
    assert about_voters([text]).tolist() == [True]


@pytest.mark.parametrize("text", DEMAND)
def test_demands_are_left_alone(text: str) -> None:
    assert about_voters([text]).tolist() == [False]


def test_self_descriptions_are_neither_findings_nor_quotes_and_a_note_says_so() -> None:
    texts = ["Quiet parks, please", "I live in a city", "I am a city person"]
    table, analysis, sources = voted(texts, [[1, 1, 1], [-1, -1, -1]] * 2 + [[1, 1, 1]] * 40)

    slate = choose(table, analysis, sources)

    assert [finding.statement for finding in slate.findings] == [0]
    assert slate.findings[0].supporting == ()
    assert slate.considered == 1
    assert slate.notes[-1] == "Statements left out because they describe the voter: 2."
