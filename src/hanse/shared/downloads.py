"""Files that a page hands out: what they are, by their ending, and what they are saved as."""

from django.http import HttpResponse

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(content: bytes | str, name: str, *, media_type: str = "") -> HttpResponse:
    """Return a file to save; its type follows from the ending of its name unless one is given."""
    kind = media_type or MEDIA_TYPES[name.rpartition(".")[2]]
    attachment = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=attachment)
