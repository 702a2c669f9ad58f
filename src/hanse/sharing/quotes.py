"""The only code that says who said something, and the only code that notes it.

What may be shown of an author is written down once, as the chosen rule allows; the rest is kept
in a table that the author alone can read, so there is nothing a page could let slip.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hanse.accounts.models import User
from hanse.cities.models import Affiliation
from hanse.sharing.acting import acting
from hanse.sharing.actors import Person, actor_of
from hanse.sharing.models import Attribution, Authorship, Contribution


class NotForQuotationError(PermissionError):
    """The speaker asked that the words stay where they were said."""


class NotTheAuthorError(PermissionError):
    """Only who wrote something may change or take it back."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words and the line under them; `own` tells the author, and nobody else, that it is theirs."""

    words: str
    by: str
    own: bool = False


def quote(said: Contribution, words: str, reader: Person) -> Quote:
    """Return words with the only line that may stand under them."""
    own = wrote(said, reader)
    if said.attribution == Attribution.NO_QUOTE and not own:
        raise NotForQuotationError("These words are not for quotation.")
    return Quote(words=words, by=_line(said), own=own)


def quote_each(said: Sequence[tuple[Contribution, str]], reader: Person) -> list[Quote | None]:
    """Return each contribution's words as `quote` does, None for those not for quotation.

    One query tells a reader which are their own, however many there are.
    """
    mine = _own_among([contribution.record for contribution, _ in said], reader)
    return [
        Quote(words=words, by=_line(one), own=one.record in mine)
        if one.attribution != Attribution.NO_QUOTE or one.record in mine
        else None
        for one, words in said
    ]


def _own_among(records: Sequence[uuid.UUID], person: Person) -> set[uuid.UUID]:
    actor = actor_of(person)
    if actor.person_id is None or not records:
        return set()
    signed = Authorship.objects.filter(person=actor.person_id, record__in=records)
    return set(signed.values_list("record", flat=True))


def _line(said: Contribution) -> str:
    """Build the line from the credit alone; an empty credit is a participant."""
    credit = said.credit
    if said.attribution == Attribution.NAMED and credit:
        return ", ".join(filter(None, (credit.get(key) for key in ("name", "role", "city"))))
    if said.attribution == Attribution.ROLE and credit:
        return ", ".join(filter(None, (credit.get(key) for key in ("role", "kind"))))
    return _("a participant")


def sign(said: Contribution, author: User, affiliation: Affiliation | None) -> None:
    """Write the author of an unsaved contribution down: the credit openly, the rest sealed.

    Called before `said` is saved, in the same transaction: an author reads and writes what they
    signed, so a record that is stored already is never signed again.
    """
    if not said._state.adding:  # noqa: SLF001 - Django's documented door to this
        raise ValueError("A contribution is signed before it is stored.")
    said.credit = _credit(said.attribution, author, affiliation)
    with acting(actor_of(author)):
        Authorship.objects.create(record=said.record, person=author, attribution=said.attribution)


def sign_again(said: Contribution, author: User, affiliation: Affiliation | None) -> None:
    """Follow a change of the rule an author chose: what may be shown of them is written anew.

    Called by the author of a stored contribution alone, before it is saved; the row of somebody
    else is not there to be changed.
    """
    with acting(actor_of(author)):
        signed = Authorship.objects.filter(record=said.record, person=author)
        if not signed.delete()[0]:
            raise NotTheAuthorError("Only its author changes a contribution.")
        said.credit = _credit(said.attribution, author, affiliation)
        Authorship.objects.create(record=said.record, person=author, attribution=said.attribution)


def _credit(rule: str, author: User, affiliation: Affiliation | None) -> dict[str, str]:
    place = affiliation.authority if affiliation else None
    role = affiliation.get_role_display() if affiliation else ""
    if rule == Attribution.NAMED:
        full = {"name": author.get_full_name(), "role": role, "city": place.name if place else ""}
    elif rule == Attribution.ROLE:
        full = {"role": role, "kind": place.get_kind_display() if place else ""}
    else:
        full = {}
    return {key: str(value) for key, value in full.items() if value}


def wrote(said: Contribution, person: Person) -> bool:
    """Tell an author that a contribution is theirs; the database hides the row from others."""
    return bool(_own_among([said.record], person))
