"""The whole analysis of one table of votes, in the order its parts need each other."""

import hashlib
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.bridging import bridging
from hanse.analysis.opinions.flags import flags
from hanse.analysis.opinions.groups import find_groups
from hanse.analysis.opinions.opinion_map import place
from hanse.analysis.opinions.rates import bloc_rates, everyone
from hanse.analysis.opinions.representative import representative_statements
from hanse.analysis.opinions.results import REPLICATES, Analysis, Groups, Label, Lens, Shares
from hanse.analysis.opinions.stability import stability
from hanse.analysis.opinions.votes import Attribute, VoteTable

Ranks = NDArray[np.int8]

BOLDEST_FIRST = (Label.CONSENSUS, Label.LIKELY, Label.OPEN, Label.SPLIT)
NO_EVIDENCE = -1


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
    caution = _caution(lenses)
    counts = lenses[0].rates
    return Analysis(
        participants=table.participants,
        statements=table.statements,
        votes=table.votes,
        data_version=data_version(table),
        participant_ids=table.participant_ids,
        statement_ids=table.statement_ids,
        lenses=lenses,
        overall_probability=_smallest([lens.bridging.probability for lens in lenses], caution),
        overall_index=_smallest([lens.bridging.index for lens in lenses], caution),
        label=_overall_labels(table, caution),
        opinion_map=opinion_map,
        groups=groups,
        representative=representative_statements(table, opinion_map, groups),
        stability=stability(table, _leading(lenses, caution), replicates),
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


def _caution(lenses: tuple[Lens, ...]) -> Ranks:
    """(lenses, C) place of each label in `BOLDEST_FIRST`, `NO_EVIDENCE` for the others."""
    place_of = {label: rank for rank, label in enumerate(BOLDEST_FIRST)}
    return np.array(
        [[place_of.get(label, NO_EVIDENCE) for label in lens.bridging.label] for lens in lenses],
        np.int8,
    )


def _leading(lenses: tuple[Lens, ...], caution: Ranks) -> Lens:
    """Find the first attribute that speaks, or everyone."""
    speaks = (caution[1:] != NO_EVIDENCE).any(axis=1)
    return lenses[1 + int(speaks.argmax())] if speaks.any() else lenses[0]


def _smallest(values: list[Shares], caution: Ranks) -> Shares:
    """(C,) smallest value over the lenses with evidence on a statement, else everyone's."""
    known = np.where(caution != NO_EVIDENCE, np.array(values), np.inf).min(axis=0)
    return np.where(np.isinf(known), values[0], known)


def _overall_labels(table: VoteTable, caution: Ranks) -> tuple[Label, ...]:
    """Most cautious label per statement, as the notes of `analyse` say."""
    evidence = caution[1:] != NO_EVIDENCE
    usual = 2 * evidence.sum(axis=1) > (~table.moderated).sum()
    silenced = (usual[:, None] & ~evidence).any(axis=0)
    unheard = evidence.any() & ~evidence.any(axis=0)
    known = (caution[0] != NO_EVIDENCE) & ~silenced & ~unheard
    rank = np.where(known, caution.max(axis=0), len(BOLDEST_FIRST))
    rank[table.moderated] += 1
    names = (*BOLDEST_FIRST, Label.INSUFFICIENT, Label.MODERATED)
    return tuple(names[i] for i in rank.tolist())
