"""The whole analysis of one table of votes, in the order its parts need each other."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from hanse.analysis.opinions.bridging import Flag, bridging
from hanse.analysis.opinions.flags import flags
from hanse.analysis.opinions.groups import find_groups
from hanse.analysis.opinions.opinion_map import place
from hanse.analysis.opinions.rates import bloc_rates, everyone
from hanse.analysis.opinions.representative import representative_statements
from hanse.analysis.opinions.results import Analysis, Groups, Label, Lens, Shares
from hanse.analysis.opinions.stability import has_evidence, stability
from hanse.analysis.opinions.votes import Attribute, VoteTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

REPLICATES = 200
BOLDEST_FIRST = (Label.CONSENSUS, Label.LIKELY, Label.OPEN, Label.SPLIT)


def analyse(table: VoteTable, *, replicates: int = REPLICATES) -> Analysis:
    """Say everything that the votes allow, and how sure it is.

    Parameters
    ----------
    table
        Votes in canonical order (`build_vote_table`).
    replicates
        Bootstrap replicates for the stability part; 0 leaves it out.

    Returns
    -------
    All results, equal to the bit for any order or partition of the same votes.

    Notes
    -----
    A statement's overall label is the most cautious one over the lenses that have evidence on it:
    consensus, then likely, then open, then split. Blocs go before everyone: an attribute *speaks*
    if it has evidence on at least one statement, and a statement on which attributes speak
    elsewhere but none here is ``insufficient``, however many voices there are in all. An
    attribute that never speaks (a city of which four people came) silences nothing; its lens
    still names who is missing. One that has evidence on most statements silences those where it
    has none: what nine in ten say is no consensus while the tenth has hardly been heard. Without
    any attribute that speaks, everyone's label stands.

    Examples
    --------
    >>> from hanse.analysis.opinions.votes import build_vote_table
    >>> table = build_vote_table(
    ...     participant_ids=[str(i) for i in range(20)],
    ...     statement_ids=["more trees", "fewer trees"],
    ...     participant=[*range(20), *range(20)],
    ...     statement=[0] * 20 + [1] * 20,
    ...     vote=[1] * 19 + [-1] + [-1] * 12 + [1] * 8,
    ... )
    >>> [label.value for label in analyse(table, replicates=0).label]
    ['consensus', 'open']
    """
    opinion_map = place(table)
    groups = find_groups(table, opinion_map)
    lenses = _lenses(table, groups)
    evidence = [np.array([has_evidence(x) for x in lens.bridging.label], bool) for lens in lenses]
    counts = lenses[0].rates
    return Analysis(
        participants=table.participants,
        statements=table.statements,
        votes=table.votes,
        data_version=data_version(table),
        participant_ids=table.participant_ids,
        statement_ids=table.statement_ids,
        lenses=lenses,
        overall_probability=_smallest([lens.bridging.probability for lens in lenses], evidence),
        overall_index=_smallest([lens.bridging.index for lens in lenses], evidence),
        label=_overall_labels(lenses, evidence),
        opinion_map=opinion_map,
        groups=groups,
        representative=representative_statements(table, opinion_map, groups),
        stability=stability(table, _leading(lenses, evidence), replicates),
        flags=flags(table, np.stack([counts.disagree, counts.passed, counts.agree])[:, :, 0]),
    )


def data_version(table: VoteTable) -> str:
    """Fingerprint of all that the results depend on: ids, votes, moderation, declared blocs.

    Returns
    -------
    sha256 in 64 hex digits, the same for any order in which the votes arrived.
    """
    names = [
        table.participant_ids,
        table.statement_ids,
        [(attribute.name, attribute.levels) for attribute in table.declared],
    ]
    digest = hashlib.sha256(json.dumps(names, ensure_ascii=True).encode())
    columns: list[NDArray[Any]] = [table.start, table.statement, table.vote, table.moderated]
    columns += [attribute.codes for attribute in table.declared]
    for column in columns:
        digest.update(column.astype(column.dtype.newbyteorder("<"), copy=False).tobytes())
    return digest.hexdigest()


def _lenses(table: VoteTable, groups: Groups) -> tuple[Lens, ...]:
    """Everyone, each declared attribute, the groups if there are any."""
    views = [("everyone", everyone(table))]
    views += [("declared", attribute) for attribute in table.declared]
    if groups.attribute is not None:
        views.append(("emergent", groups.attribute))
    return tuple(_lens(table, kind, attribute) for kind, attribute in views)


def _lens(table: VoteTable, kind: str, attribute: Attribute) -> Lens:
    rates = bloc_rates(table, attribute)
    return Lens(kind, attribute, rates, bridging(rates, attribute, table.moderated))


def _leading(lenses: tuple[Lens, ...], evidence: list[Flag]) -> Lens:
    """Find the first attribute that speaks, or everyone."""
    speaking = [lens for lens, has in zip(lenses[1:], evidence[1:], strict=True) if has.any()]
    return speaking[0] if speaking else lenses[0]


def _smallest(values: list[Shares], evidence: list[Flag]) -> Shares:
    """(C,) smallest value over the lenses with evidence on a statement, else everyone's."""
    known = np.where(np.array(evidence), np.array(values), np.inf).min(axis=0)
    return np.where(np.isinf(known), values[0], known)


def _overall_labels(lenses: tuple[Lens, ...], evidence: list[Flag]) -> tuple[Label, ...]:
    """Most cautious label per statement, as the notes of `analyse` say."""
    blocs_speak = any(has.any() for has in evidence[1:])
    silenced = _silenced(lenses, evidence)
    labels = []
    for statement, in_all in enumerate(lenses[0].bridging.label):
        known = [
            lens.bridging.label[statement]
            for lens, has in zip(lenses[1:], evidence[1:], strict=True)
            if has[statement]
        ]
        if not has_evidence(in_all):
            labels.append(in_all)
        elif silenced[statement] or (blocs_speak and not known):
            labels.append(Label.INSUFFICIENT)
        else:
            labels.append(max([in_all, *known], key=BOLDEST_FIRST.index))
    return tuple(labels)


def _silenced(lenses: tuple[Lens, ...], evidence: list[Flag]) -> Flag:
    """(C,) statements without evidence from an attribute that has it on most statements."""
    lacking = np.zeros(len(evidence[0]), bool)
    for lens, has in zip(lenses[1:], evidence[1:], strict=True):
        judged = np.array([x is not Label.MODERATED for x in lens.bridging.label], bool)
        if 2 * has.sum() > judged.sum():
            lacking |= ~has
    return lacking
