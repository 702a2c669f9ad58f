"""The generator: quotas are exact, truth is true, and a seed is a whole conversation."""

from dataclasses import replace

import numpy as np
import pytest

from hanse.analysis.opinions.simulation import Declared, Plan, Planted, Structure, simulate

SIDE = Declared("side", ("Europe", "North America"), (0.9, 0.1))
ROLE = Declared("role", ("mayor", "official", "practitioner"), (0.2, 0.3, 0.5), undeclared=0.1)
ALL_LANGUAGES = (("en", 0.4), ("de", 0.2), ("fr", 0.2), ("es", 0.2))


def test_the_same_plan_gives_the_same_conversation_to_the_bit() -> None:
    plan = Plan(declared=(SIDE, ROLE), structure=Structure.GROUPS, languages=ALL_LANGUAGES, seed=5)

    first, second = simulate(plan), simulate(plan)

    for name in ("participant", "statement", "vote", "time", "authors", "created", "moderated"):
        assert np.array_equal(getattr(first, name), getattr(second, name)), name
    assert first.texts == second.texts


def test_another_seed_gives_another_conversation() -> None:
    first, second = simulate(Plan(seed=1)), simulate(Plan(seed=2))

    assert first.texts != second.texts
    assert first.vote.tobytes() != second.vote.tobytes()


def test_another_language_leaves_every_vote_as_it_was() -> None:
    english, mixed = simulate(Plan()), simulate(Plan(languages=ALL_LANGUAGES))

    assert np.array_equal(english.vote, mixed.vote)
    assert np.array_equal(english.time, mixed.time)


def test_bloc_sizes_are_exact_and_the_silent_are_undeclared() -> None:
    simulated = simulate(Plan(participants=1000, declared=(SIDE, ROLE)))

    side, role = simulated.declared

    assert np.bincount(side.codes).tolist() == [900, 100]
    assert (role.codes == -1).sum() == pytest.approx(100, abs=40)


@pytest.mark.parametrize("structure", list(Structure))
def test_votes_agree_with_the_planted_shares_in_every_bloc(structure: Structure) -> None:
    plan = Plan(
        participants=20_000,
        statements=30,
        votes_per_person=25,
        declared=(SIDE,),
        structure=structure,
        agreeableness=0.7,
        straight_liners=0.05,
        seed=11,
    )
    simulated = simulate(plan)
    table = simulated.table()

    for level in range(2):
        in_bloc = simulated.declared[0].codes[table.participant] == level
        agree = np.bincount(table.statement[in_bloc & (table.vote == 1)], minlength=30)
        voices = np.bincount(table.statement[in_bloc & (table.vote != 0)], minlength=30)
        truth = simulated.truth.agreement["side"][:, level]
        error = (agree / voices - truth) / np.sqrt(truth * (1 - truth) / voices)

        assert np.abs(error).max() < 4
        assert np.sqrt(np.mean(error**2)) == pytest.approx(1, abs=0.35)


def test_planted_bridges_divides_and_refusals_are_what_they_are_called() -> None:
    simulated = simulate(Plan(statements=200, declared=(SIDE,), structure=Structure.GROUPS))
    truth = simulated.truth

    kinds = np.array(truth.kinds)
    lowest = np.min([truth.agreement[name].min(axis=1) for name in ("side", "group")], axis=0)
    highest = np.max([truth.agreement[name].max(axis=1) for name in ("side", "group")], axis=0)

    assert lowest[kinds == Planted.BRIDGE].min() > 0.6
    assert highest[kinds == Planted.REJECTED].max() < 0.4
    for j in np.flatnonzero(kinds == Planted.DIVIDE):
        shares = truth.agreement[truth.divided_by[j]][j]
        assert shares.max() - shares.min() > 0.2


