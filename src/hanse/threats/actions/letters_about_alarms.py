"""Letters about alarms: that there are some, and never what they count."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.shared import letters
from hanse.threats.models import Alarm, DigestChoice, Status
from hanse.threats.queries.alarms import readers_of_letters
from hanse.threats.queries.local_time import zone_of

WEEK = dt.timedelta(weeks=1)


def tell_at_once(city: Authority, alarms: Sequence[Alarm]) -> None:
    """Write to those of a city who want to hear of each alarm."""
    newest = max(alarm.pk for alarm in alarms)
    for person in readers_of_letters(city, DigestChoice.How.AT_ONCE):
        _write(person, city, len(alarms), f"alarms:{city.pk}:{newest}")


def send_digest(city: Authority, today: dt.date) -> int:
    """Write the weekly letter of a city in which an alarm is new; return how many."""
    until = dt.datetime.combine(today, dt.time.max, zone_of(city))
    recent = Alarm.objects.filter(
        owner=city, status=Status.NEW, raised_at__gt=until - WEEK, raised_at__lte=until
    )
    number = recent.count()
    if not number:
        return 0
    return sum(
        _write(person, city, number, f"digest:{city.pk}:{today.isoformat()}")
        for person in readers_of_letters(city, DigestChoice.How.WEEKLY)
    )


def _write(person: User, city: Authority, number: int, occasion: str) -> bool:
    """Say how many alarms wait; mail is no place for what they are about."""
    with translation.override(person.language):
        subject = ngettext(
            "%(number)s alarm waits in %(city)s", "%(number)s alarms wait in %(city)s", number
        ) % {"number": number, "city": city.name}
        text = "\n\n".join(
            [
                _("Hello %(name)s,") % {"name": person.get_full_name()},
                subject + ".",
                _("Sign in to see what they are about; mail is no place for it."),
                settings.HANSE_ADDRESS + reverse("threats:alarms"),
            ]
        )
        why = _(
            "You get this letter because you may see the alarms of %(city)s. You choose on the "
            "page of the alarms whether and when such letters come."
        ) % {"city": city.name}
    return letters.post(
        occasion=occasion,
        to=person.email,
        language=person.language,
        subject=subject,
        text=letters.explained(text, why),
    )
