"""A dialogue as it lies in a folder of files, before anything is computed from it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

TAKEN_OUT, UNDECIDED, ACCEPTED = -1, 0, 1
UNKNOWN_LANGUAGE = "und"


@dataclass(frozen=True, slots=True)
class FolderStatement:
    """One statement as it was submitted.

    `language` is a BCP 47 tag, "und" when the files do not say. `author` is a participant id, ""
    when unknown. `moderated` is -1 taken out, 0 undecided, 1 accepted. `created` is in
    milliseconds since 1970 UTC.
    """

    id: str
    text: str
    language: str = UNKNOWN_LANGUAGE
    author: str = ""
    moderated: int = UNDECIDED
    created: int | None = None


@dataclass(frozen=True, slots=True)
class FolderVotes:
    """Every vote event, superseded ones included, as indices into participants and statements.

    `participant`, `statement`: (N,) int32. `value`: (N,) int8, agree 1, pass 0, disagree -1.
    `time`: (N,) int64 milliseconds since 1970 UTC, None when the files keep only standing votes.
    """

    participant: NDArray[np.int32]
    statement: NDArray[np.int32]
    value: NDArray[np.int8]
    time: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.value)


@dataclass(frozen=True, slots=True)
class DialogueFolder:
    """Everything the files of one dialogue say.

    `blocs` maps an attribute to one declared level per participant, "" when undeclared. `source`
    names the kind of folder: "polis" or "hanse". `language` is that of the question, "und" when
    unknown. `simulated` is True when a generator made the votes.
    """

    title: str
    question: str
    language: str
    statements: tuple[FolderStatement, ...]
    participants: tuple[str, ...]
    votes: FolderVotes
    blocs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    source: str = "hanse"
    link: str = ""
    licence: str = ""
    attribution: str = ""
    simulated: bool = False

    def blocs_of(self, participant: int) -> dict[str, str]:
        """Give what one participant declared, attribute to level, without the undeclared."""
        declared = ((name, levels[participant]) for name, levels in self.blocs.items())
        return {name: level for name, level in declared if level}
