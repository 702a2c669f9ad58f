"""Files that are handed in: known by their bytes, and rid of the names their programs wrote in."""

import re
import struct
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _

from hanse.events.models import Document

MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
MOST_PARTS = 2000
LARGEST_UNPACKED = 60 * MEGABYTE
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT",
             b"bKGD", b"pHYs"}  # fmt: skip
_MAIN = {"word/document.xml": Document.Kind.WORD, "xl/workbook.xml": Document.Kind.EXCEL}
_SIGNED = re.compile(
    rb'(?P<before>(?:w|w14|w15):(?:author|initials|userId)="|(?:userId|displayName)=")[^"]*"'
)
_AUTHOR = re.compile(rb"<author>[^<]*</author>")
_PROGRAM = re.compile(r"vbaproject\.bin$|oleobject|\.(?:exe|dll|js|vbs|bat)$")
_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_PDF_NAMES = re.compile(
    rb"(/(?:Author|Creator|Company|Manager|LastModifiedBy)\s*)(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)"
)
_PDF_XMP = re.compile(rb"(<dc:creator>)(.*?)(</dc:creator>)", re.DOTALL)


class RefusedError(ValueError):
    """A file that is not taken; its words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file is, and its bytes as they are kept."""

    kind: Document.Kind
    content: bytes


def read_file(content: bytes) -> Sniffed:
    """Tell a file by its bytes and take the names out that its program wrote into it."""
    if content.startswith(b"%PDF-"):
        return Sniffed(Document.Kind.PDF, _clean_pdf(content))
    if content.startswith(_PNG):
        return Sniffed(Document.Kind.PICTURE, _clean_png(content))
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    raise RefusedError(_("Only PDF, Word (.docx), Excel (.xlsx) and PNG files are taken."))


def _office(content: bytes) -> Sniffed:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            kind = _kind_of(packed)
            return Sniffed(kind, _clean_office(packed))
    except (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError) as broken:
        raise RefusedError(_("The file is damaged or locked. Save it again and retry.")) from broken


def _kind_of(packed: zipfile.ZipFile) -> Document.Kind:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise RefusedError(_("The file unpacks to more than is taken here."))
    if any(_PROGRAM.search(name.lower()) for name in names):
        raise RefusedError(_("Files with macros or programs inside are not taken."))
    found = [kind for name, kind in _MAIN.items() if name in names]
    if not found:
        raise RefusedError(_("Only PDF, Word (.docx), Excel (.xlsx) and PNG files are taken."))
    return found[0]


def _clean_office(packed: zipfile.ZipFile) -> bytes:
    """Pack the document again without properties, and with nobody named as its author."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as clean:
        for part in packed.infolist():
            clean.writestr(zipfile.ZipInfo(part.filename), _clean_part(packed, part.filename))
    return file.getvalue()


def _clean_part(packed: zipfile.ZipFile, name: str) -> bytes:
    if name in ("docProps/core.xml", "docProps/app.xml"):
        return _CORE if name.endswith("core.xml") else _APP
    content = packed.read(name)
    if name == "docProps/custom.xml":
        return re.sub(rb"<property\b.*</property>", b"", content, flags=re.DOTALL)
    if not name.endswith(".xml"):
        return content
    return _AUTHOR.sub(b"<author></author>", _SIGNED.sub(rb'\g<before>"', content))


def _clean_png(content: bytes) -> bytes:
    """Keep the picture and its colours; leave out texts, times and places."""
    kept, place = [_PNG], len(_PNG)
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        end = place + 12 + length
        if end > len(content):
            break
        if content[place + 4 : place + 8] in _PNG_KEPT:
            kept.append(content[place:end])
        place = end
    if not kept[-1].endswith(b"IEND\xaeB`\x82"):
        raise RefusedError(_("The file is damaged or locked. Save it again and retry."))
    return b"".join(kept)


def _clean_pdf(content: bytes) -> bytes:
    """Blank the names that stand in the open; every byte keeps its place, which a PDF needs."""
    without = _PDF_NAMES.sub(lambda found: found[1] + _blank(found[2]), content)
    return _PDF_XMP.sub(lambda found: found[1] + b" " * len(found[2]) + found[3], without)


def _blank(value: bytes) -> bytes:
    inside = len(value) - 2
    if value.startswith(b"("):
        return b"(" + b" " * inside + b")"
    return b"<" + (b"20" * inside)[: inside - inside % 2] + b" " * (inside % 2) + b">"
