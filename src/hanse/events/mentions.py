"""Where names stand in what is kept of events and the search does not hold: reasons, drafts.

Feedback is left out: its words are shown only once there are enough answers.
"""

from collections.abc import Iterator

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hanse.accounts.mentions import Mention, Sought
from hanse.accounts.models import User
from hanse.events.models import Report, ReportPart, Turn
from hanse.events.queries import registrations_for, visible_to
from hanse.events.queries.room import reports_for

_KINDS = {
    "turn": (gettext_noop("Why an event changed"), "events:event"),
    "answer": (gettext_noop("Answer to an invitation"), "events:plan"),
    "draft": (gettext_noop("Report"), "events:edit-report"),
}


def mentions(name: Sought, reader: User) -> Iterator[Mention]:
    """Yield reasons and sentences of drafts that hold a name."""
    seen = visible_to(reader)
    turns = Turn.objects.filter(name.asked("reason"), event__in=seen)
    kept = registrations_for(reader).filter(event__in=seen)
    answers = kept.filter(name.asked("reason", "withdrawn_because"))
    unfinished = reports_for(reader).filter(status=Report.Status.DRAFT)
    drafts = ReportPart.objects.filter(name.asked("text"), report__in=unfinished)
    rows = turns.order_by().values_list(*_row("turn"), F("reason"))
    rows = rows.union(
        answers.order_by().values_list(
            *_row("answer"), Concat("reason", Value(" "), "withdrawn_because")
        ),
        drafts.order_by().values_list(*_row("draft", "report__event"), F("text")),
        all=True,
    )
    for kind, title, slug, text in rows:
        words, view = _KINDS[kind]
        yield Mention(_(words), title, name.around(text), reverse(view, args=[slug]))


def _row(kind: str, event: str = "event") -> tuple[Value, F, F]:
    return (Value(kind, output_field=CharField()), F(f"{event}__title"), F(f"{event}__slug"))
