"""What the demonstration's cities do about what they observe: measures, policy, alarms, releases.

All of it is simulated. Bratislava spends little where its planted rise is, so that its page shows
a gap; all of them publish, several of each side for everybody, so that sides can be added up.
"""

from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app as procrastinate
from procrastinate.contrib.django.models import ProcrastinateJob

from hanse.cities.models import Authority
from hanse.sharing.actors import Actor
from hanse.sharing.labels import SharingLabel
from hanse.threats import furnish_history
from hanse.threats.actions.alarms import agree, answer, evaluate, evaluate_days, evaluate_network
from hanse.threats.actions.releasing import NothingToPublishError, publish
from hanse.threats.counts import WEEK
from hanse.threats.models import Alarm, Coverage, Measure, Status, Trigger
from hanse.threats.models.triggers import ONE_DAY
from hanse.threats.queries import monday_of
from hanse.threats.vocabulary import EVERYTHING

RISING = "bratislava"
PUBLISH = "threats.publish_simulated"
NOBODY = Actor(system="furnish the demonstration")
CITIES = ("bratislava", "denver", "helsinki", "oslo", "stockholm", "the-hague", "toronto")
# attacking a table takes half a second: one city of each side publishes at once, the others by jobs
AT_ONCE = ("denver", "stockholm")
MORE = tuple(plan.slug for plan in furnish_history.PUBLISHERS)
BY_JOBS = ("oslo", "the-hague", "toronto", *MORE, "bratislava", "helsinki")
OPEN_TO_ALL = frozenset({*AT_ONCE, "oslo", "the-hague", "toronto", *MORE})
MEASURES: tuple[tuple[str, int, dict[str, int]], ...] = (
    ("Advice and support for those affected", 240_000, {"racism": 50, "anti-muslim": 50}),
    ("Exit and prevention programme", 310_000, {"extreme-right": 70, "religious-extremism": 30}),
    ("Schools speak up", 120_000, {"misogyny": 40, "sexual-orientation": 40, "antisemitism": 20}),
    ("Neighbourhood dialogues", 90_000, {"anti-migrant": 100}),
    ("Open house of the city", 200_000, {}),
)
POLICY: tuple[tuple[str, int, str], ...] = (
    ("antisemitism", 1, "Strategy against hate, simulated, page 4"),
    ("anti-muslim", 3, "Budget, simulated, page 12"),
    ("racism", 3, "Budget, simulated, page 12"),
    ("misogyny", 2, "Equality plan, simulated"),
    ("extreme-right", 4, "Evaluation report, simulated"),
)


def furnish() -> None:
    """Let the cities that observe also act, unless one has measures already."""
    if Measure.objects.exists():
        return
    year = timezone.localdate().year
    for city in Authority.objects.filter(slug__in=CITIES).order_by("slug"):
        _measures(city, year)
        agree(city, NOBODY, alarms=True)
        evaluate(city)
        if city.slug in AT_ONCE:
            publish_simulated(city.slug)
    for slug in BY_JOBS:
        if Authority.objects.filter(slug=slug).exists():
            procrastinate.configure_task(PUBLISH).defer(city=slug)
    _trigger()
    evaluate_network()
    _answer()


def _trigger() -> None:
    """Have the days of the planted rise checked one by one, as after an attack abroad."""
    city = Authority.objects.filter(slug=RISING).first()
    if city is None:
        return
    happened = monday_of(timezone.localdate()) - 3 * WEEK + ONE_DAY
    declared = Trigger.objects.create(
        owner=city,
        title="Simulated: attack on a place of worship in another country",
        happens_on=happened,
        first_day=happened,
        last_day=happened + 28 * ONE_DAY,
        simulated=True,
    )
    evaluate_days(city, declared)


def _measures(city: Authority, year: int) -> None:
    currency = {"US": "USD", "CA": "CAD", "NO": "NOK", "SE": "SEK"}.get(city.country, "EUR")
    Measure.objects.bulk_create(
        Measure(
            owner=city,
            name=name,
            year=year,
            amount=Decimal(amount),
            currency=currency,
            split=split,
            source="Simulated budget",
            simulated=True,
        )
        for name, amount, split in MEASURES
    )
    Coverage.objects.bulk_create(
        Coverage(owner=city, category=category, level=level, source=source, simulated=True)
        for category, level, source in POLICY
    )


def still_publishing() -> int:
    """Return how many of the demonstration's cities the worker has still to publish for."""
    if not settings.DEMO:
        return 0
    return ProcrastinateJob.objects.filter(task_name=PUBLISH, status__in=["todo", "doing"]).count()


def publish_simulated(slug: str) -> None:
    """Publish the table of one of the demonstration's cities."""
    city = Authority.objects.get(slug=slug)
    furnish_history.complete(city)
    label = SharingLabel.CLEAR if city.slug in OPEN_TO_ALL else SharingLabel.GREEN
    try:
        publish(city, NOBODY, label=label)
    except NothingToPublishError:
        return


def _answer() -> None:
    """Answer one alarm, so that the record of the detectors is not empty."""
    first = Alarm.objects.filter(category=EVERYTHING).select_related("owner").first()
    if first:
        reason = "Simulated: the rise is real and concerns one category."
        answer(first, NOBODY, status=Status.EXPLAINED, reason=reason, action="Talks with schools")
