"""From texts to words in any script: tokens, word families learned from endings, compound parts."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from hanse.analysis.themes.function_words import FUNCTION_CHARACTERS, FUNCTION_WORDS

#: Scripts written without spaces: Thai to Khmer, kana, Han.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+(?:'[^\W_{UNSPACED}]+)*")
_IS_UNSPACED = re.compile(rf"[{UNSPACED}]")
WITNESSES = 3
LONGEST_ENDING = 4
SHORTEST_STEM = 4
SHORTEST_PART = 5
SHORTEST_REST = 4
LONGEST_PIECE = 4
PART_OF = 0.7
_BREAK = re.compile(f"[{FUNCTION_CHARACTERS}\u3041-\u309f]")  # hiragana carries grammar


def runs(text: str) -> list[str]:
    """Words as written, and unbroken runs of scripts without spaces.

    >>> runs("Uber 應該繳稅, don't you think?")
    ['Uber', '應該繳稅', "don't", 'you', 'think']
    """
    return _RUN.findall(unicodedata.normalize("NFKC", text).replace("\u2019", "'"))


def is_unspaced(run: str) -> bool:
    """Whether a run is written in a script without spaces."""
    return _IS_UNSPACED.match(run) is not None


def plain(word: str) -> str:
    """Word in lower case without an English possessive.

    >>> plain("City's"), plain("STRASSE")
    ('city', 'strasse')
    """
    return word.casefold().removesuffix("'s")


def content_words(text: str) -> list[str]:
    """Words of a text that carry content, as written, each once.

    >>> content_words("This is a game changer")
    ['game', 'changer']
    """
    words = {
        plain(run): run
        for run in reversed(runs(text))
        if plain(run) not in FUNCTION_WORDS and len(run) > 1 and not run.isdecimal()
    }
    return list(reversed(words.values()))


def word_families(counts: Mapping[str, int]) -> dict[str, str]:
    """Map each word to the shortest word that differs from it only in an ending.

    An ending counts as one when many words of the same texts take it: with ``road, roads, school,
    schools, ...`` the pair ("", "s") is learned, with ``sanieren, Sanierung, ...`` ("en", "ung").

    Parameters
    ----------
    counts
        Words in lower case with how often they occur.

    Notes
    -----
    Fails for irregular forms (child, children) and merges some strangers that an ending happens
    to join; the number of witnesses asked for keeps that rare.

    References
    ----------
    Goldsmith, J. (2001). Unsupervised learning of the morphology of a natural language.
    Computational Linguistics 27(2).

    Examples
    --------
    >>> words = ["road", "roads", "school", "schools", "light", "lights", "council"]
    >>> families = word_families(dict.fromkeys(words, 1))
    >>> families["schools"], families["council"]
    ('school', 'council')
    """
    endings = _endings_by_stem(counts)
    pairs = Counter(pair for found in endings.values() for pair in _pairs(found))
    enough = max(WITNESSES, round(0.003 * len(counts)))
    parent = {word: word for word in counts}

    def head(word: str) -> str:
        while parent[word] != word:
            word = parent[word]
        return word

    for stem in sorted(endings, key=lambda s: (-len(s), s)):
        for one, other in _pairs(endings[stem]):
            if pairs[one, other] >= enough:
                short, long = sorted((head(stem + one), head(stem + other)), key=_short_first)
                parent[long] = short
    return {word: head(word) for word in counts}


def _short_first(word: str) -> tuple[int, str]:
    return len(word), word


def _endings_by_stem(words: Iterable[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if word.isalpha() and word not in FUNCTION_WORDS:
            for cut in range(max(SHORTEST_STEM, len(word) - LONGEST_ENDING), len(word) + 1):
                found[word[:cut]].append(word[cut:])
    return {stem: endings for stem, endings in found.items() if len(endings) > 1}


def _pairs(endings: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of endings that start differently, so that the stem is as long as it can be."""
    return [
        (one, other)
        for at, one in enumerate(endings)
        for other in endings[at + 1 :]
        if one[:1] != other[:1]
    ]


def compound_parts(words: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Known words at the start or end of a longer one (Wohnbauförderung -> wohnbau, förderung).

    >>> compound_parts({"klimaschutz": 1, "klima": 3, "schutz": 3})
    {'klimaschutz': ('klima', 'schutz')}
    """
    known = {w for w, count in words.items() if count >= WITNESSES and len(w) >= SHORTEST_PART}
    found = {}
    for word in words:
        cuts = range(SHORTEST_PART, len(word) - SHORTEST_REST + 1)
        heads = [word[:c] for c in cuts if word[:c] in known][-1:]
        tails = [word[-c:] for c in cuts if word[-c:] in known][-1:]
        if heads or tails:
            found[word] = tuple(sorted({*heads, *tails}))
    return found


def pieces(run_lists: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pieces of two to four characters of unspaced runs, per text, that behave like words.

    A piece counts when it occurs in two texts, with different neighbours on either side, and is
    not nearly always part of one longer piece (程車 in 計程車).

    References
    ----------
    Feng, H. et al. (2004). Accessor variety criteria for Chinese word extraction. Computational
    Linguistics 30(1).

    Examples
    --------
    >>> pieces([["搭計程車"], ["計程車司機"], ["司機"], ["好司機"]])
    [['計程車'], ['司機', '計程車'], ['司機'], ['司機']]
    """
    chunked = [[c for run in found for c in _BREAK.split(run) if len(c) > 1] for found in run_lists]
    grams = [[gram for chunk in chunks for gram, _, _ in _grams(chunk)] for chunks in chunked]
    before, after = defaultdict(set), defaultdict(set)
    for text, chunks in enumerate(chunked):
        for gram, left, right in (g for chunk in chunks for g in _grams(chunk)):
            before[gram].add(left or str(text))
            after[gram].add(right or str(text))
    spread = Counter(gram for found in grams for gram in set(found))
    inside: Counter[str] = Counter()
    for gram, count in spread.items():
        for part in (gram[1:], gram[:-1]):
            inside[part] = max(inside[part], count)
    words = {
        gram
        for gram, count in spread.items()
        if min(len(before[gram]), len(after[gram])) > 1 and inside[gram] < PART_OF * count
    }
    return [[gram for gram in found if gram in words] for found in grams]


def _grams(chunk: str) -> list[tuple[str, str, str]]:
    """Pieces of a chunk with the characters before and after them."""
    return [
        (chunk[i : i + size], chunk[max(i - 1, 0) : i], chunk[i + size : i + size + 1])
        for size in range(2, LONGEST_PIECE + 1)
        for i in range(len(chunk) - size + 1)
    ]
