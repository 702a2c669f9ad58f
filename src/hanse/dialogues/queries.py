"""Reads of dialogues: what a reader may see, and the data as it came in."""

import datetime as dt

import numpy as np
from django.db import connection
from django.db.models import QuerySet
from numpy.typing import NDArray

from hanse.dialogues.folders.folder import DialogueFolder, FolderStatement, FolderVotes
from hanse.dialogues.models import Dialogue, StoredAnalysis
from hanse.sharing.labels import readable_by

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_NO_TIME = -(2**63)
_HEADER, _TRAILER = 19, 2  # bytes around the rows of a binary COPY without extensions


def visible_to(person: object | None) -> QuerySet[Dialogue]:
    """Return the dialogues this reader may see; every page starts here."""
    return Dialogue.objects.filter(sharing_label__in=readable_by(person))


def current_analysis(dialogue: Dialogue) -> StoredAnalysis | None:
    """Return the analysis of the data as it is now, without its document; None while computing."""
    return (
        StoredAnalysis.objects.filter(dialogue=dialogue, fingerprint=dialogue.fingerprint)
        .defer("document")
        .first()
    )


def vote_count(dialogue: Dialogue) -> int:
    """Return how many vote events are stored."""
    return dialogue.votes.count()


def as_folder(dialogue: Dialogue) -> DialogueFolder:
    """Return a dialogue as its files would give it, so that both ways lead to one analysis."""
    statements = dialogue.statements.order_by("pk")
    participants = list(dialogue.participants.order_by("pk").values_list("pk", "ref", "blocs"))
    return DialogueFolder(
        title=dialogue.title,
        question=dialogue.question,
        language=dialogue.language,
        statements=tuple(
            FolderStatement(s.ref, s.text, s.language, s.author_ref, s.moderated, _ms(s.created))
            for s in statements
        ),
        participants=tuple(ref for _pk, ref, _blocs in participants),
        votes=_votes(
            dialogue,
            np.array([pk for pk, _ref, _blocs in participants], np.int64),
            np.array([s.pk for s in statements], np.int64),
        ),
        blocs={
            name: tuple(blocs.get(name, "") for _pk, _ref, blocs in participants)
            for name in dialogue.attributes
        },
        source=dialogue.source,
        link=dialogue.link,
        licence=dialogue.licence,
        attribution=dialogue.attribution,
        simulated=dialogue.simulated,
    )


def _votes(
    dialogue: Dialogue, participants: NDArray[np.int64], statements: NDArray[np.int64]
) -> FolderVotes:
    """Read the events in binary, four whole numbers a row: millions come in a second or two."""
    query = """
        COPY (
            SELECT participant_id, statement_id, value::bigint, coalesce(
                (extract(epoch FROM cast_at) * 1000)::bigint, -9223372036854775808)
            FROM dialogues_vote WHERE dialogue_id = %s ORDER BY sequence
        ) TO STDOUT (FORMAT binary)
    """
    with connection.cursor() as cursor, cursor.copy(query, [dialogue.pk]) as copy:
        raw = b"".join(bytes(part) for part in copy)
    row = np.dtype([("fields", ">i2"), *(p for i in range(4) for p in _cell(i))])
    rows = np.frombuffer(raw[_HEADER:-_TRAILER], row)
    time = rows["value3"].astype(np.int64)
    return FolderVotes(
        participant=np.searchsorted(participants, rows["value0"]).astype(np.int32),
        statement=np.searchsorted(statements, rows["value1"]).astype(np.int32),
        value=rows["value2"].astype(np.int8),
        time=None if len(time) == 0 or time[0] == _NO_TIME else time,
    )


def _cell(place: int) -> tuple[tuple[str, str], tuple[str, str]]:
    return (f"length{place}", ">i4"), (f"value{place}", ">i8")


def _ms(moment: dt.datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // dt.timedelta(milliseconds=1)
