"""Quotes as slices of stored sources, so that nobody can be misquoted unnoticed."""

import hashlib
import re
import unicodedata

from hanse.analysis.findings.results import Quote, Source

LONGEST = 280
SHORTEST = 40
#: Where a sentence ends: closing marks and a space, or the full stops of East Asian scripts.
_SENTENCE_END = re.compile(
    r"""[.!?\u2026]+["'\u201d\u2019\xbb)\]]*(?=\s)"""
    r"|[\u3002\uff01\uff1f]+[\u300d\u300f\u201d\u2019\uff09]*|\n+"
)
_WORD_END = re.compile(r"(?<=\S)(?=\s)|(?<=[\uff0c\u3001\uff1b\uff1a,;:])")
_JOINERS = "\u200d\ufe0e\ufe0f"


class QuoteError(ValueError):
    """A quote no longer matches the source it was taken from."""


def fingerprint(text: str) -> str:
    """Give the sha256 of a text in UTF-8, 64 hex digits.

    >>> fingerprint("")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make(source: Source, start: int, end: int) -> Quote:
    """Quote the characters from `start` up to `end` of a source.

    Raises
    ------
    QuoteError
        If the range is empty or outside the text.
    """
    _check_range(source, start, end)
    return Quote(source.id, fingerprint(source.text), start, end, source.language)


def cut(quote: Quote, source: Source) -> str:
    """Slice a quote from its stored source again.

    Parameters
    ----------
    quote
        What was quoted: source, offsets, fingerprint.
    source
        The source as it is stored now.

    Returns
    -------
    The quoted words, exactly as they stand in the source.

    Raises
    ------
    QuoteError
        If it is another source, or any byte of it has changed, or the range is outside it.

    Examples
    --------
    >>> source = Source("7", "More trees. And benches!", "en")
    >>> cut(make(source, 0, 11), source)
    'More trees.'
    """
    if quote.source_id != source.id:
        raise QuoteError(f"the quote is from source {quote.source_id}, not from {source.id}")
    if quote.sha256 != fingerprint(source.text):
        raise QuoteError(f"source {source.id} has changed since it was quoted")
    _check_range(source, quote.start, quote.end)
    return source.text[quote.start : quote.end]


def _check_range(source: Source, start: int, end: int) -> None:
    if not 0 <= start < end <= len(source.text):
        raise QuoteError(f"source {source.id} has no characters {start} to {end}")


def quote_opening(source: Source) -> Quote | None:
    """Quote a whole short text, or the first sentences of a long one; None for a blank text.

    At most 280 characters. If even the first sentence is longer, the quote ends after a word; in
    a text without spaces after a character, never inside a composed one.

    >>> source = Source("7", "  More trees. " + "And so on and on. " * 40, "en")
    >>> quote = quote_opening(source)
    >>> len(cut(quote, source)) <= 280, cut(quote, source)[-10:]
    (True, 'on and on.')
    """
    text = source.text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if end <= start:
        return None
    if end - start > LONGEST:
        end = start + _length(text[start : start + LONGEST + 1])
        end = start + len(text[start:end].rstrip())
    return make(source, start, end)


def _length(text: str) -> int:
    """Characters to keep of a text that is one character too long."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text) if found.end() <= LONGEST]
    if ends and ends[-1] >= SHORTEST:
        return ends[-1]
    ends = [found.end() for found in _WORD_END.finditer(text) if found.end() <= LONGEST]
    if ends and ends[-1] >= SHORTEST:
        return ends[-1]
    length = LONGEST
    while length > 1 and (unicodedata.combining(text[length]) or _joined(text, length)):
        length -= 1
    return length


def _joined(text: str, at: int) -> bool:
    return text[at] in _JOINERS or text[at - 1] == "\u200d"
