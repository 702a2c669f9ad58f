"""The method section of a brief: what was done, in sentences a mayor's office can check."""

from hanse.findings.brief import words
from hanse.findings.insights import Result


def method_of(result: Result) -> tuple[str, ...]:
    """Describe how the numbers of this brief came about, one paragraph per step."""
    return (_votes(result), _shares(), _blocs(result), _choice(result), _stability(result))


def _votes(result: Result) -> str:
    analysis, taken_out = result.analysis, int(result.table.moderated.sum())
    flagged = int(result.analysis.flags.straight_liners.sum())
    return (
        f"People voted agree, disagree or pass on {words.whole(analysis.statements)} statements;"
        f" each person's last vote on a statement counts. {words.whole(taken_out)} statements were"
        " taken out by a moderator and are in no figure."
        f" {words.count(flagged, 'person', 'people')} gave the same answer to everything; they are"
        " counted like everybody else."
    )


def _shares() -> str:
    return (
        "A share is the part of those who took a side that agreed; passes are counted apart. The"
        " bar around it holds the true share with 95% probability (a credible interval of a"
        " beta-binomial model). A bloc needs ten voices to be shown."
    )


def _blocs(result: Result) -> str:
    names = [lens.attribute.name for lens in result.analysis.lenses if lens.kind == "declared"]
    if names:
        return (
            f"Blocs are what participants declared: {', '.join(names)}. A finding of agreement"
            f" means that every bloc agrees. {result.analysis.groups.reason}"
        )
    return (
        "Participants declared no blocs, so the figures are for everyone."
        f" {result.analysis.groups.reason}"
    )


def _choice(result: Result) -> str:
    return (
        f"The findings were chosen from {words.whole(result.slate.considered)} statements with"
        " enough voices: those that bridge best, at most two per topic, with open disagreements"
        " among them. Headlines are statements word for word unless an editor wrote one; quotes are"
        " cut from the stored statements and checked byte by byte. No language model was used."
    )


def _stability(result: Result) -> str:
    return (
        "Stability says how often a statement would be among the ten agreed most widely if other"
        " people of the same kind had come"
        f" ({words.whole(result.analysis.stability.replicates)} resamples)."
    )
