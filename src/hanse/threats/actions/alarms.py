"""Judge a city's newest weeks and months, keep the alarms, and answer them."""

import datetime as dt
from collections import defaultdict
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app as procrastinate

from hanse.accounts.models import User
from hanse.cities.models import Authority, Membership
from hanse.sharing import audit
from hanse.sharing.actors import Actor, Person
from hanse.sharing.labels import SharingLabel
from hanse.threats.actions.letters_about_alarms import tell_at_once
from hanse.threats.insights.alarms import (
    METHOD,
    PARAMS,
    PARAMS_OF_MONTHS,
    Judged,
    judge_newest,
    stands_in_network,
)
from hanse.threats.insights.daily import METHOD as DAILY_METHOD
from hanse.threats.insights.daily import PARAMS as DAILY_PARAMS
from hanse.threats.insights.daily import judge_days
from hanse.threats.models import (
    Agreement,
    Alarm,
    Band,
    Eep,
    Evaluation,
    Notice,
    Observation,
    Status,
    Trigger,
)
from hanse.threats.models.triggers import LATE, ONE_DAY
from hanse.threats.queries import monthly_counts, weekly_counts
from hanse.threats.queries.alarms import agrees, contributing, excluded_periods
from hanse.threats.queries.daily import daily_counts, levels_of
from hanse.threats.queries.local_time import today_in

EVALUATE = "threats.evaluate"
WATCHED = (Eep.EVIDENCED, Eep.EXPERIENCED)  # forecasts are no counts of anything
TWICE = 2.0


def ask_to_evaluate(city: Authority) -> None:
    """Have the worker judge a city's newest weeks and months, for example after an import."""
    procrastinate.configure_task(EVALUATE).defer(city=str(city.pk))


@transaction.atomic
def evaluate(city: Authority, *, as_of: dt.datetime | None = None) -> Evaluation | None:
    """Judge the newest weeks and months as known at a moment, and bring the alarms up to date.

    An incident stands in a week, or in a month where no day of it is known, and never in both.
    """
    every = [
        (eep, one)
        for eep in WATCHED
        for count, by_month in ((weekly_counts, False), (monthly_counts, True))
        for one in judge_newest(
            count(city, as_of=as_of, eep=eep), excluded_periods(city, eep, by_month=by_month)
        )
    ]
    return _conclude(city, every, as_of) if every else None


@transaction.atomic
def evaluate_days(
    city: Authority, trigger: Trigger, *, as_of: dt.datetime | None = None
) -> Evaluation | None:
    """Judge the newest days after a trigger as known at a moment; the first look judges all.

    Only the newest seven days raise alarms: what is longer ago is drawn, and waits for nobody.
    """
    newest = today_in(city, as_of) - LATE - ONE_DAY
    every = [
        (eep, one)
        for eep in WATCHED
        for one in judge_days(
            daily_counts(city, trigger, eep=eep, as_of=as_of),
            since=newest,
            raised=levels_of(city, trigger, eep),
        )
    ]
    if Evaluation.objects.filter(owner=city, trigger=trigger).exists():
        every = [(eep, one) for eep, one in every if one.day and one.day >= newest]
    return _conclude(city, every, as_of, trigger) if every else None


def evaluate_network() -> int:
    """Say which alarms stand among all series of their week or month, and tell the network."""
    members = Authority.objects.filter(membership=Membership.MEMBER).values("pk")
    weekly = Evaluation.objects.filter(owner__in=members, trigger=None)
    newest = weekly.order_by("owner_id", "-as_of", "-id")
    together: dict[tuple[str, str | None], list[tuple[Any, dict[str, Any]]]] = defaultdict(list)
    for evaluation in newest.distinct("owner_id"):
        for result in evaluation.results:
            if result["eep"] == Eep.EVIDENCED:
                together[result["week"], result.get("month")].append((evaluation.owner_id, result))
    changed = 0
    for (week, month), found in together.items():
        of_them = Alarm.objects.filter(week=week, month=month, day=None)
        flags = stands_in_network([result["p_value"] for _, result in found])
        for (owner, result), stands in zip(found, flags, strict=True):
            changed += of_them.filter(
                owner=owner, category=result["series"], eep=Eep.EVIDENCED
            ).update(network=stands)
        for alarm in of_them.select_related("owner"):
            tell_network(alarm)
    return changed


@transaction.atomic
def answer(
    alarm: Alarm,
    person: Person | Actor,
    *,
    status: str,
    reason: str = "",
    in_charge: User | None = None,
    action: str = "",
) -> None:
    """Say what an alarm was, who is in charge and what is done."""
    audit.record("answer an alarm", alarm, person, before=alarm.status, after=status)
    alarm.status, alarm.reason, alarm.in_charge, alarm.action = status, reason, in_charge, action
    alarm.save(update_fields=["status", "reason", "in_charge", "action"])
    tell_network(alarm)


