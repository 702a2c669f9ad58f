"""Reads of editions, findings and their briefs."""

from django.db.models import QuerySet

from hanse.findings.models import BriefFile, Edition, Finding
from hanse.sharing.actors import Person, actor_of
from hanse.sharing.policy import readable


def visible_to(person: Person) -> QuerySet[Edition]:
    """Return the published editions this reader may see; drafts are seen by nobody yet."""
    published = Edition.objects.filter(status=Edition.Status.PUBLISHED)
    return readable(published, actor_of(person))


def findings_of(edition: Edition) -> QuerySet[Finding]:
    """Return the findings of an edition in order, with what they ask for."""
    return edition.findings.select_related("statement", "dialogue").prefetch_related(
        "recommendations"
    )


def files_of(edition: Edition) -> QuerySet[BriefFile]:
    """Return the briefs of the current version, without their contents."""
    return edition.files.filter(version=edition.version).defer("content")


def brief_file(edition: Edition, version: str, form: str) -> BriefFile | None:
    """Return one brief of any version, without its contents."""
    return edition.files.filter(version=version, format=form).defer("content").first()


def content_of(file: BriefFile) -> bytes:
    """Return the bytes of a brief as it was published."""
    return bytes(BriefFile.objects.values_list("content", flat=True).get(pk=file.pk))
