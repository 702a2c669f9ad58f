"""One number for everything that can change what a dialogue shows."""

import hashlib
import json
from dataclasses import astuple

import numpy as np

from hanse.dialogues.folders.folder import DialogueFolder


def fingerprint_of(folder: DialogueFolder) -> str:
    """Return the sha256 of everything that can change what a dialogue shows."""
    votes = folder.votes
    words = (
        (folder.title, folder.question, folder.language, folder.source, folder.link),
        (folder.licence, folder.attribution, folder.simulated),
        [astuple(statement) for statement in folder.statements],
        folder.participants,
        list(folder.blocs.items()),
    )
    digest = hashlib.sha256(json.dumps(words, ensure_ascii=False).encode())
    for column in (votes.participant, votes.statement, votes.value, votes.time):
        digest.update(b"none" if column is None else np.asarray(column, "<i8").tobytes())
    return digest.hexdigest()
