"""The text of a report: paragraphs, headings, lists, and the numbers of the notes behind them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

HEADING = "## "
ITEM = "- "
_NUMBERS = r"\[(\d+(?:\s*,\s*\d+)*)\]"
_MARK = re.compile(rf"[ \t]*{_NUMBERS}")
_END = re.compile(rf"[.!?…]+[\"”)»]*(?:[ \t]*{_NUMBERS})*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a line of a list, with the numbers of the notes it is from."""

    kind: Literal["heading", "paragraph", "item"]
    words: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a report and the notes it rests on, none when an editor wrote it."""

    words: str
    numbers: tuple[int, ...]


def blocks(text: str) -> list[Block]:
    r"""Read a text as its readers see it: without the numbers.

    >>> blocks("## Trust\n\nCall first. [2] Then\nlisten. [1, 2]\n\n- A list [3]")
    [Block(kind='heading', words='Trust', numbers=()),
     Block(kind='paragraph', words='Call first. Then listen.', numbers=(1, 2)),
     Block(kind='item', words='A list', numbers=(3,))]
    """
    found: list[Block] = []
    open_lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        starts = stripped.startswith((HEADING, ITEM))
        if open_lines and (not stripped or starts):
            found.append(_block("paragraph", " ".join(open_lines)))
            open_lines = []
        if stripped.startswith(HEADING):
            found.append(_block("heading", stripped.removeprefix(HEADING)))
        elif stripped.startswith(ITEM):
            found.append(_block("item", stripped.removeprefix(ITEM)))
        elif stripped:
            open_lines.append(stripped)
    return [block for block in found if block.words]


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of the paragraphs and lists with their numbers.

    A number belongs to the sentence it follows.

    >>> sentences("Call first. [2] Then listen! [1, 2] Nobody asked.")
    [Sentence(words='Call first.', numbers=(2,)),
     Sentence(words='Then listen!', numbers=(1, 2)),
     Sentence(words='Nobody asked.', numbers=())]
    """
    parts = [part for line in _paragraphs(text) for part in _cut(line)]
    return [Sentence(without_numbers(part), numbers_in(part)) for part in parts]


def numbers_in(text: str) -> tuple[int, ...]:
    """Return the numbers of the notes a text names, each once, in order.

    >>> numbers_in("Call first. [2, 7] Then listen. [1]")
    (1, 2, 7)
    """
    named = {int(number) for marked in _MARK.findall(text) for number in marked.split(",")}
    return tuple(sorted(named))


def without_numbers(text: str) -> str:
    """Take the numbers out.

    >>> without_numbers("Call first [2], then listen. [1, 2]")
    'Call first, then listen.'
    """
    return _MARK.sub("", text).strip()


def drafted(groups: Iterable[tuple[str, Sequence[tuple[str, Sequence[int]]]]]) -> str:
    """Write the first text of a part: under each session's name its notes with their numbers.

    >>> print(drafted([("Opening", [("Call first. Wait.", [2, 1])]), ("", [("Listen", [3])])]))
    ## Opening
    <BLANKLINE>
    Call first. [1, 2] Wait. [1, 2]
    <BLANKLINE>
    Listen [3]
    """
    lines = []
    for heading, notes in groups:
        if heading and notes:
            lines.append(HEADING + heading)
        lines += [_marked(words, numbers) for words, numbers in notes]
    return "\n\n".join(lines)


def _marked(words: str, numbers: Sequence[int]) -> str:
    """Set a note on one line with its numbers after each sentence.

    Brackets and leading signs of its own say nothing about sources or headings.
    """
    mark = f" [{', '.join(map(str, sorted(numbers)))}]"
    line = re.sub(_NUMBERS, r"(\1)", " ".join(words.split())).lstrip("#- ")
    return " ".join(part.strip() + mark for part in _cut(line))


def _cut(line: str) -> list[str]:
    """Cut a line after each sentence; a small letter goes on with the sentence before."""
    parts, start = [], 0
    for match in _END.finditer(line):
        rest = line[match.end() :].lstrip()
        if not rest[:1].islower():
            parts.append(line[start : match.end()])
            start = match.end()
    return [part for part in (*parts, line[start:]) if part.strip()]


def _paragraphs(text: str) -> list[str]:
    parts = re.split(r"\n\s*\n|\n(?=\s*(?:## |- ))", text)
    joined = [" ".join(part.split()) for part in parts]
    return [line.removeprefix(ITEM) for line in joined if not line.startswith(HEADING)]


def _block(kind: Literal["heading", "paragraph", "item"], words: str) -> Block:
    return Block(kind, without_numbers(words), numbers_in(words))
