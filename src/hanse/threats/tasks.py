"""What the threat picture does by itself, at night and when a large file waits."""

import datetime as dt
import uuid

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hanse.cities.models import Authority, Membership
from hanse.sharing.acting import as_system
from hanse.threats import furnish_answers
from hanse.threats.actions import forget, import_jobs, importing, previewing, totalling
from hanse.threats.actions.alarms import EVALUATE, evaluate, evaluate_days, evaluate_network
from hanse.threats.actions.letters_about_alarms import send_digest
from hanse.threats.actions.triggers import CHECK
from hanse.threats.models import Trigger
from hanse.threats.queries.daily import checked_now, cities_checked_for
from hanse.threats.queries.local_time import time_in

PAUSE = 5
NIGHT, MORNING, MONDAY = 3, 6, 0  # by each city's own clock


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
            evaluate_now(found)


@app.task(name=furnish_answers.PUBLISH)
def publish_simulated(*, city: str) -> None:
    """Publish an invented table; does nothing outside the demonstration."""
    if settings.DEMO:
        with as_system("furnish the demonstration"):
            furnish_answers.publish_simulated(city)


@app.task(name=CHECK, retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def check_days(*, trigger: int) -> None:
    """Judge the days around a trigger in every city it concerns, as soon as it is declared."""
    with as_system("check the days after a trigger"):
        if found := Trigger.objects.filter(pk=trigger, ended_at=None).first():
            for city in cities_checked_for(found):
                evaluate_days(city, found)


@app.task(
    name=totalling.TOTAL,
    lock=totalling.TOTAL,
    retry=RetryStrategy(max_attempts=5, exponential_wait=4),
)
def total_over_cities() -> None:
    """Bring what several cities say together up to date, once the demonstration's tables are out.

    Added up one by one, the tenth of ten cities would have to wait for an eleventh.
    """
    if furnish_answers.still_publishing():
        totalling.ask_to_total(in_seconds=PAUSE)
        return
    with as_system("add up what cities released"):
        totalling.total_over_cities()


@app.periodic(cron="13 * * * *")
@app.task(queueing_lock="threats.evaluate_all")
def evaluate_all(timestamp: int) -> None:
    """Judge the newest weeks and days of every city where it is night, then all of them."""
    moment = dt.datetime.fromtimestamp(timestamp, tz=dt.UTC)
    with as_system("judge every city's newest weeks"):
        members = Authority.objects.filter(membership=Membership.MEMBER)
        due = [city for city in members if time_in(city, moment).hour == NIGHT]
        for city in due:
            evaluate_now(city)
        if due:
            evaluate_network()


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="threats.digests")
def write_digests(timestamp: int) -> None:
    """Write the weekly letters about alarms, on each city's Monday morning."""
    moment = dt.datetime.fromtimestamp(timestamp, tz=dt.UTC)
    with as_system("write letters about alarms"):
        for city in Authority.objects.filter(membership=Membership.MEMBER):
            there = time_in(city, moment)
            if there.weekday() == MONDAY and there.hour == MORNING:
                send_digest(city, there.date())


def evaluate_now(city: Authority) -> None:
    """Judge a city's newest weeks, and its days where a trigger has them checked."""
    evaluate(city)
    for trigger in checked_now(city):
        evaluate_days(city, trigger)
