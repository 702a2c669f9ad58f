"""Background jobs that send letters, and one that looks after the other jobs."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hanse.shared import letters

_SILENT_SECONDS = 30  # a living worker gives a sign every ten


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry_stalled_jobs")
async def retry_stalled_jobs(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Hand out again the jobs of workers that died; every job may run twice without harm."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=_SILENT_SECONDS):
        await app.job_manager.retry_job(job)


@app.task(name=letters.SEND, retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def send_letter(*, letter: str) -> None:
    """Send one letter; tried again while the mail server does not take it."""
    letters.send(letter)


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="shared.ask_again")
def ask_again(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Take up the letters that were given up while the mail server was away."""
    letters.ask_again()
