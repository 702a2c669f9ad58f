"""Bring a dialogue in from its files: all of it or nothing, and twice is once."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from numpy.typing import NDArray

from hanse.dialogues.fingerprint import fingerprint_of
from hanse.dialogues.folders.folder import DialogueFolder, FolderVotes
from hanse.dialogues.models import Dialogue
from hanse.shared.errors import InputError
from hanse.sharing.labels import SharingLabel

VOTES_AT_ONCE = 20_000
Advance = Callable[[int], None]
Keys = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `changed` is False when the same data was there already."""

    dialogue: Dialogue
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """What a person adds to the files of a dialogue before others see it."""

    slug: str
    sharing_label: SharingLabel | None = None
    description: str = ""
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None


def import_dialogue(
    folder: DialogueFolder, shown: Presentation, *, advance: Advance | None = None
) -> Imported:
    """Store a dialogue; all of it or nothing, and the same data twice changes nothing.

    A label that is not given stays as it was: AMBER+STRICT for a new dialogue. `advance` hears of
    every votes stored.
    """
    fingerprint = fingerprint_of(folder)
    with transaction.atomic(), connection.cursor() as cursor:
        known = Dialogue.objects.select_for_update().filter(slug=shown.slug).first()
        dialogue = known or Dialogue(slug=shown.slug)
        changed = dialogue.fingerprint != fingerprint
        _describe(dialogue, folder, shown)
        dialogue.fingerprint = fingerprint
        dialogue.save()
        if changed:
            dialogue.analyses.all().delete()  # of older data, and bound to its statements
            _store_statements(cursor, dialogue, folder)
            _store_participants(cursor, dialogue, folder)
            _store_votes(cursor, dialogue, folder.votes, advance or (lambda _count: None))
    return Imported(dialogue, changed)


def _describe(dialogue: Dialogue, folder: DialogueFolder, shown: Presentation) -> None:
    dialogue.title = folder.title
    dialogue.question = folder.question
    dialogue.language = folder.language
    dialogue.source = folder.source
    dialogue.link = folder.link
    dialogue.licence = folder.licence
    dialogue.attribution = folder.attribution
    dialogue.simulated = folder.simulated
    dialogue.attributes = list(folder.blocs)
    dialogue.description = shown.description or dialogue.description
    dialogue.opened_on = shown.opened_on or dialogue.opened_on
    dialogue.closed_on = shown.closed_on or dialogue.closed_on
    dialogue.sharing_label = shown.sharing_label or dialogue.sharing_label


def _store_statements(cursor: CursorWrapper, dialogue: Dialogue, folder: DialogueFolder) -> None:
    _receive(
        cursor,
        "incoming_statement (place int, ref text, text text, language text, author_ref text, "
        "moderated smallint, created bigint)",
        (
            (place, s.id, s.text, s.language, s.author, s.moderated, s.created)
            for place, s in enumerate(folder.statements)
        ),
    )
    _clear(cursor, dialogue)
    cursor.execute(
        """
        INSERT INTO dialogues_statement
            (dialogue_id, position, ref, text, language, author_ref, moderated, created)
        SELECT %(dialogue)s, place, ref, text, language, author_ref, moderated,
            'epoch'::timestamptz + created * interval '1 millisecond'
        FROM incoming_statement ORDER BY place
        ON CONFLICT (dialogue_id, ref) DO UPDATE SET position = excluded.position,
            text = excluded.text, language = excluded.language, author_ref = excluded.author_ref,
            moderated = excluded.moderated, created = excluded.created
        """,
        {"dialogue": dialogue.pk},
    )


def _clear(cursor: CursorWrapper, dialogue: Dialogue) -> None:
    """Remove the votes, and the statements that the new data no longer hold."""
    try:
        cursor.execute(
            """
            DELETE FROM dialogues_vote WHERE dialogue_id = %(dialogue)s;
            DELETE FROM dialogues_statement AS old WHERE dialogue_id = %(dialogue)s
                AND NOT EXISTS (SELECT FROM incoming_statement AS new WHERE new.ref = old.ref);
            SET CONSTRAINTS ALL IMMEDIATE;
            SET CONSTRAINTS ALL DEFERRED
            """,
            {"dialogue": dialogue.pk},
        )
    except IntegrityError:
        raise InputError(
            dialogue.slug,
            None,
            "a finding rests on a statement that the new files leave out",
            "Keep the statement in the files; a moderator may take it out",
        ) from None


def _store_participants(cursor: CursorWrapper, dialogue: Dialogue, folder: DialogueFolder) -> None:
    _receive(
        cursor,
        "incoming_participant (place int, ref text, blocs text)",
        (
            (place, ref, json.dumps(folder.blocs_of(place), ensure_ascii=False))
            for place, ref in enumerate(folder.participants)
        ),
    )
    cursor.execute(
        """
        DELETE FROM dialogues_participant AS old WHERE dialogue_id = %(dialogue)s
            AND NOT EXISTS (SELECT FROM incoming_participant AS new WHERE new.ref = old.ref);
        INSERT INTO dialogues_participant (dialogue_id, position, ref, blocs)
        SELECT %(dialogue)s, place, ref, blocs::jsonb FROM incoming_participant ORDER BY place
        ON CONFLICT (dialogue_id, ref)
        DO UPDATE SET position = excluded.position, blocs = excluded.blocs
        """,
        {"dialogue": dialogue.pk},
    )


def _store_votes(
    cursor: CursorWrapper, dialogue: Dialogue, votes: FolderVotes, advance: Advance
) -> None:
    people = np.array(dialogue.participants.values_list("pk", flat=True), np.int64)
    texts = np.array(dialogue.statements.values_list("pk", flat=True), np.int64)
    _receive(
        cursor,
        "incoming_vote (sequence bigint, participant bigint, statement bigint, value smallint, "
        "cast_at bigint)",
        _vote_rows(votes, people, texts, advance),
    )
    cursor.execute(
        """
        INSERT INTO dialogues_vote
            (dialogue_id, participant_id, statement_id, value, cast_at, sequence)
        SELECT %(dialogue)s, participant, statement, value,
            'epoch'::timestamptz + cast_at * interval '1 millisecond', sequence
        FROM incoming_vote
        """,
        {"dialogue": dialogue.pk},
    )


def _vote_rows(
    votes: FolderVotes, people: Keys, texts: Keys, advance: Advance
) -> Iterator[Sequence[Any]]:
    """Yield the events with the rows' keys in place of indices, so the database need not join."""
    for first in range(0, len(votes), VOTES_AT_ONCE):
        part = slice(first, first + VOTES_AT_ONCE)
        who = people[votes.participant[part]].tolist()
        what = texts[votes.statement[part]].tolist()
        value = votes.value[part].tolist()
        when = [None] * len(who) if votes.time is None else votes.time[part].tolist()
        yield from zip(range(first, first + len(who)), who, what, value, when, strict=True)
        advance(len(who))


def _receive(cursor: CursorWrapper, table: str, rows: Iterator[Sequence[Any]]) -> None:
    """COPY rows into a table that lives as long as the transaction."""
    name = table.split(" ", 1)[0]
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}; CREATE TEMP TABLE {table} ON COMMIT DROP")
    with cursor.copy(f"COPY {name} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"ANALYZE {name}")
