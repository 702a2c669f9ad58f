"""Quotes beside a finding: voices of people who back it, and one of those who do not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.findings.association import Associations, Ballots
from hanse.analysis.findings.candidates import Candidate
from hanse.analysis.findings.quotes import quote_opening
from hanse.analysis.findings.results import BlocEvidence, Quote, Source
from hanse.analysis.opinions.results import Analysis
from hanse.analysis.themes.results import Themes

SUPPORTING = 2
MAJORITY = 0.5
#: Likeness of words from which two statements are about the same thing.
RELATED = 0.25
#: Likeness that statements in wholly other words are given, so that votes alone can rank them.
FAR = 0.02

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the choice of quotes looks at.

    `unquotable`: (C,) statements that are moderated, or that only describe the voter.
    """

    ballots: Ballots
    analysis: Analysis
    themes: Themes
    sources: Sequence[Source]
    unquotable: NDArray[np.bool_]


def supporting_quotes(
    evidence: Evidence, candidate: Candidate, links: Associations, heard: set[int]
) -> tuple[Quote, ...]:
    """Quote up to two other statements that the people who back a finding back as well.

    Near-duplicates first, then by the sureness of the association times the likeness of the
    words. A statement counts only if its votes surely go along with the finding's and most of
    the finding's backers who took a side on it agree; a near-duplicate counts unless most of them
    do not. Statements in `heard` come last, so that one voice does not speak for every finding;
    those quoted are added to it.
    """
    strength = links.positive() * np.maximum(_likeness(evidence, candidate), FAR)
    backed = links.backing > MAJORITY
    near = [j for j in candidate.others if not links.backing[j] <= MAJORITY]
    far = np.flatnonzero((strength > 0) & backed)
    ranked = sorted(far.tolist(), key=lambda j: (j in heard, -strength[j], j))
    quoted = _quotes(evidence, candidate, [*near, *ranked], SUPPORTING)
    heard |= set(quoted)
    return tuple(quoted.values())


def counter_voice(
    evidence: Evidence,
    candidate: Candidate,
    links: Associations,
    dissent: BlocEvidence | None,
    supporting: tuple[Quote, ...] = (),
) -> Quote | None:
    """Quote a statement whose votes probably go against the finding's.

    It must be about the same thing (topic or words), or most of its own backers must oppose the
    finding. What is about the same thing comes first, then what authors of the bloc that agrees
    least said, then the surest opposition times the likeness of the words. None if nothing like
    that was said.
    """
    likeness = _likeness(evidence, candidate)
    strength = links.negative() * np.maximum(likeness, FAR)
    related = (likeness >= RELATED) | (evidence.themes.topic == candidate.topic)
    opposed = links.opposed()
    authors = np.array([source.author for source in evidence.sources], np.int64)
    of_bloc = _members(evidence.analysis, dissent)
    by_dissent = (authors >= 0) & of_bloc[authors] if of_bloc.size else np.zeros(len(authors), bool)
    fit = (strength > 0) & (related | opposed)
    fit[list(candidate.others)] = False
    ranked = sorted(
        np.flatnonzero(fit).tolist(),
        key=lambda j: (not related[j], not by_dissent[j], -strength[j], j),
    )
    taken = {quote.source_id for quote in supporting}
    ranked = [j for j in ranked if evidence.sources[j].id not in taken]
    return next(iter(_quotes(evidence, candidate, ranked, 1).values()), None)


def _likeness(evidence: Evidence, candidate: Candidate) -> Floats:
    """(C,) likeness of the words of every statement to those of the finding, 0 to 1."""
    rows = evidence.themes.rows
    one = np.zeros(rows.shape[1])
    own = slice(rows.indptr[candidate.statement], rows.indptr[candidate.statement + 1])
    one[rows.indices[own]] = rows.data[own]
    return np.asarray(rows @ one, np.float64)


def _members(analysis: Analysis, bloc: BlocEvidence | None) -> NDArray[np.bool_]:
    """(P,) participants of a bloc."""
    if bloc is not None:
        for lens in analysis.lenses:
            if lens.attribute.name == bloc.attribute:
                return np.asarray(lens.attribute.codes == lens.attribute.levels.index(bloc.level))
    return np.zeros(analysis.participants, bool)


def _quotes(
    evidence: Evidence, candidate: Candidate, ranked: Iterable[int], count: int
) -> dict[int, Quote]:
    """Quote the first statements that may be quoted and are not word for word said already."""
    said = {_words(evidence.sources[candidate.statement].text)}
    quotes: dict[int, Quote] = {}
    for j in ranked:
        words = _words(evidence.sources[j].text)
        if evidence.unquotable[j] or words in said or len(quotes) == count:
            continue
        quote = quote_opening(evidence.sources[j])
        if quote is not None:
            said.add(words)
            quotes[j] = quote
    return quotes


def _words(text: str) -> str:
    """Letters and digits only: what must differ for a quote to say something new."""
    return "".join(c for c in text.casefold() if c.isalnum())
