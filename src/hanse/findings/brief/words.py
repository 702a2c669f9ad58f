"""The sentences of a brief, from its numbers; plain English, one function each."""

from collections.abc import Sequence

from hanse.findings.brief.model import BriefBloc, BriefFinding

EVERYONE = "everyone"
LABELS = {
    "consensus": "Agreed on every side",
    "likely": "Probably agreed",
    "split": "Blocs differ",
    "open": "Still open",
    "insufficient": "Not enough voices",
}
LABELS_OF_ALL = LABELS | {
    "consensus": "A majority agrees",
    "likely": "A majority probably agrees",
}


def percent(share: float) -> str:
    """Write a share in 0..1 as whole per cent.

    >>> percent(0.914)
    '91%'
    """
    return f"{round(100 * share)}%"


def span(low: float, high: float) -> str:
    """Write an interval of shares in whole per cent."""
    return f"{round(100 * low)} to {percent(high)}"


def whole(number: int) -> str:
    """Write a whole number with thousands separators."""
    return f"{number:,}"


def count(number: int, one: str, many: str) -> str:
    """Write a number with its noun."""
    return f"{whole(number)} {one if number == 1 else many}"


def name_of(bloc: BriefBloc) -> str:
    """Name a bloc as the reader meets it."""
    return "Everyone" if bloc.attribute == EVERYONE else bloc.level


def label_text(finding: BriefFinding) -> str:
    """Say what may be said of a finding."""
    compared = any(bloc.attribute != EVERYONE for bloc in finding.blocs)
    if finding.kind == "disagreement":
        return "Open disagreement"
    return (LABELS if compared else LABELS_OF_ALL).get(finding.label, finding.label)


def figure_title(kind: str, blocs: Sequence[BriefBloc]) -> str:
    """State in one line what the intervals of a finding show."""
    if not blocs:
        return "No bloc has ten voices"
    leading = leading_blocs(kind, blocs)
    low, high = (choose(leading, key=lambda bloc: bloc.mean) for choose in (min, max))
    if len(leading) == 1:
        return f"{percent(high.mean)} agree; with 95% probability {span(high.low, high.high)}"
    if percent(low.mean) == percent(high.mean):
        return f"{percent(high.mean)} agree in every bloc"
    if kind == "disagreement":
        return (
            f"{percent(high.mean)} agree in {name_of(high)}, {percent(low.mean)} in {name_of(low)}"
        )
    return (
        f"From {percent(low.mean)} ({name_of(low)}) to {percent(high.mean)} ({name_of(high)}) agree"
    )


def who_disagrees(blocs: Sequence[BriefBloc], kind: str = "agreement") -> str:
    """Name the bloc that agrees least, and how many people in it disagree."""
    if not blocs:
        return ""
    leading = leading_blocs(kind, blocs)
    least = min(leading, key=lambda bloc: (bloc.mean, not bloc.disagree))
    share = least.disagree / least.voices if least.voices else 0.0
    numbers = (
        f"{whole(least.disagree)} of {count(least.voices, 'voice', 'voices')} ({percent(share)})"
    )
    if not any(bloc.disagree for bloc in leading):
        voices = sum(bloc.voices for bloc in leading)
        return f"None of the {count(voices, 'voice', 'voices')} disagrees."
    if len(leading) == 1:
        return f"{numbers} disagree; {count(least.passed, 'person', 'people')} passed."
    return f"Strongest in {name_of(least)}: {numbers} disagree."


def stability_text(in_top_ten: float | None, replicates: int) -> str:
    """Say how a finding would fare if other people of the same kind had come."""
    if in_top_ten is None:
        return ""
    return (
        f"Among the ten statements agreed most widely in {percent(in_top_ten)} of"
        f" {whole(replicates)} resamples."
    )


def missing_text(missing: Sequence[tuple[str, str]]) -> str:
    """Name the blocs about which a finding makes no claim."""
    if not missing:
        return ""
    return f"Not enough voices from {_listed([level for _, level in missing])}; ten are needed."


def withheld_text(withheld: Sequence[tuple[str, str]]) -> str:
    """Name the blocs that are hidden to protect a smaller one."""
    if not withheld:
        return ""
    names = _listed([level for _, level in withheld])
    return f"Not shown, so that a smaller bloc cannot be worked out: {names}."


def picture_text(blocs: Sequence[BriefBloc]) -> str:
    """Describe an interval figure for those who cannot see it."""
    return " ".join(bloc_text(bloc) for bloc in blocs)


def bloc_text(bloc: BriefBloc) -> str:
    """Describe one interval."""
    return (
        f"{name_of(bloc)}: {percent(bloc.mean)} agree, interval {span(bloc.low, bloc.high)},"
        f" {count(bloc.voices, 'voice', 'voices')}."
    )


def leading_blocs(kind: str, blocs: Sequence[BriefBloc]) -> list[BriefBloc]:
    """Blocs of the attribute a finding speaks of: the first one, or the one that divides most."""
    attributes = list(dict.fromkeys(bloc.attribute for bloc in blocs if bloc.attribute != EVERYONE))
    if not attributes:
        return list(blocs)
    means = {name: [b.mean for b in blocs if b.attribute == name] for name in attributes}
    widest = max(attributes, key=lambda name: max(means[name]) - min(means[name]))
    telling = widest if kind == "disagreement" else attributes[0]
    return [bloc for bloc in blocs if bloc.attribute == telling]


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"
