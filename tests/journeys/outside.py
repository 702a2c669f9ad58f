"""What somebody finds who follows every link of the site, files included, and searches."""

import re
import zipfile
from io import BytesIO
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page
from tests.shared.documents.reading import pdf_words

_LINK = re.compile(r'(?:href|src|action)="([^"#]+)')
MOST = 300


def everything_read_by(page: Page, start: str, under: str, words: str) -> dict[str, str]:
    """Return the text of each address under one path that links lead to, and of searches."""
    waiting = [start, *(f"/search/?q={word}" for word in words.split())]
    read: dict[str, str] = {}
    while waiting and len(read) < MOST:
        address = waiting.pop()
        if address in read:
            continue
        answer = page.request.get(address)
        read[address] = " ".join([_text(answer.body()), *answer.headers.values(), answer.url])
        for link in _LINK.findall(read[address]):
            target = urlsplit(urljoin(address, link.replace("&amp;", "&")))
            if not target.netloc and target.path.startswith(under):
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    assert len(read) < MOST, "the site is larger than this test reads"
    return read


def _text(body: bytes) -> str:
    if body.startswith(b"%PDF"):
        return pdf_words(body)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as packed:
            return " ".join(
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
            )
    return body.decode("utf-8", "replace")
