"""Finds words that only some may read in what was handed out: pages, files, letters, headers."""

import gzip
import re
import zipfile
from functools import lru_cache
from io import BytesIO

from pypdf import PdfReader
from tests.access.cast import PUBLIC, READERS
from tests.access.house import House
from tests.access.visiting import Answer

_WORD = re.compile(rb"zq[a-z]{6}")
_LOOSE = re.compile(rb"[\s\xad-]|\xc2\xad|&shy;")  # where a word may be broken at a line's end


def numbers_in(house: House, content: bytes) -> frozenset[int]:
    """Return the numbers of the words in a page, a file or a letter."""
    codes = _WORD.findall(_LOOSE.sub(b"", unpacked(content).lower()))
    known = (house.numbers.get(code.decode()) for code in codes)
    return frozenset(number for number in known if number is not None)


def numbers_told(house: House, answer: Answer) -> frozenset[int]:
    """Return the numbers of the words anywhere in an answer, but for what was asked for."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    told = numbers_in(house, answer.body) | numbers_in(house, headers.encode())
    hidden = answer.outcome in {"missing", "sign in", "second factor", "forbidden"}
    return told - numbers_in(house, answer.path.encode()) if hidden else told


def eyes(reader: str) -> str:
    """Return who a reader is to the site: somebody suspended is one of the public."""
    who = READERS[reader]
    return PUBLIC if who is None or who.suspended else reader


def forbidden(house: House, reader: str, told: frozenset[int]) -> list[str]:
    """Name what was told that this reader must not be told."""
    return [house.origins[number] for number in told if eyes(reader) not in house.readers[number]]


@lru_cache(maxsize=500)
def unpacked(content: bytes) -> bytes:
    """Return the text of a page, a file, or what a file holds."""
    if content.startswith(b"\x1f\x8b"):
        return gzip.decompress(content)
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return b"\n".join(parts.read(name) for name in parts.namelist())
    if content.startswith(b"%PDF"):
        document = PdfReader(BytesIO(content))
        texts = [page.extract_text() for page in document.pages]
        return "\n".join([*texts, str(document.metadata)]).encode()
    return content
