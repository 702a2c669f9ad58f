"""A simulated dialogue with a small bloc, and its brief; made once for all tests that read it."""

from functools import cache

from hanse.dialogues.insights import Result, analyse_folder, plan_from, simulated_folder
from hanse.findings.brief.build import build_brief
from hanse.findings.brief.model import Brief

COMMAND = "hanse brief dialogue --out out"


@cache
def result() -> Result:
    """Analyse 600 people, three of a hundred of them mayors, who vote in three languages."""
    plan = plan_from(
        blocs=["side=Europe:60,North America:40", "role=official:97,mayor:3"],
        structure="spectrum",
        languages=["en", "de", "fr"],
        numbers={"participants": 600, "statements": 60, "votes_per_person": 25, "seed": 11},
    )
    folder, _drawn = simulated_folder(plan, title="Peaceful cities", question="What helps?")
    return analyse_folder(folder)


@cache
def brief() -> Brief:
    """Put the slate of that dialogue into a brief."""
    return build_brief(result(), title="", recompute=COMMAND)
