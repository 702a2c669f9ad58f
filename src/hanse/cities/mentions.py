"""Where names stand in what cities and applicants wrote, as far as the network's staff reads it."""

from collections.abc import Iterator

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hanse.accounts.mentions import Mention, Sought
from hanse.accounts.models import User
from hanse.cities.models import Application, Contact, MembershipEvent
from hanse.cities.queries import shared_labels

_KINDS = {
    "contact": (gettext_noop("Contact of a city"), "cities:city"),
    "application": (gettext_noop("Application"), "cities:decide"),
    "membership": (gettext_noop("Membership"), "cities:membership"),
}


def mentions(name: Sought, reader: User) -> Iterator[Mention]:
    """Yield contacts, applications and reasons of memberships that hold a name."""
    told = sorted(shared_labels(reader))
    contacts = Contact.objects.filter(name.asked("name", "post", "email"), sharing_label__in=told)
    applications = Application.objects.filter(name.asked("applicant", "post", "message", "reason"))
    turns = MembershipEvent.objects.filter(name.asked("reason", "source"))
    of_city = (F("authority__name"), F("authority__slug"))
    applied = _joined("applicant", "post", "message", "reason")
    rows = contacts.order_by().values_list(
        _said("contact"), *of_city, _joined("post", "name", "email")
    )
    rows = rows.union(
        applications.order_by().values_list(
            _said("application"), F("name"), Cast("id", CharField()), applied
        ),
        turns.order_by().values_list(_said("membership"), *of_city, _joined("reason", "source")),
        all=True,
    )
    for kind, title, key, text in rows:
        words, view = _KINDS[kind]
        yield Mention(_(words), title, name.around(text), reverse(view, args=[key]))


def _joined(*columns: str) -> Concat:
    spaced = [part for column in columns for part in (F(column), Value(" "))]
    return Concat(*spaced, output_field=TextField())


def _said(kind: str) -> Value:
    return Value(kind, output_field=CharField())
