"""The sentences of a brief, from its numbers, one function each: English unless a page asks."""

from collections.abc import Sequence

from hanse.findings.brief.model import BriefBloc, BriefFinding
from hanse.findings.brief.tongue import ENGLISH, Tongue

EVERYONE = "everyone"
ALSO_BACKED = "What people who agree also back"  # voted for, not argued for
BACKED_AGAINST = "What people who disagree back"
LABELS = {
    "consensus": "Agreed on every side",
    "likely": "Probably agreed",
    "split": "Blocs differ",
    "open": "Still open",
    "insufficient": "Not enough voices",
}
LABELS_OF_ALL = LABELS | {
    "consensus": "A majority agrees",
    "likely": "A majority probably agrees",
}


def percent(share: float) -> str:
    """Write a share in 0..1 as whole per cent.

    >>> percent(0.914)
    '91%'
    """
    return ENGLISH.percent(share)


def span(low: float, high: float, tongue: Tongue = ENGLISH) -> str:
    """Write an interval of shares in whole per cent."""
    words = {"low": tongue.whole(round(100 * low)), "high": tongue.percent(high)}
    return tongue.gettext("%(low)s to %(high)s") % words


def whole(number: int) -> str:
    """Write a whole number with thousands separators."""
    return ENGLISH.whole(number)


def count(number: int, one: str, many: str) -> str:
    """Write a number with its noun."""
    return f"{whole(number)} {one if number == 1 else many}"


def shortened(text: str, most: int) -> str:
    """Set a text on one line and end it, after a word if one ends near, when it is too long.

    >>> shortened("Cities  should listen.", 22), shortened("Cities should listen.", 16)
    ('Cities should listen.', 'Cities should…')
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    after_a_word = line[:most].rpartition(" ")[0]
    return f"{after_a_word if 2 * len(after_a_word) > most else line[:most]}…"


def name_of(bloc: BriefBloc, tongue: Tongue = ENGLISH) -> str:
    """Name a bloc as the reader meets it."""
    return tongue.gettext("Everyone") if bloc.attribute == EVERYONE else bloc.level


def label_text(finding: BriefFinding) -> str:
    """Say what may be said of a finding."""
    compared = any(bloc.attribute != EVERYONE for bloc in finding.blocs)
    if finding.kind == "disagreement":
        return "Open disagreement"
    return (LABELS if compared else LABELS_OF_ALL).get(finding.label, finding.label)


def figure_title(kind: str, blocs: Sequence[BriefBloc], tongue: Tongue = ENGLISH) -> str:
    """State in one line what the intervals of a finding show."""
    if not blocs:
        return tongue.gettext("No bloc has ten voices")
    leading = leading_blocs(kind, blocs)
    low, high = (choose(leading, key=lambda bloc: bloc.mean) for choose in (min, max))
    words = {
        "low": tongue.percent(low.mean),
        "least": name_of(low, tongue),
        "high": tongue.percent(high.mean),
        "most": name_of(high, tongue),
        "span": span(high.low, high.high, tongue),
    }
    if len(leading) == 1:
        return tongue.gettext("%(high)s agree; with 95%% probability %(span)s") % words
    if words["low"] == words["high"]:
        return tongue.gettext("%(high)s agree in every bloc") % words
    if kind == "disagreement":
        return tongue.gettext("%(high)s agree in %(most)s, %(low)s in %(least)s") % words
    return tongue.gettext("From %(low)s (%(least)s) to %(high)s (%(most)s) agree") % words


def who_disagrees(
    blocs: Sequence[BriefBloc], kind: str = "agreement", tongue: Tongue = ENGLISH
) -> str:
    """Name the bloc that agrees least, and how many people in it disagree."""
    if not blocs:
        return ""
    leading = leading_blocs(kind, blocs)
    least = min(leading, key=lambda bloc: (bloc.mean, not bloc.disagree))
    words = {
        "bloc": name_of(least, tongue),
        "number": tongue.whole(least.disagree),
        "voices": _voices(least.voices, tongue),
        "share": tongue.percent(least.disagree / least.voices if least.voices else 0.0),
    }
    if not any(bloc.disagree for bloc in leading):
        words["voices"] = _voices(sum(bloc.voices for bloc in leading), tongue)
        return tongue.gettext("None of the %(voices)s disagrees.") % words
    if len(leading) > 1:
        said = tongue.gettext(
            "Strongest in %(bloc)s: %(number)s of %(voices)s (%(share)s) disagree."
        )
        return said % words
    people = tongue.ngettext("%(number)s person", "%(number)s people", least.passed)
    words["people"] = people % {"number": tongue.whole(least.passed)}
    said = tongue.gettext("%(number)s of %(voices)s (%(share)s) disagree; %(people)s passed.")
    return said % words


def _voices(number: int, tongue: Tongue) -> str:
    said = tongue.ngettext("%(number)s voice", "%(number)s voices", number)
    return said % {"number": tongue.whole(number)}


def stability_text(in_top_ten: float | None, replicates: int, tongue: Tongue = ENGLISH) -> str:
    """Say how a finding would fare if other people of the same kind had come."""
    if in_top_ten is None:
        return ""
    said = tongue.gettext(
        "Among the ten statements agreed most widely in %(share)s of %(number)s resamples."
    )
    return said % {"share": tongue.percent(in_top_ten), "number": tongue.whole(replicates)}


def missing_text(missing: Sequence[tuple[str, str]], tongue: Tongue = ENGLISH) -> str:
    """Name the blocs about which a finding makes no claim."""
    if not missing:
        return ""
    said = tongue.gettext("Not enough voices from %(blocs)s; ten are needed.")
    return said % {"blocs": _listed([level for _, level in missing], tongue)}


def withheld_text(withheld: Sequence[tuple[str, str]], tongue: Tongue = ENGLISH) -> str:
    """Name the blocs that are hidden to protect a smaller one."""
    if not withheld:
        return ""
    said = tongue.gettext("Not shown, so that a smaller bloc cannot be worked out: %(blocs)s.")
    return said % {"blocs": _listed([level for _, level in withheld], tongue)}


def picture_text(blocs: Sequence[BriefBloc]) -> str:
    """Describe an interval figure for those who cannot see it."""
    return " ".join(bloc_text(bloc) for bloc in blocs)


def bloc_text(bloc: BriefBloc) -> str:
    """Describe one interval."""
    return (
        f"{name_of(bloc)}: {percent(bloc.mean)} agree, interval {span(bloc.low, bloc.high)},"
        f" {count(bloc.voices, 'voice', 'voices')}."
    )


def leading_blocs(kind: str, blocs: Sequence[BriefBloc]) -> list[BriefBloc]:
    """Blocs of the attribute a finding speaks of: the first one, or the one that divides most."""
    attributes = list(dict.fromkeys(bloc.attribute for bloc in blocs if bloc.attribute != EVERYONE))
    if not attributes:
        return list(blocs)
    means = {name: [b.mean for b in blocs if b.attribute == name] for name in attributes}
    widest = max(attributes, key=lambda name: max(means[name]) - min(means[name]))
    telling = widest if kind == "disagreement" else attributes[0]
    return [bloc for bloc in blocs if bloc.attribute == telling]


def _listed(names: Sequence[str], tongue: Tongue) -> str:
    if len(names) == 1:
        return names[0]
    words = {"first": ", ".join(names[:-1]), "last": names[-1]}
    return tongue.gettext("%(first)s and %(last)s") % words
