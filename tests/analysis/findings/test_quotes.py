"""Quotes resolve byte for byte, or not at all."""

import dataclasses

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hanse.analysis.findings.quotes import LONGEST, QuoteError, cut, make, quote_opening
from hanse.analysis.findings.results import Source

ANY_TEXT = st.text(st.characters(), max_size=600)
SENTENCE = "One sentence of forty characters or more."
TREES = Source("7", "More trees. And benches!", "en")


@given(ANY_TEXT, st.data())
def test_every_slice_of_every_text_is_cut_byte_for_byte(text: str, data: st.DataObject) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    source = Source("s", text, "und")

    words = cut(make(source, start, end), source)

    assert words.encode("utf-8", "surrogatepass") == text[start:end].encode(
        "utf-8", "surrogatepass"
    )


@given(ANY_TEXT)
def test_an_opening_quote_is_a_stripped_slice_of_its_source(text: str) -> None:
    source = Source("s", text, "und")

    quote = quote_opening(source)

    assert (quote is None) == (not text.strip())
    if quote is not None:
        words = cut(quote, source)
        assert words == words.strip()
        assert 0 < len(words) <= LONGEST
        assert text.strip().startswith(words)


@given(ANY_TEXT, st.data())
def test_one_changed_character_anywhere_breaks_the_quote(text: str, data: st.DataObject) -> None:
    assume(text)
    at = data.draw(st.integers(0, len(text) - 1))
    changed = data.draw(st.characters().filter(lambda c: c != text[at]))
    source = Source("s", text, "und")
    altered = dataclasses.replace(source, text=text[:at] + changed + text[at + 1 :])

    with pytest.raises(QuoteError, match="has changed since"):
        cut(make(source, 0, 1), altered)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 99), (24, 25)])
def test_a_range_outside_the_source_is_refused(start: int, end: int) -> None:
    with pytest.raises(QuoteError, match="has no characters"):
        make(TREES, start, end)
    with pytest.raises(QuoteError, match="has no characters"):
        cut(dataclasses.replace(make(TREES, 0, 1), start=start, end=end), TREES)


def test_a_quote_from_another_source_is_refused() -> None:
    other = dataclasses.replace(TREES, id="8")

    with pytest.raises(QuoteError, match="from source 7, not from 8"):
        cut(make(TREES, 0, 11), other)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("  Short and whole.\n", "Short and whole."),
        (f"{SENTENCE} {'x' * 300}", SENTENCE),
        (f"{SENTENCE[:-1]}\n{'y ' * 200}", SENTENCE[:-1]),
        ("我" * 100 + "。" + "你" * 250, "我" * 100 + "。"),
        ("word " * 80, ("word " * 56).strip()),
        ("z" * 400, "z" * LONGEST),
        ("e\u0301" * 200, "e\u0301" * 140),
        ("a" + "e\u0301" * 200, "a" + "e\u0301" * 139),
    ],
)  # fmt: skip
def test_long_texts_are_cut_at_sentences_then_words_then_whole_characters(
    text: str, quoted: str
) -> None:
    source = Source("s", text, "und")

    quote = quote_opening(source)

    assert quote is not None
    assert cut(quote, source) == quoted
