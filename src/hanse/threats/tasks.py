"""What the threat picture does by itself, at night and when a large file waits."""

import datetime as dt

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hanse.sharing.acting import as_system
from hanse.threats.actions import forget, import_jobs, importing


@app.periodic(cron="43 2 * * *")
@app.task(queueing_lock="threats.forget")
def forget_words(timestamp: int) -> None:
    """Keep counts alone of what is older than its time; safe to run again."""
    forget(dt.datetime.fromtimestamp(timestamp, tz=dt.UTC).date())


@app.task(name=import_jobs.WORK, retry=RetryStrategy(max_attempts=3, exponential_wait=4))
def work_through_file(*, run: int) -> None:
    """Try or import one file."""
    import_jobs.work_through(run)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="threats.forget-files")
def forget_import_files(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Remove the files that nobody went on with for a day."""
    with as_system("forget files of imports"):
        importing.forget_files()
