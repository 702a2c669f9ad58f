"""Letters that no typeface at hand can set: found from Typst's refusal, script by script."""

import re
import unicodedata

BOX = "□"
COMMON = ("LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER")
REFUSED = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def missing_letters(problem: str) -> str:
    r"""Read from an error which letters could not be set; "" when it was about something else.

    >>> missing_letters(r'PDF/UA-1 error: the text `"\u{1f600}"` could not be displayed with')
    '😀'
    """
    found = REFUSED.search(problem)
    if found is None:
        return ""
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])


def same_kind(missing: str, text: str) -> set[str]:
    """Give the letters of a text that will fail with the missing ones: those of their script.

    >>> sorted(same_kind("自", "UberX 自用車"))
    ['用', '自', '車']
    >>> sorted(same_kind("ẞ", "Straẞe für alle"))
    ['ẞ']
    """
    beyond = {letter for letter in missing if not letter.isascii()}
    kinds = {_kind(letter) for letter in beyond}
    return beyond | {c for c in set(text) if not c.isascii() and c != BOX and _kind(c) in kinds}


def _kind(letter: str) -> str:
    """Name the script, or the sort of symbol; a letter of a script we bring along is its own."""
    category = unicodedata.category(letter)
    if category[0] in "CSMP":
        return letter if category[0] == "P" else category
    script = unicodedata.name(letter, letter).partition(" ")[0]
    return letter if script in COMMON else script
