"""A small dialogue and its analysis, written by hand so that every expected number is visible."""

from dataclasses import replace

import numpy as np

from hanse.analysis.findings.results import Slate
from hanse.analysis.opinions.results import (
    Analysis,
    BlocRates,
    Bridging,
    Flags,
    Groups,
    Label,
    Lens,
    OpinionMap,
    Stability,
)
from hanse.analysis.opinions.votes import Attribute
from hanse.dialogues.folders import DialogueFolder, FolderStatement, FolderVotes
from hanse.dialogues.insights import Result, vote_table

PEOPLE = 24  # ids p0 to p23: half in Europe, then North America; the last one declares nothing


def folder() -> DialogueFolder:
    """Everyone agrees with s1; only Europe and two others answer s2; s3 was taken out."""
    first = [(i, 0, 1) for i in range(PEOPLE)]
    second = [(i, 1, 1 if i < 10 else -1) for i in range(14)]
    votes = np.array([*first, *second, (0, 2, 1)], np.int32)
    return DialogueFolder(
        title="Trams",
        question="What next?",
        language="en",
        statements=(
            FolderStatement("s1", "Trams should run at night.", "en", "p3", 1),
            FolderStatement("s2", "Une ligne vers la forêt.", "fr", "p4", 1),
            FolderStatement("s3", "Buy now!", "en", "p5", -1),
        ),
        participants=tuple(f"p{i}" for i in range(PEOPLE)),
        votes=FolderVotes(votes[:, 0], votes[:, 1], votes[:, 2].astype(np.int8)),
        blocs={"side": tuple(["Europe"] * 12 + ["North America"] * 11 + [""])},
    )


def rates(attribute: str, levels: tuple[str, ...], agree: object, disagree: object) -> BlocRates:
    """Make counts with shares that are plain to see: the observed share, a tenth either way."""
    yes, no = np.array(agree, np.int64), np.array(disagree, np.int64)
    with np.errstate(invalid="ignore"):
        mean = yes / (yes + no)
    return BlocRates(
        attribute, levels, yes, no, np.zeros_like(yes), yes + 1.0, no + 1.0, mean,
        np.clip(mean - 0.1, 0, 1), np.clip(mean + 0.1, 0, 1), np.zeros_like(mean),
    )  # fmt: skip


def bridging(attribute: str, label: tuple[Label, ...], missing: tuple[str, ...]) -> Bridging:
    """Let the second statement lack voices from `missing`."""
    some = np.array([0.98, 0.6, np.nan])
    return Bridging(
        attribute, some, some, some, 1 - some, 1 - some, 1 - some, label,
        np.array([11, 2, 0]), ((), missing, ()),
    )  # fmt: skip


def analysis() -> Analysis:
    """Say what an engine could say of `folder()`, in round numbers."""
    dialogue = folder()
    table = vote_table(dialogue)
    index = {id_: i for i, id_ in enumerate(dialogue.participants)}
    side = table.declared[0]
    everyone = Attribute("everyone", ("everyone",), np.zeros(PEOPLE, np.int32))
    label = (Label.CONSENSUS, Label.INSUFFICIENT, Label.MODERATED)
    three, people = np.array([0.9, 0.1, np.nan]), np.arange(PEOPLE, dtype=float)
    people[index["p9"]] = np.nan
    return Analysis(
        participants=PEOPLE, statements=3, votes=table.votes, data_version="0" * 64,
        participant_ids=table.participant_ids, statement_ids=table.statement_ids,
        lenses=(
            Lens(
                "everyone", everyone,
                rates("everyone", ("everyone",), [[24], [10], [0]], [[0], [4], [0]]),
                bridging("everyone", label, ()),
            ),
            Lens(
                "declared", side,
                rates("side", side.levels, [[12, 11], [10, 0], [0, 0]], [[0, 0], [2, 2], [0, 0]]),
                bridging("side", label, ("North America",)),
            ),
        ),
        overall_probability=three, overall_index=three, label=label,
        opinion_map=OpinionMap(
            np.column_stack((people, people)), np.zeros((3, 2)), np.array([0.5, 0.25]), (0,), (1,)
        ),
        groups=Groups(0, None, 2, 0.3, 0.4, (0.5, 0.6), "Opinion is one continuous spectrum."),
        representative=(),
        stability=Stability(200, three, three, three, np.zeros(3), "side"),
        flags=Flags(np.zeros(PEOPLE, bool), people),
    )  # fmt: skip


def result() -> Result:
    """Put the dialogue with its analysis and a slate that found nothing."""
    dialogue = folder()
    return Result(dialogue, vote_table(dialogue), analysis(), Slate((), (), 0, ("Too few.",)))


def replaced_texts(dialogue: DialogueFolder, ids: set[str]) -> DialogueFolder:
    """Change one letter in some statements, as a careless correction would."""
    statements = (replace(s, text=s.text + "!") if s.id in ids else s for s in dialogue.statements)
    return replace(dialogue, statements=tuple(statements))


def with_few_votes() -> DialogueFolder:
    """Keep three votes."""
    dialogue, votes = folder(), folder().votes
    few = FolderVotes(votes.participant[:3], votes.statement[:3], votes.value[:3])
    return replace(dialogue, votes=few)
