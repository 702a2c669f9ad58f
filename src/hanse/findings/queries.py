"""Reads of editions and findings: what a reader may see."""

from django.db.models import QuerySet

from hanse.findings.models import Edition
from hanse.sharing.labels import readable_by


def visible_to(person: object | None) -> QuerySet[Edition]:
    """Return the published editions this reader may see; drafts are seen by nobody yet."""
    return Edition.objects.filter(
        sharing_label__in=readable_by(person), status=Edition.Status.PUBLISHED
    )
