"""Writes to dialogues: bring one in from its files, and keep its analysis up to date."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from hanse.dialogues.folders.folder import DialogueFolder, FolderVotes
from hanse.dialogues.models import Dialogue
from hanse.sharing.labels import SharingLabel

VOTES_AT_ONCE = 20_000
Advance = Callable[[int], None]


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
            _store_statements(cursor, dialogue, folder)
            _store_participants(cursor, dialogue, folder)
            _store_votes(cursor, dialogue, folder.votes, advance or (lambda _count: None))
    return Imported(dialogue, changed)


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
        digest.update(b"none" if column is None else column.tobytes())
    return digest.hexdigest()


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
    cursor.execute(
        """
        DELETE FROM dialogues_vote WHERE dialogue_id = %(dialogue)s;
        DELETE FROM dialogues_statement AS old WHERE dialogue_id = %(dialogue)s
            AND NOT EXISTS (SELECT FROM incoming_statement AS new WHERE new.ref = old.ref);
        INSERT INTO dialogues_statement
            (dialogue_id, ref, text, language, author_ref, moderated, created)
        SELECT %(dialogue)s, ref, text, language, author_ref, moderated,
            'epoch'::timestamptz + created * interval '1 millisecond'
        FROM incoming_statement ORDER BY place
        ON CONFLICT (dialogue_id, ref) DO UPDATE SET text = excluded.text,
            language = excluded.language, author_ref = excluded.author_ref,
            moderated = excluded.moderated, created = excluded.created
        """,
        {"dialogue": dialogue.pk},
    )


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
        INSERT INTO dialogues_participant (dialogue_id, ref, blocs)
        SELECT %(dialogue)s, ref, blocs::jsonb FROM incoming_participant ORDER BY place
        ON CONFLICT (dialogue_id, ref) DO UPDATE SET blocs = excluded.blocs
        """,
        {"dialogue": dialogue.pk},
    )


def _store_votes(
    cursor: CursorWrapper, dialogue: Dialogue, votes: FolderVotes, advance: Advance
) -> None:
    _receive(
        cursor,
        "incoming_vote (sequence bigint, participant int, statement int, value smallint, "
        "cast_at bigint)",
        _vote_rows(votes, advance),
    )
    cursor.execute(
        """
        INSERT INTO dialogues_vote
            (dialogue_id, participant_id, statement_id, value, cast_at, sequence)
        SELECT %(dialogue)s, p.id, s.id, v.value,
            'epoch'::timestamptz + v.cast_at * interval '1 millisecond', v.sequence
        FROM incoming_vote AS v
        JOIN incoming_participant AS ip ON ip.place = v.participant
        JOIN dialogues_participant AS p ON p.dialogue_id = %(dialogue)s AND p.ref = ip.ref
        JOIN incoming_statement AS ins ON ins.place = v.statement
        JOIN dialogues_statement AS s ON s.dialogue_id = %(dialogue)s AND s.ref = ins.ref
        """,
        {"dialogue": dialogue.pk},
    )


def _vote_rows(votes: FolderVotes, advance: Advance) -> Iterator[Sequence[Any]]:
    for first in range(0, len(votes), VOTES_AT_ONCE):
        part = slice(first, first + VOTES_AT_ONCE)
        who = votes.participant[part].tolist()
        when = [None] * len(who) if votes.time is None else votes.time[part].tolist()
        yield from zip(
            range(first, first + len(who)),
            who,
            votes.statement[part].tolist(),
            votes.value[part].tolist(),
            when,
            strict=True,
        )
        advance(len(who))


def _receive(cursor: CursorWrapper, table: str, rows: Iterator[Sequence[Any]]) -> None:
    """COPY rows into a table that lives as long as the transaction."""
    name = table.split(" ", 1)[0]
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}; CREATE TEMP TABLE {table} ON COMMIT DROP")
    with cursor.copy(f"COPY {name} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"ANALYZE {name}")