@transaction.atomic
def leave_out(alarm: Alarm, person: Person | Actor, *, excluded: bool) -> None:
    """Leave a confirmed outbreak out of later baselines, or take it back in."""
    verb = "leave a week out of the baseline" if excluded else "take a week back in"
    if alarm.month:
        verb = "leave a month out of the baseline" if excluded else "take a month back in"
    audit.record(verb, alarm, person, week=str(alarm.first_day), category=alarm.category)
    alarm.excluded = excluded
    alarm.save(update_fields=["excluded"])


@transaction.atomic
def hold_back(alarm: Alarm, person: Person | Actor, *, held: bool) -> None:
    """Keep an alarm from the network, or let it go out again."""
    audit.record("hold an alarm back" if held else "share an alarm", alarm, person)
    alarm.held_back = held
    alarm.save(update_fields=["held_back"])
    tell_network(alarm)


@transaction.atomic
def agree(city: Authority, person: Person | Actor, *, alarms: bool) -> None:
    """Let the network hear of a city's alarms, or no longer."""
    kept, _new = Agreement.objects.update_or_create(owner=city, defaults={"alarms": alarms})
    audit.record("agree to share alarms" if alarms else "stop sharing alarms", kept, person)
    for alarm in Alarm.objects.filter(owner=city).select_related("owner"):
        tell_network(alarm)


def tell_network(alarm: Alarm) -> None:
    """Bring what the network hears up to date: state, band and time, and never a count."""
    city = alarm.owner
    public = city and agrees(city) and not alarm.held_back and alarm.eep == Eep.EVIDENCED
    public = public and alarm.day is None  # the daily check stays with the city
    if not public or not alarm.stands or alarm.status == Status.DISMISSED:
        Notice.objects.filter(alarm=alarm).delete()
        return
    Notice.objects.update_or_create(
        alarm=alarm,
        defaults={
            "owner": city,
            "sharing_label": SharingLabel.GREEN,
            "simulated": alarm.simulated,
            "category": alarm.category,
            "week": alarm.week,
            "month": alarm.month,
            "band": _band(alarm),
            "status": alarm.status,
            "network": alarm.network,
        },
    )


def _conclude(
    city: Authority,
    every: list[tuple[Eep, Judged]],
    as_of: dt.datetime | None,
    trigger: Trigger | None = None,
) -> Evaluation:
    """Write down what was judged, raise the alarms, and write to whom they concern."""
    weeks = [one.week for _, one in every]
    made = Evaluation.objects.create(
        owner=city,
        as_of=as_of or timezone.now(),
        first_week=min(weeks),
        last_week=max(weeks),
        method=DAILY_METHOD if trigger else METHOD,
        results=[_result(eep, one) for eep, one in every],
        trigger=trigger,
        simulated=Observation.objects.filter(owner=city, simulated=True).exists(),
    )
    raised = [new for eep, one in every if (new := _keep(city, made, eep, one))]
    if raised:
        tell_at_once(city, raised)
    return made


def _keep(city: Authority, made: Evaluation, eep: str, one: Judged) -> Alarm | None:
    """Raise an alarm, or bring one up to date; return it when it is new."""
    own = {"owner": city, "category": one.series, "eep": eep, "week": one.week}
    own |= {"day": one.day, "month": one.month, "trigger": made.trigger}
    known = Alarm.objects.filter(**own).first()
    if known is None and not one.loud:
        return None
    alarm = known or Alarm(**own, raised_by=made, simulated=made.simulated)
    alarm.stands = one.raised
    if one.raised:
        alarm.detector, alarm.method = one.detector, made.method
        alarm.params = DAILY_PARAMS if one.day else PARAMS_OF_MONTHS if one.month else PARAMS
        alarm.observed, alarm.expected = int(one.observed or 0), one.expected
        alarm.threshold, alarm.p_value = one.threshold, one.p_value
        alarm.watch, alarm.sustained = one.watch, one.sustained
        alarm.baseline_first, alarm.baseline_last, alarm.baseline_weeks = one.baseline
        alarm.observations = [observation.record for observation in contributing(alarm)]
    alarm.save()
    tell_network(alarm)
    return None if known else alarm


def _result(eep: str, one: Judged) -> dict[str, Any]:
    plain = asdict(one) | {"eep": eep, "week": one.week.isoformat()}
    plain["day"] = one.day.isoformat() if one.day else None
    plain["month"] = one.month.isoformat() if one.month else None
    plain["baseline"] = [str(part) for part in one.baseline]
    return plain


def _band(alarm: Alarm) -> Band:
    high = alarm.expected is not None and alarm.observed > TWICE * alarm.expected
    return Band.HIGH if high else Band.RAISED
