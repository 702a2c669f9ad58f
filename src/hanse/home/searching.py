"""Finds what a reader asks for among what they may see, and no more than that."""

import datetime as dt
import re
from dataclasses import dataclass
from zlib import crc32

from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hanse.home.models import SearchEntry
from hanse.home.search_index import declared
from hanse.home.search_sql import MOST_COUNTED, MOST_RANKED
from hanse.shared.sharing_labels import SharingLabel
from hanse.sharing.actors import Person, actor_of
from hanse.sharing.finding import is_inside
from hanse.sharing.policy import readable

PER_PAGE = 20
_BEGIN, _END = "\x02", "\x03"  # around what was found; taken out of the text before
_MARKED = (
    f"ts_headline(search_configuration(language), translate({{}}, '{_BEGIN}{_END}', ''),"
    " websearch_to_tsquery(search_configuration(language), %s),"
    f" 'StartSel={_BEGIN}, StopSel={_END}, {{}}')"
)
_TITLE = _MARKED.format("title", "HighlightAll=true")
_EXCERPT = (
    "CASE WHEN telling AND sharing_label <> 'red' THEN "
    + _MARKED.format(
        "words", 'MaxFragments=2, MaxWords=30, MinWords=12, ShortWord=0, FragmentDelimiter=" … "'
    )
    + " ELSE '' END"
)
_LONG_WORDS = re.compile(r"[^\W\d_]{4,40}")
_MOST_WORDS = 6  # of a question without answer, that others are offered for


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks for; an empty kind is every kind."""

    words: str
    kind: str = ""
    newest: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; title and excerpt are escaped, with what was asked for marked."""

    kind: str
    title: SafeString
    excerpt: SafeString
    address: str
    label: str
    language: str
    day: dt.date | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, and how much there is of each kind.

    Counts end at MOST_COUNTED; one above it stands for more. `ranked` is how many can be paged
    through: of each kind the MOST_RANKED newest are.
    """

    hits: tuple[Hit, ...]
    counts: dict[str, int]
    ranked: int

    @property
    def everything(self) -> int:
        """Return how much was found of all kinds."""
        return sum(self.counts.values())


def visible_to(person: Person) -> QuerySet[SearchEntry]:
    """Return the entries this reader may see."""
    actor = actor_of(person)
    found = readable(SearchEntry.objects.all(), actor)
    return found if is_inside(actor) else found.filter(inside=False)


def find(asked: Asked, person: Person) -> Found:
    """Return one page of what a reader asks for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM search_found(%s, %s)", [asked.words, asked.kind or None])
        rows = cursor.fetchall()
    counts = {
        kind: min(number, MOST_COUNTED + 1)
        for entry, kind, _score, _day, number in rows
        if entry is None
    }
    # equals stand in an order that tells nothing of who wrote first
    scored = [
        (score, day or dt.date.min, crc32(b"%d" % entry), entry)
        for entry, _k, score, day, _n in rows
        if entry
    ]
    scored.sort(key=lambda row: (row[1], row[0], row[2]) if asked.newest else row, reverse=True)
    start = (asked.page - 1) * PER_PAGE
    ids = [entry for *_rank, entry in scored[start : start + PER_PAGE]]
    order = [searchable.kind for searchable in declared()]
    shown = {kind: counts[kind] for kind in order if kind in counts}
    return Found(_hits(ids, asked.words, person), shown, len(scored))


def offer(words: str, person: Person) -> str:
    """Return other words that lead this reader somewhere, for words that did not; else nothing."""
    known = _LONG_WORDS.findall(words)[:_MOST_WORDS]
    if not known:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w, (SELECT offered FROM search_words_like(lower(unaccent(w))))"
            " FROM unnest(%s::text[]) AS w",
            [known],
        )
        better = {word: offered for word, offered in cursor.fetchall() if offered}
    offered = _LONG_WORDS.sub(lambda word: better.get(word[0], word[0]), words)
    if offered.casefold() == words.casefold():
        return ""
    return offered if find(Asked(words=offered), person).everything else ""


def _hits(ids: list[int], words: str, person: Person) -> tuple[Hit, ...]:
    """Read the entries under both rules again; what vanished meanwhile is left out."""
    if not ids:
        return ()
    entries = visible_to(person).filter(pk__in=ids)
    marked = entries.annotate(
        # constant SQL, with the reader's words as its parameter
        marked_title=RawSQL(_TITLE, [words], output_field=TextField()),  # noqa: S611 - see above
        excerpt=RawSQL(_EXCERPT, [words], output_field=TextField()),  # noqa: S611 - see above
    ).defer("words", "vector")
    by_id = {entry.pk: (entry, entry.marked_title, entry.excerpt) for entry in marked}
    remarks = _remarks([entry for entry, *_marked in by_id.values()])
    hits = (_hit(*by_id[pk], remarks) for pk in ids if pk in by_id)
    return tuple(hit for hit in hits if hit)


def _remarks(entries: list[SearchEntry]) -> dict[tuple[str, str], str]:
    """Ask the features that have something to say of what was found, each once."""
    said: dict[tuple[str, str], str] = {}
    for searchable in declared():
        found = [entry.source for entry in entries if entry.kind == searchable.kind]
        if searchable.remarks and found:
            said |= {
                (searchable.kind, key): words for key, words in searchable.remarks(found).items()
            }
    return said


def _hit(
    entry: SearchEntry, title: str, excerpt: str, remarks: dict[tuple[str, str], str]
) -> Hit | None:
    kinds = {searchable.kind: searchable for searchable in declared()}
    try:
        address = reverse(kinds[entry.kind].address, args=entry.arguments)
    except (KeyError, NoReverseMatch):  # a feature that was taken out leaves its entries a while
        return None
    plain = _("For named people only") if entry.sharing_label == SharingLabel.RED else ""
    heading = plain or (kinds[entry.kind].untitled if not entry.title else "")
    return Hit(
        kind=entry.kind,
        title=conditional_escape(heading) if heading else _mark(title),
        excerpt=_mark(excerpt),
        address=address,
        label=entry.sharing_label,
        language=entry.language,
        day=entry.day,
        remark=remarks.get((entry.kind, entry.source), ""),
    )


def _mark(text: str) -> SafeString:
    """Escape a text and mark what stands between the two signs."""
    parts = re.split(f"{_BEGIN}([^{_END}]*){_END}", text)
    return format_html_join("", "{}", ((_part(i, part),) for i, part in enumerate(parts)))


def _part(place: int, text: str) -> SafeString:
    escaped = conditional_escape(text)
    return mark_safe(f"<mark>{escaped}</mark>") if place % 2 else escaped  # noqa: S308 - escaped above


def is_cut(found: Found, kind: str) -> bool:
    """Tell whether more was found than can be paged through."""
    looked_at = [number for name, number in found.counts.items() if kind in {"", name}]
    return any(number > MOST_RANKED for number in looked_at)
