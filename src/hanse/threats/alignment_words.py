"""Alignment in words of the reader's language; the page and the paper say the same."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hanse.shared.numbers import percent, whole
from hanse.threats.insights.alignment import FEWEST_INCIDENTS, Line, Picture, View
from hanse.threats.models import Level
from hanse.threats.vocabulary import label_of


def headline(picture: Picture) -> str:
    """Say the index in one sentence, or why there is none."""
    if picture.index is not None:
        return _(
            "%(share)s of resources sit where the threat picture is; %(rest)s would have to move "
            "to match it."
        ) % {"share": percent(picture.index), "rest": percent(1 - picture.index)}
    if all(not line.resources for line in picture.lines):
        return _("No measure names the categories it is meant for, so there is no score yet.")
    return _(
        "Too few observations for a score: together they weigh like %(count)s, and %(needed)s are "
        "needed."
    ) % {"count": whole(picture.effective), "needed": whole(FEWEST_INCIDENTS)}


def interval(picture: Picture) -> str:
    """Say how sure the index is."""
    return _("With 90%% probability it lies between %(low)s and %(high)s.") % {
        "low": percent(picture.low),
        "high": percent(picture.high),
    }


def points(gap: float) -> str:
    """Write a gap in whole percentage points with its sign."""
    return f"{round(100 * gap):+d}".replace("-", "−") if round(100 * gap) else "0"  # noqa: RUF001 - the sign that is meant


def gap_span(line: Line) -> str:
    """Write the interval of a gap."""
    return _("%(low)s to %(high)s") % {"low": points(line.low), "high": points(line.high)}


def sureness(line: Line) -> str:
    """Say how probable it is that resources lie below, or above, the threat."""
    if line.under >= 1 / 2:
        return _("%(chance)s sure that it is below the threat") % {"chance": _chance(line)}
    return _("%(chance)s sure that it is above the threat") % {"chance": _chance(line)}


def sureness_short(line: Line) -> str:
    """Say the same in two words, for a narrow column."""
    if line.under >= 1 / 2:
        return _("%(chance)s below") % {"chance": _chance(line)}
    return _("%(chance)s above") % {"chance": _chance(line)}


def _chance(line: Line) -> str:
    return percent(min(max(line.under, 1 - line.under), 0.99))


def trend(line: Line) -> str:
    """Say where a category is going; an open alarm comes first."""
    return _("Alarm is open") if line.alarmed else direction(line)


def direction(line: Line) -> str:
    """Say where a category is going from year to year."""
    return {
        "rising": _("Rising"),
        "falling": _("Falling"),
        "steady": _("No clear change"),
        "": _("Nothing observed"),
    }[line.trend]


def flags(line: Line) -> list[str]:
    """Name what stands out."""
    found = []
    if line.verdict == "under":
        found.append(_("Under-resourced"))
    if line.verdict == "over":
        found.append(_("Over-resourced"))
    if line.blind_spot:
        found.append(_("Blind spot"))
    if line.review:
        found.append(_("Review, or under-reporting?"))
    return found


def flags_in_full(line: Line) -> list[str]:
    """Say what stands out in sentences, for those who read one page of it."""
    found = []
    if line.verdict == "under":
        found.append(
            _("Under-resourced: its share of the resources is below its share of the threat.")
        )
    if line.verdict == "over":
        found.append(
            _("Over-resourced: its share of the resources is above its share of the threat.")
        )
    if line.blind_spot:
        found.append(_("Blind spot: it is rising, and policy hardly names it."))
    if line.review:
        found.append(_("To be looked at: resources without reports may mean that nobody reports."))
    return found


def outstanding(lines: Iterable[Line]) -> tuple[str, ...]:
    """Name what stands out, one kind after the other, each with its categories."""
    named: dict[str, list[str]] = {}
    for line in lines:
        for flag in flags(line):
            named.setdefault(flag, []).append(label_of(line.category))
    return tuple(f"{flag}: {', '.join(found)}" for flag, found in named.items())


def policy_scale() -> str:
    """Say what the levels of policy mean, for a column of their numbers."""
    return _("Policy: %(levels)s.") % {
        "levels": "; ".join(str(level.label).replace(":", "") for level in Level)
    }


def view_name(view: View) -> str:
    """Name the assumption under which the index was worked out again."""
    return {
        "equal weights": _("If every incident weighed the same"),
        "general spread": _("If general measures followed the threat"),
        "reporting rate": _("If all cases were reported"),
    }[view.key]


def caveats() -> tuple[str, ...]:
    """Say what the score does not say; printed wherever the score is."""
    return (
        _(
            "Proportional is not optimal: prevention lowers counts, measures differ in cost, and "
            "groups that report less need more."
        ),
        _(
            "How heavily severity and credibility weigh is a choice, not a fact; the score with "
            "equal weights stands beside."
        ),
        _("The declared split of each measure is taken as given."),
        _(
            "The index is our own: no published method measures a city's spending against its "
            "incidents."
        ),
        _("A category with few reports may be one that is not reported."),
    )
