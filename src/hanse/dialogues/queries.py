"""Reads of dialogues: what a reader may see, and the data as it came in."""

import datetime as dt
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Count, F, FloatField, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Abs, Cast

from hanse.dialogues.folders.folder import DialogueFolder, FolderStatement, FolderVotes
from hanse.dialogues.models import Dialogue, Statement, StatementResult, StoredAnalysis
from hanse.shared.figures.intervals import ENOUGH_VOICES
from hanse.sharing.actors import Person, actor_of
from hanse.sharing.policy import readable

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
AGREED = ("consensus", "likely")
_NO_TIME = -(2**63)
_HEADER, _TRAILER = 19, 2  # bytes around the rows of a binary COPY without extensions


def visible_to(person: Person) -> QuerySet[Dialogue]:
    """Return the dialogues this reader may see; every page starts here."""
    return readable(Dialogue.objects.all(), actor_of(person))


def listed_for(person: Person) -> list[tuple[Dialogue, StoredAnalysis | None]]:
    """Return the dialogues a reader may see, each with its current analysis if there is one."""
    dialogues = list(visible_to(person))
    stored = StoredAnalysis.objects.filter(dialogue__in=dialogues).defer("document", "map")
    current = {(analysis.dialogue_id, analysis.fingerprint): analysis for analysis in stored}
    return [(d, current.get((d.pk, d.fingerprint))) for d in dialogues]


def current_analysis(dialogue: Dialogue) -> StoredAnalysis | None:
    """Return the analysis of the data as it is now, its small part; None while it is computed."""
    return (
        StoredAnalysis.objects.filter(dialogue=dialogue, fingerprint=dialogue.fingerprint)
        .defer("document", "map")
        .first()
    )


def results_of(analysis: StoredAnalysis) -> QuerySet[StatementResult]:
    """Return what is known of each statement, the strongest bridge first."""
    return StatementResult.objects.filter(analysis=analysis).select_related("statement")


def bridging(analysis: StoredAnalysis, attribute: str) -> QuerySet[StatementResult]:
    """Return the statements agreed on, or probably, also by every bloc of this attribute."""
    said = KeyTextTransform("label", KeyTransform(attribute, "lenses"))
    agreed = results_of(analysis).annotate(said=said).filter(label__in=AGREED)
    return agreed.filter(said__in=AGREED)


def dividing(analysis: StoredAnalysis) -> QuerySet[StatementResult]:
    """Return the statements on which blocs differ, the widest divide first."""
    return results_of(analysis).filter(label="split", divide__isnull=False).order_by("-divide")


def halving(analysis: StoredAnalysis) -> QuerySet[StatementResult]:
    """Return the statements on which people stand closest to half against half."""
    voiced = results_of(analysis).alias(voices=F("agree") + F("disagree"))
    return voiced.filter(voices__gte=ENOUGH_VOICES, mean__isnull=False).order_by(
        Abs(F("mean") - 0.5), "rank"
    )


def with_refs(analysis: StoredAnalysis, refs: Iterable[str]) -> dict[str, Statement]:
    """Return statements by their reference."""
    statements = Statement.objects.filter(dialogue=analysis.dialogue_id, ref__in=refs)
    return {statement.ref: statement for statement in statements}


