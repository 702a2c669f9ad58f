"""What each page of an edition shows, put together from frozen evidence."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from hanse.findings.brief import words
from hanse.findings.brief.model import BriefBloc
from hanse.findings.brief.tongue import Tongue
from hanse.findings.models import BriefFile, Edition, Finding
from hanse.findings.queries import files_of, findings_of
from hanse.shared import numbers
from hanse.shared.figures import IntervalFigure, IntervalRow, interval_figure

SHAPES = 6
EVERYONE = "everyone"
Json = dict[str, Any]
# the brief keeps its sentences; a page says the same numbers again in its reader's language
READERS = Tongue(
    gettext=gettext,
    ngettext=ngettext,
    whole=numbers.whole,
    percent=lambda share: numbers.percent(round(100 * share) / 100),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its leading figure and its evidence in sentences."""

    finding: Finding
    title: str
    figure: SafeString
    dissent: str
    stability: str
    missing: str
    withheld: str

    @property
    def evidence(self) -> Json:
        """The frozen evidence pack."""
        pack: Json = self.finding.evidence
        return pack


def edition_page(edition: Edition, request: HttpRequest) -> dict[str, Any]:
    """Return an edition with its ten findings, its files and how to cite it."""
    findings = list(findings_of(edition))
    return {
        **_common(edition, request),
        "shown": [_shown(finding) for finding in findings],
        "dialogues": list({finding.dialogue for finding in findings}),
        "data_version": findings[0].data_version if findings else "",
    }


def finding_page(edition: Edition, number: int, request: HttpRequest) -> dict[str, Any] | None:
    """Return one finding with a figure per attribute, and its neighbours."""
    findings = {finding.number: finding for finding in findings_of(edition)}
    finding = findings.get(number)
    if finding is None:
        return None
    attributes = _attributes(finding.evidence)
    return {
        **_common(edition, request),
        "shown": _shown(finding),
        "figures": [_figure(finding, attribute) for attribute in attributes],
        "previous": findings.get(number - 1),
        "next": findings.get(number + 1),
    }


def leading_figure(finding: Finding) -> SafeString:
    """Return the figure that stands under a finding's headline."""
    return _shown(finding).figure


def leading_rows(finding: Finding) -> tuple[IntervalRow, ...]:
    """Return the rows of that figure, for those who draw them smaller."""
    return _rows(finding.evidence, _telling(finding.evidence))


def _common(edition: Edition, request: HttpRequest) -> dict[str, Any]:
    files = {file.format: file for file in files_of(edition)}
    return {
        "edition": edition,
        "sharing": edition.sharing_label.upper(),
        "files": [_download(edition, file) for file in files.values()],
        "address": request.build_absolute_uri(edition.get_absolute_url()),
    }


def _download(edition: Edition, file: BriefFile) -> Json:
    return {
        "format": file.format,
        "name": BriefFile.Format(file.format).label,
        "size": file.size,
        "address": reverse(
            "findings:brief-version", args=[edition.year, file.version, file.format]
        ),
    }


def _shown(finding: Finding) -> Shown:
    pack: Json = finding.evidence
    blocs = [BriefBloc(**bloc) for bloc in pack["blocs"]]
    title = words.figure_title(pack["kind"], blocs, READERS)
    return Shown(
        finding=finding,
        title=title,
        figure=_figure(finding, _telling(pack), title=title),
        dissent=words.who_disagrees(blocs, pack["kind"], READERS),
        stability=words.stability_text(pack["in_top_ten"], pack.get("replicates", 200), READERS),
        missing=words.missing_text([(a, level) for a, level in pack["missing"]], READERS),
        withheld=words.withheld_text([(a, level) for a, level in pack["withheld"]], READERS),
    )


def _attributes(pack: Json) -> list[str]:
    return list(dict.fromkeys(bloc["attribute"] for bloc in pack["blocs"]))


def _telling(pack: Json) -> str:
    """Return the attribute whose blocs the title of the figure speaks of."""
    blocs = [BriefBloc(**bloc) for bloc in pack["blocs"]]
    leading = words.leading_blocs(pack["kind"], blocs)
    return leading[0].attribute if leading else EVERYONE


def _rows(pack: Json, attribute: str) -> tuple[IntervalRow, ...]:
    """Return one row per bloc; a bloc keeps its mark whether or not its numbers are hidden."""
    blocs = [bloc for bloc in pack["blocs"] if bloc["attribute"] == attribute]
    hidden = [level for name, level in (*pack["missing"], *pack["withheld"]) if name == attribute]
    places = {level: at for at, level in enumerate(sorted({b["level"] for b in blocs} | {*hidden}))}
    return (
        *(_row(bloc, places[bloc["level"]]) for bloc in blocs),
        *(_hidden_row(level, places[level]) for level in hidden),
    )


def _figure(finding: Finding, attribute: str, *, title: str = "") -> SafeString:
    blocs = [bloc for bloc in finding.evidence["blocs"] if bloc["attribute"] == attribute]
    return interval_figure(
        IntervalFigure(
            title=title or _title(attribute, blocs),
            rows=_rows(finding.evidence, attribute),
            source=finding.dialogue.title,
            method=reverse("dialogues:methods") + "#intervals",
        )
    )


def _title(attribute: str, blocs: list[Json]) -> str:
    name = gettext("Everyone") if attribute == EVERYONE else str(capfirst(attribute))
    if not blocs:
        return gettext("%(name)s: not enough voices") % {"name": name}
    low = numbers.percent(min(bloc["mean"] for bloc in blocs))
    high = numbers.percent(max(bloc["mean"] for bloc in blocs))
    if low == high:
        return gettext("%(name)s: %(share)s agree") % {"name": name, "share": high}
    return gettext("%(name)s: from %(low)s to %(high)s agree") % {
        "name": name,
        "low": low,
        "high": high,
    }


def _row(bloc: Json, place: int) -> IntervalRow:
    everyone = bloc["attribute"] == EVERYONE
    return IntervalRow(
        name=gettext("Everyone") if everyone else bloc["level"],
        agree=bloc["agree"],
        disagree=bloc["disagree"],
        passed=bloc["passed"],
        mean=bloc["mean"],
        low=bloc["low"],
        high=bloc["high"],
        bloc=place % SHAPES + 1,
    )


def _hidden_row(level: str, place: int) -> IntervalRow:
    return IntervalRow(level, 0, 0, 0, 0.0, 0.0, 0.0, bloc=place % SHAPES + 1, enough=False)