def test_repetitions_share_their_opinions_and_topic_but_not_their_words() -> None:
    simulated = simulate(Plan(statements=120, duplicates=0.2, languages=ALL_LANGUAGES))
    truth = simulated.truth

    copies = np.flatnonzero(truth.copy_of >= 0)

    assert len(copies) == 24
    for j in copies:
        source = truth.copy_of[j]
        assert source < j
        assert truth.topic[j] == truth.topic[source]
        assert truth.repeats[j] == truth.repeats[source]
        assert simulated.languages[j] == simulated.languages[source]
        assert simulated.texts[j] != simulated.texts[source]
        assert truth.kinds[j] == truth.kinds[source]


@pytest.mark.parametrize("languages", [(("en", 1.0),), ALL_LANGUAGES])
def test_every_text_is_unique_even_among_thousands(
    languages: tuple[tuple[str, float], ...],
) -> None:
    simulated = simulate(Plan(participants=5, statements=3000, languages=languages))

    assert len(set(simulated.texts)) == 3000
    assert all(text == text.strip() and text.endswith(".") for text in simulated.texts)


def test_a_changed_mind_leaves_one_vote_that_stands() -> None:
    simulated = simulate(Plan(revotes=0.5))
    table = simulated.table()

    assert len(simulated.vote) > 1.4 * table.votes
    assert np.array_equal(simulate(Plan(revotes=0)).table().vote, table.vote)
    assert (np.diff(simulated.time) >= 0).all()


def test_straight_liners_give_one_vote_to_everything() -> None:
    simulated = simulate(Plan(participants=200, straight_liners=0.1, straight_agree=0.5))
    table = simulated.table()

    flagged = np.flatnonzero(simulated.truth.straight_liners)
    sides = [set(table.vote[table.start[i] : table.start[i + 1]].tolist()) for i in flagged]

    assert len(flagged) == 20
    assert sum(side == {1} for side in sides) == 10
    assert sum(side == {-1} for side in sides) == 10


def test_people_vote_on_as_many_statements_as_asked_on_average() -> None:
    table = simulate(Plan(participants=5000, statements=300, votes_per_person=40)).table()

    assert table.votes / 5000 == pytest.approx(40, rel=0.03)
    assert np.diff(table.start).std() > 15


def test_moderation_and_exposure_are_as_planned() -> None:
    even = simulate(Plan(participants=3000, exposure_skew=0, moderated=0.2)).table()
    uneven = simulate(Plan(participants=3000, exposure_skew=1.0)).table()

    seen = [np.bincount(table.statement, minlength=60) for table in (even, uneven)]

    assert even.moderated.sum() == 12
    assert seen[0].std() / seen[0].mean() < 0.05
    assert seen[1].std() / seen[1].mean() > 0.2


def test_routing_can_favour_what_people_agree_with() -> None:
    simulated = simulate(Plan(participants=3000, exposure_skew=0, favour_agreed=2.0))

    seen = np.bincount(simulated.table().statement, minlength=60)
    support = simulated.truth.agreement["everyone"][:, 0]

    assert np.corrcoef(seen, support)[0, 1] > 0.9


@pytest.mark.parametrize(
    "plan", [Plan(participants=0), Plan(statements=0), Plan(votes_per_person=0)]
)
def test_nobody_nothing_and_no_votes_are_conversations_too(plan: Plan) -> None:
    simulated = simulate(plan)

    assert simulated.table().votes == 0
    assert len(simulated.texts) == plan.statements


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"bridges": 0.8, "divides": 0.3}, "add up to more than 1"),
        ({"passes": 1.2}, "passes is a share"),
        ({"participants": -1}, "cannot be negative"),
        ({"languages": (("xx", 1.0),)}, "no phrases in"),
        ({"languages": (("en", 0.5),)}, "add up to 0.5"),
        ({"structure": Structure.NONE}, "a divide needs"),
    ],
)
def test_an_impossible_plan_is_refused_in_words(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        replace(Plan(), **change)  # type: ignore[arg-type]  # one field at a time, of any type


def test_a_bloc_without_a_share_is_refused() -> None:
    with pytest.raises(ValueError, match="one share per level"):
        Declared("side", ("Europe", "North America"), (1.0,))
