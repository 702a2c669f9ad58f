"""Files are known by their bytes, lose the names their programs wrote, and are never run."""

import io
import struct
import zipfile
import zlib
from typing import Any

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.events.room import Room

from hanse.events.files import LARGEST, RefusedError, read_file
from hanse.events.models import Document

HOME = "/events/oslo-workshop/"
SOMEBODY = "Lena Nowak"


def word_file(**more: bytes) -> bytes:
    """Write a document by somebody, with a comment."""
    made = docx.Document()
    made.core_properties.author = made.core_properties.last_modified_by = SOMEBODY
    made.add_comment(made.add_paragraph("An agenda.").runs, "Check this", author=SOMEBODY)
    file = io.BytesIO()
    made.save(file)
    with zipfile.ZipFile(file, "a") as packed:
        for name, content in more.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def excel_file() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr(
            "docProps/app.xml", f"<Properties><Manager>{SOMEBODY}</Manager></Properties>"
        )
        packed.writestr("xl/comments1.xml", f"<comments><author>{SOMEBODY}</author></comments>")
    return file.getvalue()


def pdf_file() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = SOMEBODY
    pdf.docinfo["/Title"] = "An agenda"
    file = io.BytesIO()
    pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return file.getvalue()


def picture_file() -> bytes:
    def part(kind: bytes, content: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checked

    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
            part(b"tEXt", b"Author\x00" + SOMEBODY.encode()),
            part(b"IDAT", zlib.compress(b"\x00\x00")),
            part(b"IEND", b""),
        ]
    )


def unpacked(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


@pytest.mark.parametrize(
    ("content", "kind"),
    [(word_file(), "docx"), (excel_file(), "xlsx"), (pdf_file(), "pdf"), (picture_file(), "png")],
    ids=["Word", "Excel", "PDF", "picture"],
)
def test_a_file_is_known_by_its_bytes_and_loses_its_authors(content: bytes, kind: str) -> None:
    assert SOMEBODY.encode() in unpacked(content)

    sniffed = read_file(content)

    assert sniffed.kind == kind
    assert SOMEBODY.encode() not in unpacked(sniffed.content)


def test_a_cleaned_file_still_opens() -> None:
    assert (
        docx.Document(io.BytesIO(read_file(word_file()).content)).paragraphs[0].text == "An agenda."
    )
    with pikepdf.open(io.BytesIO(read_file(pdf_file()).content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "An agenda"
        assert str(pdf.docinfo["/Author"]).strip() == ""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Only PDF, Word"),
        (b"<html><script>alert(1)</script>", "Only PDF, Word"),
        (b"GIF89a", "Only PDF, Word"),
        (word_file(word__vbaProject_dot_bin=b"macro"), "macros or programs"),
        (word_file(word__embeddings__oleObject1_dot_bin=b"x"), "macros or programs"),
        (b"PK\x03\x04 and no archive", "damaged or locked"),
        (b"\x89PNG\r\n\x1a\n and no picture", "damaged or locked"),
        (word_file()[:2000], "damaged or locked"),
        (word_file(big=bytes(61 * 1024 * 1024)), "unpacks to more"),
    ],
    ids=["empty", "page", "gif", "macro", "object", "no zip", "no png", "cut", "bomb"],
)  # fmt: skip
def test_other_files_are_refused_with_what_to_do(content: bytes, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        read_file(content)


def send(client: Client, content: bytes, label: str = "clear", name: str = "x.html") -> Any:
    form = {"title": "The agenda", "sharing_label": label, "language": "en"}
    return client.post(f"{HOME}documents/add/", form | {"file": SimpleUploadedFile(name, content)})


@pytest.mark.django_db
def test_a_document_is_handed_out_as_a_download_under_its_label(room: Room) -> None:
    sec = Client()
    sec.force_login(room.fresh("secretariat"))
    content = pdf_file()
    for _ in range(2):
        assert send(sec, content).status_code == 302
    held = Document.objects.get()

    given = Client().get(f"{HOME}documents/{held.record}/")

    assert given.content == bytes(held.content)
    assert given.headers["Content-Type"] == "application/pdf"
    assert given.headers["Content-Disposition"] == (
        'attachment; filename="tlp-clear-the-agenda.pdf"'
    )
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in given.headers["Content-Security-Policy"]
    assert "The agenda" in Client().get(HOME).content.decode()


@pytest.mark.django_db
def test_a_narrow_document_is_not_there_for_others(room: Room) -> None:
    sec, tom = Client(), Client()
    sec.force_login(room.fresh("secretariat"))
    tom.force_login(room.fresh("tom of Tartu"))
    send(sec, pdf_file(), "amber")
    address = f"{HOME}documents/{Document.objects.get().record}/"
    rita = Client()
    rita.force_login(room.fresh("rita of Reno"))

    assert [c.get(address).status_code for c in (sec, rita, tom, Client())] == [200, 200, 404, 404]
    assert tom.post(f"{address}remove/").status_code == 404
    assert send(tom, picture_file()).status_code == 404
    sec.post(f"{address}remove/")
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_at_its_field(room: Room) -> None:
    sec = Client()
    sec.force_login(room.fresh("secretariat"))

    page = send(sec, b"%PDF-" + bytes(LARGEST)).content.decode()

    assert page.count("The file is larger than 5 MB.") == 2
    assert not Document.objects.exists()
