"""Each component renders what its caller asked for, and nothing a screen reader would trip over."""

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

import hanse.shared
from hanse.shared.labels import WORDS

TEMPLATES = Path(hanse.shared.__file__).parent / "templates"


def render(markup: str, address: str = "/", **context: Any) -> str:
    """Return a piece of template as a page at `address` would show it, spaces folded."""
    request = RequestFactory().get(address)
    source = CottonCompiler().process("{% load hanse %}" + markup)
    rendered = engines["django"].from_string(source).render(context, request)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", rendered).replace(" >", ">")).strip()


@pytest.mark.parametrize("label", sorted(WORDS))
def test_a_label_is_told_by_words_and_not_by_colour_alone(label: str) -> None:
    drawn = render('<c-badge :label="label" />', label=label)

    assert f"{WORDS[label].words}</span>" in drawn
    assert f'<span class="badge {label}"><svg class="icon" aria-hidden="true">' in drawn


def test_a_badge_without_a_label_shows_its_own_words() -> None:
    assert render("<c-badge>Police</c-badge>") == '<span class="badge">Police</span>'


def test_a_sharing_label_is_written_out() -> None:
    strict = '<span class="tlp tlp-amber">TLP:AMBER+STRICT</span>'

    assert render('<c-tlp label="AMBER+STRICT" />') == strict


def test_a_button_with_an_address_is_a_link_and_one_without_is_a_button() -> None:
    link = '<a href="/x/" class="button">Go</a>'
    assert render('<c-button href="/x/">Go</c-button>') == link
    assert render('<c-button kind="quiet">Send</c-button>').startswith(
        '<button type="submit" class="button button-quiet"'
    )


def test_words_of_a_caller_are_escaped() -> None:
    drawn = render('<c-card :title="title"></c-card>', title="<script>")

    assert "&lt;script&gt;" in drawn
    assert "<script>" not in drawn


def test_the_open_tab_is_marked() -> None:
    tabs = [{"label": "All", "address": "?", "current": True}, {"label": "Few", "address": "?b"}]
    drawn = render('<c-tabs label="Views" :entries="tabs" />', tabs=tabs)

    assert drawn.count('aria-current="page"') == 1
    assert re.search(r'href="\?"\s*aria-current="page"\s*>All<', drawn)


def test_a_sorted_column_says_so_and_offers_the_other_way() -> None:
    falling = render('<c-sort key="votes" order="-votes">Votes</c-sort>', "/?order=-votes&page=3")
    unsorted = render('<c-sort key="votes" order="name">Votes</c-sort>', "/?order=name")

    assert 'aria-sort="descending"' in falling
    assert 'href="?order=votes"' in falling
    assert "aria-sort" not in unsorted
    assert 'href="?order=-votes"' in unsorted


def test_pages_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(100), 10).get_page(5)
    drawn = render('<c-pagination :page="page" />', "/?topic=police&page=5", page=page)

    assert 'href="?topic=police&amp;page=4" rel="prev"' in drawn
    assert re.search(r'href="\?topic=police&amp;page=5"\s*aria-current="page"', drawn)


def test_a_single_page_needs_no_page_links() -> None:
    page = Paginator(range(5), 10).get_page(1)

    assert render('<c-pagination :page="page" />', page=page) == ""


class Registration(forms.Form):
    """A form with a hint and two kinds of field."""

    year = forms.IntegerField(label="Year", help_text="Four digits.")
    role = forms.ChoiceField(label="Role", choices=[("m", "Mayor")], widget=forms.RadioSelect)


def test_a_field_ties_hint_and_error_to_its_input() -> None:
    form = Registration({"year": "soon", "role": "m"})
    drawn = render('<c-field :field="form.year" />', form=form)
    described = re.search(r'aria-describedby="([^"]*)"', drawn)

    assert '<label for="id_year">Year</label>' in drawn
    assert described
    assert all(f'id="{name}"' in drawn for name in described[1].split())
    assert 'aria-invalid="true"' in drawn


def test_choices_stand_in_a_group_with_a_name() -> None:
    drawn = render('<c-field :field="form.role" />', form=Registration())

    assert "<fieldset" in drawn
    assert "<legend>Role</legend>" in drawn
    assert re.search(r'<label for="id_role_0">Mayor</label>', drawn)


def test_the_error_summary_leads_to_each_field() -> None:
    drawn = render('<c-error-summary :form="form" />', form=Registration({"role": "m"}))

    assert '<a href="#id_year">Year: This field is required.</a>' in drawn
    assert render('<c-error-summary :form="form" />', form=Registration()) == ""


def test_a_wide_table_can_be_scrolled_by_keyboard() -> None:
    drawn = render('<c-table caption="Votes"><tbody></tbody></c-table>')

    assert 'role="region" tabindex="0" aria-label="Votes"' in drawn
    assert "<caption>Votes</caption>" in drawn


def test_a_quote_carries_its_language_and_its_careful_credit() -> None:
    drawn = render('<c-quote lang="fr" by="A participant">Oui.</c-quote>')

    assert drawn.startswith('<blockquote class="quote" lang="fr">')
    assert "<footer>A participant</footer>" in drawn


def test_every_component_is_shown_on_the_style_page() -> None:
    sources = "".join(file.read_text() for file in TEMPLATES.rglob("*.html"))
    components = {file.stem.replace("_", "-") for file in TEMPLATES.glob("cotton/*.html")}

    assert {name for name in components if f"<c-{name}" not in sources} == set()
