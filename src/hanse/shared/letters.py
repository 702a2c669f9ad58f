"""Letters to people: one text, plain and as HTML, in the reader's language, and never twice.

A letter is a row before it is mail. The job that sends it claims the row first, in a transaction
of its own, so a second run finds nothing to do. A worker that dies in between leaves a letter in
doubt: it may have left, so it is not sent again by itself.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from procrastinate.contrib.django import app as procrastinate

from hanse.shared.models import Letter
from hanse.shared.network import current_network

SEND = "shared.send_letter"
_DOUBT = dt.timedelta(minutes=10)
_LEFT_LYING = dt.timedelta(hours=1)
_TOO_OLD = dt.timedelta(days=7)
_BELOW = "\n\n-- \n"  # the line that mail programs know a signature by
_CODE = re.compile(r"[A-Z0-9]{3,9}(-[A-Z0-9]{3,9})?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of a letter: words, or an address or a code that stands alone, to be used."""

    kind: Literal["words", "address", "code"]
    text: str


def letter(*, to: str, subject: str, text: str) -> EmailMultiAlternatives:
    """Write a letter in the language in force; its HTML is made from the text, so they agree.

    Both end with who writes, and above that with why one gets it, if the text is `explained`.
    """
    one_line = " ".join(subject.split())  # a header cannot be broken out of
    said, why = split(text)
    network = current_network()
    context = {
        "subject": one_line,
        "paragraphs": paragraphs(said),
        "why": why,
        "language": translation.get_language() or "en",
        "network": network,
        "address": settings.HANSE_ADDRESS,
    }
    below = "\n".join(filter(None, [why, network.name, settings.HANSE_ADDRESS]))
    # answering machines leave letters alone that say they come from one
    by_itself = {"Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(one_line, said + _BELOW + below, to=[to], headers=by_itself)
    mail.attach_alternative(render_to_string("shared/letter.html", context), "text/html")
    return mail


def explained(text: str, why: str) -> str:
    """Add below a text why its reader gets it, and how such letters stop if they can."""
    return text + _BELOW + why


def split(text: str) -> tuple[str, str]:
    """Return what a text says, and why its reader gets it."""
    said, _line, why = text.partition(_BELOW)
    return said, why


def paragraphs(text: str) -> list[Paragraph]:
    r"""Cut a text where its lines are empty, and tell apart what stands alone to be used.

    >>> [found.kind for found in paragraphs("Your code:\n\n4711-0815\n\nhttps://hanse.example/")]
    ['words', 'code', 'address']
    """
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return [Paragraph(_kind(part), part) for part in parts if part]


def _kind(part: str) -> Literal["words", "address", "code"]:
    if part.startswith(("https://", "http://")) and len(part.split()) == 1:
        return "address"
    return "code" if _CODE.fullmatch(part) else "words"


@transaction.atomic
def post(*, occasion: str, to: str, language: str, subject: str, text: str) -> bool:
    """Have a letter sent when the transaction holds; False when the recipient has heard of it.

    Subject and text are in the recipient's language already. A text with a secret does not belong
    here: it would lie in the database until it has left.
    """
    made, new = Letter.objects.get_or_create(
        occasion=occasion,
        email=to.strip().lower(),
        defaults={"language": language, "subject": " ".join(subject.split())[:300], "text": text},
    )
    if new:
        ask(made)
    return new


def ask(waiting: Letter) -> None:
    """Ask the worker to send a letter."""
    procrastinate.configure_task(SEND).defer(letter=str(waiting.pk))


def send(pk: str) -> None:
    """Send one letter: once, however often this runs."""
    if not Letter.objects.filter(pk=pk, claimed_at=None).update(claimed_at=timezone.now()):
        return
    claimed = Letter.objects.get(pk=pk)
    try:
        with translation.override(claimed.language):
            letter(to=claimed.email, subject=claimed.subject, text=claimed.text).send()
    except OSError:  # the mail server did not take it, so nobody has it
        Letter.objects.filter(pk=pk, sent_at=None).update(claimed_at=None)
        raise
    Letter.objects.filter(pk=pk).update(sent_at=timezone.now(), text="")


def ask_again() -> int:
    """Ask once more for letters that nobody took on; a mail server may have been away for hours."""
    now = timezone.now()
    lying = Letter.objects.filter(
        claimed_at=None, posted_at__lt=now - _LEFT_LYING, posted_at__gt=now - _TOO_OLD
    )
    for waiting in lying:
        ask(waiting)
    return len(lying)


def in_doubt() -> QuerySet[Letter]:
    """Return the letters taken on that perhaps never left: a process died over them."""
    return Letter.objects.filter(sent_at=None, claimed_at__lt=timezone.now() - _DOUBT)
