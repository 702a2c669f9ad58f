"""What the threat picture does by itself, at night and when a large file waits."""

import datetime as dt
import uuid

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hanse.cities.models import Authority, Membership
from hanse.sharing.acting import as_system
from hanse.threats import furnish_answers
from hanse.threats.actions import forget, import_jobs, importing, previewing
from hanse.threats.actions.alarms import EVALUATE, evaluate, evaluate_network
from hanse.threats.actions.letters_about_alarms import send_digests


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
    """Remove the files and previews that nobody went on with for a day."""
    with as_system("forget files of imports"):
        importing.forget_files()
    with as_system("forget previews of releases"):
        previewing.forget_previews()


@app.task(name=previewing.WORK, retry=RetryStrategy(max_attempts=3, exponential_wait=4))
def work_out_preview(*, city: str, attempt: str) -> None:
    """Work out and attack what a city would publish next."""
    previewing.work_out(uuid.UUID(city), attempt)


@app.task(name=EVALUATE, retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def evaluate_city(*, city: str) -> None:
    """Judge the newest weeks of one city; running twice adds a second look and no second alarm."""
    with as_system("judge a city's newest weeks"):
        if found := Authority.objects.filter(pk=city, membership=Membership.MEMBER).first():
            evaluate(found)


@app.task(name=furnish_answers.PUBLISH)
def publish_simulated(*, city: str) -> None:
    """Publish an invented table; does nothing outside the demonstration."""
    if settings.DEMO:
        with as_system("furnish the demonstration"):
            furnish_answers.publish_simulated(city)


@app.periodic(cron="13 3 * * *")
@app.task(queueing_lock="threats.evaluate_all")
def evaluate_all(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Judge every city's newest weeks, then all of them together."""
    with as_system("judge every city's newest weeks"):
        for city in Authority.objects.filter(membership=Membership.MEMBER):
            evaluate(city)
        evaluate_network()


@app.periodic(cron="7 6 * * 1")
@app.task(queueing_lock="threats.digests")
def write_digests(timestamp: int) -> None:
    """Write the weekly letters about alarms, on Monday morning."""
    with as_system("write letters about alarms"):
        send_digests(dt.datetime.fromtimestamp(timestamp, tz=dt.UTC).date())
