"""A job survives the worker that was killed while doing it."""

from collections.abc import Callable

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from hanse.shared.tasks import retry_stalled_jobs

HAND_OVER = """
WITH worker AS (
    INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second')
    RETURNING id)
UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM worker) WHERE id = %s
"""


@pytest.mark.parametrize(("silent_seconds", "status"), [(60, "succeeded"), (5, "doing")])
def test_only_jobs_of_silent_workers_are_done_again(
    silent_seconds: int, status: str, work_off_jobs: Callable[[], None]
) -> None:
    job = retry_stalled_jobs.configure(queueing_lock="lost").defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute(HAND_OVER, [silent_seconds, job])
    retry_stalled_jobs.defer(timestamp=0)

    work_off_jobs()

    assert ProcrastinateJob.objects.get(pk=job).status == status