def topic_sizes(analysis: StoredAnalysis) -> dict[int, int]:
    """Return how many statements speak of each topic."""
    counted = results_of(analysis).order_by("topic").values_list("topic").annotate(Count("pk"))
    return dict(counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which statements a reader asks for, and in which order."""

    words: str = ""
    topic: int | None = None
    label: str = ""
    by: str = "everyone"
    order: str = "rank"


def wanted_results(analysis: StoredAnalysis, wanted: Wanted) -> QuerySet[StatementResult]:
    """Return the statements a reader asks for; those without the number they sort by come last."""
    results = results_of(analysis)
    if wanted.words:
        results = results.filter(statement__text__icontains=wanted.words)
    if wanted.topic is not None:
        results = results.filter(topic=wanted.topic)
    if wanted.label:
        results = results.filter(label=wanted.label)
    key = wanted.order.removeprefix("-")
    value = _SORTED_BY.get(key, F("rank"))
    if key == "divide":
        value = Cast(KeyTextTransform("divide", KeyTransform(wanted.by, "lenses")), FloatField())
    falls = wanted.order.startswith("-")
    ordered = value.desc(nulls_last=True) if falls else value.asc(nulls_last=True)
    return results.order_by(ordered, "rank")


_SORTED_BY: dict[str, Any] = {
    "rank": F("rank"),
    "agree": F("mean"),
    "voices": F("agree") + F("disagree"),
    "passes": F("passed"),
}


def vote_count(dialogue: Dialogue) -> int:
    """Return how many vote events are stored."""
    return dialogue.votes.count()


def as_folder(dialogue: Dialogue) -> DialogueFolder:
    """Return a dialogue as its files would give it, so that both ways lead to one analysis."""
    statements = list(dialogue.statements.order_by("position"))
    participants = list(dialogue.participants.order_by("position").values_list("ref", "blocs"))
    return DialogueFolder(
        title=dialogue.title,
        question=dialogue.question,
        language=dialogue.language,
        statements=tuple(
            FolderStatement(s.ref, s.text, s.language, s.author_ref, s.moderated, _ms(s.created))
            for s in statements
        ),
        participants=tuple(ref for ref, _blocs in participants),
        votes=_votes(dialogue),
        blocs={
            name: tuple(blocs.get(name, "") for _ref, blocs in participants)
            for name in dialogue.attributes
        },
        source=dialogue.source,
        link=dialogue.link,
        licence=dialogue.licence,
        attribution=dialogue.attribution,
        simulated=dialogue.simulated,
    )


def _votes(dialogue: Dialogue) -> FolderVotes:
    """Read the events in binary, four whole numbers a row: millions come in a second or two."""
    query = """
        COPY (
            SELECT p.position::bigint, s.position::bigint, v.value::bigint,
                coalesce((extract(epoch FROM v.cast_at) * 1000)::bigint, -9223372036854775808)
            FROM dialogues_vote AS v
            JOIN dialogues_participant AS p ON p.id = v.participant_id
            JOIN dialogues_statement AS s ON s.id = v.statement_id
            WHERE v.dialogue_id = %s ORDER BY v.sequence
        ) TO STDOUT (FORMAT binary)
    """
    with connection.cursor() as cursor, cursor.copy(query, [dialogue.pk]) as copy:
        raw = b"".join(bytes(part) for part in copy)
    row = np.dtype([("fields", ">i2"), *(p for i in range(4) for p in _cell(i))])
    rows = np.frombuffer(raw[_HEADER:-_TRAILER], row)
    time = rows["value3"].astype(np.int64)
    return FolderVotes(
        participant=rows["value0"].astype(np.int32),
        statement=rows["value1"].astype(np.int32),
        value=rows["value2"].astype(np.int8),
        time=None if len(time) == 0 or time[0] == _NO_TIME else time,
    )


def _cell(place: int) -> tuple[tuple[str, str], tuple[str, str]]:
    return (f"length{place}", ">i4"), (f"value{place}", ">i8")


def _ms(moment: dt.datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // dt.timedelta(milliseconds=1)


def result_of(analysis: StoredAnalysis, ref: str) -> StatementResult | None:
    """Return what is known of one statement."""
    return results_of(analysis).filter(statement__ref=ref).first()


def document_of(analysis: StoredAnalysis, *, packed: bool) -> bytes:
    """Return the published JSON, gzipped as it is stored or plain."""
    stored = bytes(StoredAnalysis.objects.values_list("document", flat=True).get(pk=analysis.pk))
    return stored if packed else gzip.decompress(stored)
