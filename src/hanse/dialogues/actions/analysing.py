"""Keep the analysis of a dialogue up to date: at once when it is quick, by a job when it is not."""

import contextlib
import gzip
import hashlib
from dataclasses import asdict

from django.db import transaction
from procrastinate.contrib.django import app as procrastinate
from procrastinate.exceptions import AlreadyEnqueued

from hanse.dialogues import insights
from hanse.dialogues.document import as_bytes, as_document
from hanse.dialogues.fingerprint import fingerprint_of
from hanse.dialogues.models import Dialogue, StatementResult, StoredAnalysis
from hanse.dialogues.queries import as_folder, current_analysis, vote_count
from hanse.dialogues.records import Records, records_of

REFRESH = "hanse.dialogues.tasks.refresh"
VOTES_IN_A_REQUEST = 20_000  # more take longer than the 300 ms a request may spend


class DataMovedError(Exception):
    """The dialogue changed while it was analysed."""


def request_analysis(dialogue: Dialogue) -> StoredAnalysis | None:
    """Analyse at once what takes no time; leave the rest to the worker and return nothing yet.

    The job is part of the transaction that asks for it, and carries only the dialogue's number.
    """
    if current := current_analysis(dialogue):
        return current
    if vote_count(dialogue) <= VOTES_IN_A_REQUEST:
        return refresh_analysis(dialogue)
    job = procrastinate.configure_task(
        REFRESH, queueing_lock=f"{REFRESH} {dialogue.pk} {dialogue.fingerprint[:16]}"
    )
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(dialogue=dialogue.pk)
    return None


def refresh_analysis(dialogue: Dialogue) -> StoredAnalysis:
    """Analyse the dialogue as it is now and keep the result; older results are dropped.

    DataMovedError when data arrived in between; the job is then tried again.
    """
    if current := current_analysis(dialogue):
        return current
    folder = as_folder(dialogue)
    result = insights.analyse_folder(folder)
    document = as_document(result)
    records = records_of(result, document, insights.topics_of(result))
    with transaction.atomic():
        locked = Dialogue.objects.select_for_update().get(pk=dialogue.pk)
        if known := current_analysis(locked):
            return known
        if fingerprint_of(folder) != locked.fingerprint:
            raise DataMovedError
        analysis = _store_analysis(locked, as_bytes(document), records)
        locked.analyses.exclude(pk=analysis.pk).delete()
    return analysis


def _store_analysis(dialogue: Dialogue, document: bytes, records: Records) -> StoredAnalysis:
    analysis = StoredAnalysis.objects.create(
        dialogue=dialogue,
        fingerprint=dialogue.fingerprint,
        data_version=records.data_version,
        document=gzip.compress(document, mtime=0),
        document_sha256=hashlib.sha256(document).hexdigest(),
        summary=records.summary,
        map=records.map,
    )
    statements = dict(dialogue.statements.values_list("ref", "pk"))
    StatementResult.objects.bulk_create(
        StatementResult(
            analysis=analysis,
            **{**asdict(record), "statement": None, "statement_id": statements[record.statement]},
        )
        for record in records.statements
    )
    return analysis
