"""The numbers behind one finding: every bloc, who dissents, who is missing."""

from hanse.analysis.findings.results import BlocEvidence
from hanse.analysis.opinions.bridging import ENOUGH_VOICES, levels_present
from hanse.analysis.opinions.results import Analysis, Lens


def bloc_evidence(analysis: Analysis, statement: int) -> tuple[BlocEvidence, ...]:
    """Give counts and intervals of every bloc that anybody belongs to, lens by lens."""
    return tuple(
        _one_bloc(lens, statement, bloc)
        for lens in analysis.lenses
        for bloc, present in enumerate(levels_present(lens.attribute))
        if present
    )


def _one_bloc(lens: Lens, statement: int, bloc: int) -> BlocEvidence:
    rates, at = lens.rates, (statement, bloc)
    return BlocEvidence(
        attribute=lens.attribute.name,
        level=lens.attribute.levels[bloc],
        agree=int(rates.agree[at]),
        disagree=int(rates.disagree[at]),
        passed=int(rates.passed[at]),
        mean=float(rates.mean[at]),
        low=float(rates.low[at]),
        high=float(rates.high[at]),
        enough=int(rates.voices[at]) >= ENOUGH_VOICES,
    )


def dissenting_bloc(analysis: Analysis, blocs: tuple[BlocEvidence, ...]) -> BlocEvidence | None:
    """Give the bloc with ten voices or more that agrees least; the first of equals.

    None where only everybody was asked, or no second bloc of an attribute has enough voices: one
    bloc alone dissents from nobody.
    """
    found = []
    for lens in analysis.lenses[1:]:
        enough = [b for b in blocs if b.attribute == lens.attribute.name and b.enough]
        if len(enough) > 1:
            found += enough
    return min(found, key=lambda bloc: bloc.mean, default=None)


def missing_blocs(blocs: tuple[BlocEvidence, ...]) -> tuple[tuple[str, str], ...]:
    """Name the blocs with fewer than ten voices, as (attribute, level)."""
    return tuple((bloc.attribute, bloc.level) for bloc in blocs if not bloc.enough)
