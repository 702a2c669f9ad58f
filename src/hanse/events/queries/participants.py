"""Who may learn which cities and people come to an event; the rule of the meeting decides.

| rule of the meeting | cities | names of those who agreed | to take along |
| --- | --- | --- | --- |
| public | everybody who sees the event | who comes, the secretariat | yes |
| members of the network | members, the secretariat | also whom they let find them | yes |
| Chatham House Rule, or not known | who comes, the secretariat | the same | no |

Only cities that have a place are listed. What is taken along never says more than the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from hanse.accounts.models import NetworkRole
from hanse.cities.models import Authority
from hanse.events.models import Event, Registration
from hanse.sharing.acting import as_system
from hanse.sharing.actors import Actor, Person, actor_of
from hanse.sharing.finding import may_find

Rule = Event.Rule
_COMING = Registration.State.ACCEPTED
_STAFF = (NetworkRole.SECRETARIAT, NetworkRole.STEWARD)


@dataclass(frozen=True, slots=True)
class Coming:
    """A city that comes, and who for it, where that may be told."""

    city: Authority
    name: str = ""


@dataclass(frozen=True, slots=True)
class Participants:
    """The list as one reader may see it; `unnamed` counts those who are listed without a name."""

    coming: list[Coming]
    names: bool
    to_take_along: bool
    unnamed: int


def participants_of(event: Event, person: Person) -> Participants | None:
    """Return who comes, as far as this reader may know; None when they may know nothing."""
    actor = actor_of(person)
    in_the_room = _is_in_the_room(event, actor)
    if not (in_the_room or _sees_cities(event, actor)):
        return None
    with as_system("list who comes as the rule of the meeting allows"):
        rows = list(_places(event))
    coming = [
        Coming(row.authority, _name(row, actor, in_the_room=in_the_room, rule=event.rule))
        for row in rows
    ]
    names = in_the_room or any(one.name for one in coming)
    return Participants(
        coming=coming,
        names=names,
        to_take_along=event.rule in (Rule.PUBLIC, Rule.MEMBERS),
        unnamed=sum(not one.name for one in coming) if names else 0,
    )


def _name(row: Registration, actor: Actor, *, in_the_room: bool, rule: str) -> str:
    """Return the name of somebody who agreed to be listed, to those they let find them."""
    if row.person is None or not row.named:
        return ""
    told = rule == Rule.MEMBERS and may_find(actor, row.person, row.authority_id)
    return str(row.person) if in_the_room or told else ""


def anybody_comes(event: Event, person: Person, own: Iterable[Registration]) -> bool:
    """Tell whether there is a list that this reader may open; `own` are their cities' places."""
    actor = actor_of(person)
    if any(row.person_id == actor.person_id and row.state == _COMING for row in own):
        return True
    if not (_sees_cities(event, actor) or _keeps_the_places(actor)):
        return False
    with as_system("look whether anybody comes"):
        return Registration.objects.filter(event=event, state=_COMING).exists()


def _places(event: Event) -> QuerySet[Registration]:
    held = Registration.objects.filter(event=event, state=_COMING)
    return held.select_related("authority", "person").order_by(
        "authority__country", "authority__name", "pk"
    )


def _sees_cities(event: Event, actor: Actor) -> bool:
    if event.rule == Rule.PUBLIC:
        return True
    return event.rule == Rule.MEMBERS and (actor.member or actor.network_role in _STAFF)


def _keeps_the_places(actor: Actor) -> bool:
    return actor.mfa and actor.network_role == NetworkRole.SECRETARIAT


def _is_in_the_room(event: Event, actor: Actor) -> bool:
    """Have a place oneself, or keep the places."""
    if not actor.mfa or actor.person_id is None:
        return False
    if _keeps_the_places(actor):
        return True
    return Registration.objects.filter(
        event=event,
        person=actor.person_id,
        authority__in=actor.cities,
        state=_COMING,
    ).exists()
