"""The alignment of a city as a paper to hand to its council."""

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hanse.shared.documents.paper import Paper, PaperPicture, PaperSection, PaperTable
from hanse.shared.numbers import whole
from hanse.threats import alignment_words as words
from hanse.threats.figures.alignment import alignment_svg, in_words, shown
from hanse.threats.pages.alignment import Row, Told, amount_of, figure_title, split_of, views_of


def paper_of(about: Told) -> Paper:
    """Put the page into a paper; nothing is computed here."""
    picture = about.picture
    scored = picture.index is not None
    return Paper(
        title=_("Threat and resources in %(city)s") % {"city": about.city.name},
        kicker=_("Alignment %(year)s") % {"year": about.year},
        lede=" ".join([words.headline(picture), words.interval(picture) if scored else ""]).strip(),
        language=get_language() or "en",
        facts=(),
        sections=tuple(_sections(about)),
        sharing_label="TLP:AMBER+STRICT",
        basis=_("As of %(day)s") % {"day": date_format(picture.until)},
        simulated=about.simulated_words,
        simulated_mark=_("SIMULATED DATA"),
        page_word=_("Page"),
    )


def _sections(about: Told) -> list[PaperSection]:
    """Say on the first page all that a council decides by; the rest follows."""
    picture = about.picture
    drawn = PaperPicture(alignment_svg(picture), in_words(shown(picture)))
    found = [
        PaperSection(_("What stands out"), items=_outstanding(about)),
        PaperSection(
            _("Category by category"),
            table=_table(about.rows),
            paragraphs=(" ".join([*_facts(about), _source(about), words.policy_scale()]),),
        ),
        PaperSection(_("What the score does not say"), items=words.caveats()),
        PaperSection(figure_title(about), picture=drawn) if about.compared else None,
        PaperSection(
            _("Measures of %(year)s") % {"year": about.year},
            table=PaperTable(
                (_("Measure"), _("Amount"), _("Meant for")),
                tuple((one.name, amount_of(one), split_of(one)) for one in about.measures),
                numbers=(1,),
                widths=(4, 2, 5),
            )
            if about.measures
            else None,
            paragraphs=() if about.measures else (_("No measures are entered yet."),),
        ),
    ]
    if views := views_of(picture):
        columns = (_("Assumption"), _("Aligned"), _("90% interval"), _("Source"))
        table = PaperTable(columns, tuple(views), numbers=(1, 2), widths=(5, 1.5, 2, 4))
        found.append(PaperSection(_("Under other assumptions"), table=table))
    return [section for section in found if section]


def _table(rows: list[Row]) -> PaperTable | None:
    if not rows:
        return None
    return PaperTable(
        (
            _("Category"),
            _("Threat"),
            _("Trend"),
            _("Policy"),
            _("Resources"),
            _("Gap in points"),
            _("How sure"),
        ),
        tuple(
            (
                row.name,
                row.threat,
                row.trend,
                str(row.level),
                row.resources,
                _gap(row),
                row.sureness_short,
            )
            for row in rows
        ),
        numbers=(1, 3, 4, 5),
        widths=(4.6, 1.2, 2.7, 1.1, 1.7, 2.6, 1.9),
    )


def _gap(row: Row) -> str:
    return f"{row.gap} ({row.span})" if row.span else row.gap


def _outstanding(about: Told) -> tuple[str, ...]:
    named = words.outstanding(about.picture.lines)
    return named or (_("Nothing that is both sure and notable."),)


def _facts(about: Told) -> tuple[str, ...]:
    counts = {
        _("Observations in 12 months"): about.picture.incidents,
        _("Measures"): len(about.measures),
    }
    return tuple(f"{name}: {whole(count)}." for name, count in counts.items())


def _source(about: Told) -> str:
    return _("Observations of %(city)s, source: %(sources)s. Threat shares are weighted.") % {
        "city": about.city.name,
        "sources": ", ".join(about.sources) or "–",  # noqa: RUF001 - a dash for nothing
    }
