"""Reads the words of a PDF back, through the tables of letters that its typefaces carry."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TRIPLE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(r"beginbf(char|range)(.*?)endbf\1", re.DOTALL)
Letters = dict[int, str]


def pdf_words(content: bytes) -> str:
    """Return every word on every page, then all that the file says of itself."""
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = ["".join(_words_on(page)) for page in pdf.pages]
        about = [str(value) for value in pdf.docinfo.values()]
        with pdf.open_metadata() as metadata:
            about += [str(metadata[name]) for name in metadata]
    return re.sub(r"\s+", " ", " ".join([*pages, *about]))


def _words_on(page: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    letters: Letters = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj":
                yield _decoded(bytes(operands[0]), letters)
            case "TJ":
                parts = [part for part in operands[0] if isinstance(part, pikepdf.String)]
                yield from (_decoded(bytes(part), letters) for part in parts)
            case "ET":
                yield " "


def _letters(font: pikepdf.Object) -> Letters:
    found: Letters = {}
    table = font.ToUnicode.read_bytes().decode("ascii")
    for kind, block in _BLOCK.findall(table):
        if kind == "char":
            found |= {int(code, 16): _text(text) for code, text in _PAIR.findall(block)}
            continue
        for first, last, text in _TRIPLE.findall(block):
            start = int(text, 16)
            codes = range(int(first, 16), int(last, 16) + 1)
            found |= {code: chr(start + place) for place, code in enumerate(codes)}
    return found


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")


def _decoded(glyphs: bytes, letters: Letters) -> str:
    pairs = zip(glyphs[::2], glyphs[1::2], strict=True)
    return "".join(letters.get(high << 8 | low, "") for high, low in pairs)
