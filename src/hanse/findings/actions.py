"""Writes to findings: publish an edition with its evidence and its briefs, all frozen."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from django.db import transaction

from hanse.dialogues.insights import analyse_folder
from hanse.dialogues.models import Dialogue
from hanse.dialogues.queries import as_folder
from hanse.findings.brief.build import build_brief
from hanse.findings.brief.forms import FORMATS
from hanse.findings.brief.model import Brief, BriefFinding, BriefRecommendation
from hanse.findings.models import BriefFile, Edition, Finding, Recommendation
from hanse.sharing.labels import SharingLabel, strictest


@dataclass(frozen=True, slots=True)
class Ask:
    """A recommendation to be published with the finding on `statement`."""

    statement: str
    addressee: Recommendation.Addressee
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a person decides about an edition.

    `headlines` are by statement reference; `forms` names the kinds of file to publish.
    """

    initiative: str
    year: int
    title: str
    published_on: dt.date
    sharing_label: SharingLabel
    lede: str = ""
    version: str = "1.0"
    headlines: Mapping[str, str] | None = None
    asks: Sequence[Ask] = ()
    forms: Sequence[str] = tuple(FORMATS)


class TooWideError(ValueError):
    """The edition would be shared more widely than the dialogue it rests on."""


def publish_edition(dialogue: Dialogue, plan: Plan) -> Edition:
    """Publish the findings of a dialogue; the same year again replaces its findings.

    Numbers, quotes and files are frozen at the data as it is now. Files of earlier
    versions stay where they are.
    """
    label = strictest([dialogue.sharing_label, plan.sharing_label])
    if label != plan.sharing_label:
        raise TooWideError(
            f"The dialogue is {dialogue.sharing_label}; nothing made from it is wider."
        )
    brief = _brief(dialogue, plan)
    files = {form: FORMATS[form](brief) for form in plan.forms}
    with transaction.atomic():
        edition, _made = Edition.objects.update_or_create(
            year=plan.year, defaults=_fields(dialogue, plan, brief)
        )
        edition.findings.all().delete()
        for finding in brief.findings:
            _store_finding(edition, dialogue, finding, brief.data_version, plan)
        edition.files.filter(version=plan.version).delete()
        BriefFile.objects.bulk_create(
            _file(edition, plan.version, form, content) for form, content in files.items()
        )
    return edition


def _brief(dialogue: Dialogue, plan: Plan) -> Brief:
    result = analyse_folder(as_folder(dialogue))
    brief = build_brief(
        result,
        title=plan.title,
        recompute=f"hanse brief {dialogue.slug} --out brief",
        sharing_label=str(plan.sharing_label.label),
    )
    return replace(
        brief,
        lede=plan.lede or brief.lede,
        findings=tuple(_edited(finding, plan) for finding in brief.findings),
        edition=f"{plan.initiative}, edition {plan.year}, version {plan.version}",
        published=f"{plan.published_on:%-d %B %Y}",
    )


def _edited(finding: BriefFinding, plan: Plan) -> BriefFinding:
    headline = (plan.headlines or {}).get(finding.statement_id, "")
    asks = (ask for ask in plan.asks if ask.statement == finding.statement_id)
    return replace(
        finding,
        headline=headline or finding.headline,
        verbatim=not headline,
        recommendations=tuple(
            BriefRecommendation(str(ask.addressee.label), ask.text) for ask in asks
        ),
    )


def _fields(dialogue: Dialogue, plan: Plan, brief: Brief) -> dict[str, object]:
    return {
        "initiative": plan.initiative,
        "title": brief.title,
        "language": brief.language,
        "lede": brief.lede,
        "version": plan.version,
        "published_on": plan.published_on,
        "status": Edition.Status.PUBLISHED,
        "sharing_label": plan.sharing_label,
        "simulated": dialogue.simulated,
        "facts": [[fact.name, fact.value] for fact in brief.facts],
        "method": list(brief.method),
        "notes": list(brief.notes),
        "recompute": brief.recompute,
    }


def _store_finding(
    edition: Edition, dialogue: Dialogue, finding: BriefFinding, data_version: str, plan: Plan
) -> None:
    stored = Finding.objects.create(
        edition=edition,
        number=finding.number,
        dialogue=dialogue,
        statement=dialogue.statements.get(ref=finding.statement_id),
        headline="" if finding.verbatim else finding.headline,
        kind=finding.kind,
        label=finding.label,
        topic=", ".join(finding.topic[:3])[:120],
        evidence=asdict(finding),
        data_version=data_version,
    )
    asks = (ask for ask in plan.asks if ask.statement == finding.statement_id)
    Recommendation.objects.bulk_create(
        Recommendation(finding=stored, position=place, addressee=ask.addressee, text=ask.text)
        for place, ask in enumerate(asks, start=1)
    )


def _file(edition: Edition, version: str, form: str, content: bytes) -> BriefFile:
    return BriefFile(
        edition=edition,
        version=version,
        format=form,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
