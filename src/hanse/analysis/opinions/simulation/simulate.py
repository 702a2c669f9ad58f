"""A whole conversation from a plan, with the truth that was planted in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.simulation.opinions import (
    Opinions,
    latent_positions,
    plant_opinions,
    true_shares,
)
from hanse.analysis.opinions.simulation.plan import Plan, Planted, Structure
from hanse.analysis.opinions.simulation.texts import word_statements
from hanse.analysis.opinions.simulation.voting import (
    OPENED,
    People,
    cast_votes,
    change_minds,
    gather_people,
    show_statements,
    time_votes,
)
from hanse.analysis.opinions.votes import UNDECLARED, Attribute, VoteTable, build_vote_table

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
CANDIDATE_AUTHORS = 8
COLLECTED_FOR = 7 * 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Truth:
    """What was planted, by statement index (C) and participant index (P).

    Attributes
    ----------
    kinds, divided_by
        (C,) what each statement was made to be, and the name of the attribute that a divide runs
        along ("" for none, "group" and "spectrum" for the emergent ones).
    agreement
        By attribute name, (C, B) share of agreement among those in a bloc who take a side,
        straight-liners included: what an interval should contain. "everyone" has one bloc,
        "group" is there when groups were planted.
    pass_share
        (C,) share of passes among all votes.
    group, position
        (P,) emergent group, -1 without groups; place on the spectrum, 0 without one.
    straight_liners
        (P,) bool.
    topic, repeats, copy_of
        (C,) topic; id shared by statements of one language that ask for the same; the statement
        whose opinions are repeated, or -1.
    """

    kinds: tuple[Planted, ...]
    divided_by: tuple[str, ...]
    agreement: dict[str, Floats]
    pass_share: Floats
    group: Ints
    position: Floats
    straight_liners: NDArray[np.bool_]
    topic: Ints
    repeats: Ints
    copy_of: Ints

    def bridges(self, attribute: str, threshold: float = 0.5) -> NDArray[np.bool_]:
        """(C,) statements that more than `threshold` of every bloc of an attribute agree with."""
        return np.asarray(self.agreement[attribute].min(axis=1) > threshold)


@dataclass(frozen=True, slots=True)
class Simulated:
    """Vote events in order of time, statements, participants, and the truth behind them.

    `participant`, `statement`, `vote`, `time`: one entry per event; `time` and `created` are
    milliseconds since 1970. Ids count from 0, so that a canonical `VoteTable` keeps the indices.
    `authors`: (C,) participant index, -1 for statements of the host.
    """

    plan: Plan
    participant_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    participant: Ints
    statement: Ints
    vote: NDArray[np.int8]
    time: NDArray[np.int64]
    moderated: NDArray[np.bool_]
    declared: tuple[Attribute, ...]
    texts: tuple[str, ...]
    languages: tuple[str, ...]
    authors: Ints
    created: NDArray[np.int64]
    truth: Truth

    def table(self) -> VoteTable:
        """Build the canonical table of the votes that stand."""
        return build_vote_table(
            participant_ids=self.participant_ids,
            statement_ids=self.statement_ids,
            participant=self.participant,
            statement=self.statement,
            vote=self.vote,
            time=self.time,
            moderated=self.moderated,
            declared=self.declared,
        )


def simulate(plan: Plan) -> Simulated:
    """Draw a conversation; the same plan always gives the same one, bit for bit.

    People, opinions, exposure, votes, times and words each have their own random stream, so that
    for example another language leaves all votes as they are.

    Parameters
    ----------
    plan
        Sizes, blocs and planted opinions.

    Returns
    -------
    Simulated
        Events, texts and truth.

    Notes
    -----
    Every vote is an independent draw given the person and the statement, and which statements a
    person sees does not depend on that person's opinions. Real conversations break both.

    Examples
    --------
    >>> plan = Plan(participants=40, statements=10, votes_per_person=5, seed=3)
    >>> simulated = simulate(plan)
    >>> simulated.table().participants, len(set(simulated.texts))
    (40, 10)
    >>> bool((simulate(plan).vote == simulated.vote).all())
    True
    """
    streams = np.random.SeedSequence(plan.seed).spawn(8)
    on_people, on_opinions, on_exposure, on_votes, on_times, on_texts, on_minds, on_sources = (
        np.random.Generator(np.random.PCG64(stream)) for stream in streams
    )
    opinions = plant_opinions(plan, on_opinions)
    people = gather_people(plan, opinions, on_people)
    agreement = _agreement(plan, opinions, people)
    who, what = show_statements(plan, agreement["everyone"][:, 0], on_exposure)
    vote = cast_votes(opinions, people, who, what, on_votes)
    time = time_votes(plan.participants, who, on_times)
    again, earlier, before = change_minds(plan, vote, time, on_minds)
    time = np.concatenate((time, before))
    order = np.argsort(time, kind="stable")
    words = word_statements(plan, opinions, on_texts)
    return Simulated(
        plan=plan,
        participant_ids=tuple(map(str, range(plan.participants))),
        statement_ids=tuple(map(str, range(plan.statements))),
        participant=np.concatenate((who, who[again]))[order],
        statement=np.concatenate((what, what[again]))[order],
        vote=np.concatenate((vote, earlier))[order],
        time=time[order],
        moderated=_taken_out(plan, on_sources),
        declared=_declare(plan, people, on_sources),
        texts=words.text,
        languages=words.language,
        authors=_authors(plan, opinions, people, on_sources),
        created=np.sort(OPENED - 1 - on_sources.integers(0, COLLECTED_FOR, plan.statements)),
        truth=_truth(plan, opinions, people, agreement, (words.topic, words.repeats)),
    )


def _agreement(plan: Plan, opinions: Opinions, people: People) -> dict[str, Floats]:
    """Give the true share per bloc among those who take a side, straight-liners included."""
    names = [*(a.name for a in plan.declared), "group", "agreeableness"]
    kept = [d for d, name in enumerate(names[:-1]) if name != "group"]
    if plan.structure is Structure.GROUPS:
        kept.append(len(plan.declared))
    sincere = {names[d]: true_shares(opinions, people.weights, d) for d in kept}
    last = true_shares(opinions, people.weights, len(names) - 1)
    sincere["everyone"] = last @ people.weights[-1][:, None]
    straight = float(np.mean(people.straight != 0)) if plan.participants else 0.0
    agreeing = float(np.mean(people.straight == 1)) if plan.participants else 0.0
    sides = (1 - straight) * (1 - opinions.passes)[:, None]
    return {
        name: (sides * share + agreeing) / np.maximum(sides + straight, 1e-12)
        for name, share in sincere.items()
    }


def _declare(plan: Plan, people: People, rng: np.random.Generator) -> tuple[Attribute, ...]:
    declared = []
    for attribute, codes in zip(plan.declared, people.codes, strict=False):
        silent = rng.random(plan.participants) < attribute.undeclared
        said = np.where(silent, UNDECLARED, codes).astype(np.int32)
        declared.append(Attribute(attribute.name, attribute.levels, said))
    return tuple(declared)


def _taken_out(plan: Plan, rng: np.random.Generator) -> NDArray[np.bool_]:
    chosen = np.zeros(plan.statements, bool)
    chosen[rng.permutation(plan.statements)[: round(plan.moderated * plan.statements)]] = True
    return chosen


def _authors(plan: Plan, opinions: Opinions, people: People, rng: np.random.Generator) -> Ints:
    """Of a few people drawn for each statement, the one who agrees most wrote it."""
    if not plan.participants or not plan.statements:
        return np.full(plan.statements, -1, np.int32)
    size = (plan.statements, CANDIDATE_AUTHORS)
    who = rng.integers(0, plan.participants, size).astype(np.int32)
    what = np.repeat(np.arange(plan.statements, dtype=np.int32), CANDIDATE_AUTHORS)
    keen = opinions.logits(people.codes, who.ravel(), what).reshape(size)
    authors: Ints = who[np.arange(plan.statements), keen.argmax(axis=1)]
    authors[: plan.statements // 10] = -1
    return authors


def _truth(
    plan: Plan,
    opinions: Opinions,
    people: People,
    agreement: dict[str, Floats],
    words: Sequence[Ints],
) -> Truth:
    grouped = plan.structure is Structure.GROUPS
    latent = people.codes[len(plan.declared)]
    names = [*(a.name for a in plan.declared), "group" if grouped else "spectrum", ""]
    straight = float(np.mean(people.straight != 0)) if plan.participants else 0.0
    return Truth(
        kinds=opinions.kinds,
        divided_by=tuple(names[d] for d in opinions.divided_by),
        agreement=agreement,
        pass_share=(1 - straight) * opinions.passes,
        group=latent if grouped else np.full(plan.participants, -1, np.int32),
        position=np.zeros(plan.participants) if grouped else latent_positions(plan)[latent],
        straight_liners=people.straight != 0,
        topic=words[0],
        repeats=words[1],
        copy_of=opinions.copy_of,
    )
