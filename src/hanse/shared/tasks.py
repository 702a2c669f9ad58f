"""Background jobs that look after the other background jobs."""

from procrastinate.contrib.django import app

_SILENT_SECONDS = 30  # a living worker gives a sign every ten


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="retry_stalled_jobs")
async def retry_stalled_jobs(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Hand out again the jobs of workers that died; every job may run twice without harm."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=_SILENT_SECONDS):
        await app.job_manager.retry_job(job)
