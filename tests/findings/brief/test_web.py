"""The web page is one file that says everything and lets nothing in."""

import html
import re
from dataclasses import replace
from itertools import pairwise

from tests.findings.brief import sample

from hanse.findings.brief.page import as_page
from hanse.findings.brief.web import render_html


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = render_html(sample.brief())

    assert re.findall(r'(?:src|href)="', page) == []
    assert re.findall(r"url\((?!data:)", page) == []
    assert "<script" not in page


def test_every_word_of_every_finding_is_there() -> None:
    page = html.unescape(render_html(sample.brief()))

    for finding in as_page(sample.brief())["findings"]:
        words = [finding["headline"], finding["figure_title"], finding["label"]]
        words += [finding["dissent"], finding["stability"], finding["missing"]]
        quotes = finding["supporting"] + [finding["counter_voice"]] * bool(finding["counter_voice"])
        words += [quote[part] for quote in quotes for part in ("text", "by")]
        words += [row["alt"] for row in finding["rows"]]
        assert [word for word in words if word not in page] == []


def test_simulated_data_and_the_sharing_label_are_marked_also_on_paper() -> None:
    page = render_html(sample.brief())

    assert '<strong class="simulated">Simulated data</strong>' in page
    assert '<strong class="tlp amber">TLP:AMBER+STRICT</strong>' in page
    assert "@top-right{content:" in page


def test_real_data_carry_no_mark_of_simulation() -> None:
    page = render_html(replace(sample.brief(), simulated=False))

    assert "imulated" not in page.partition("</style>")[2]


def test_markup_in_a_statement_stays_words() -> None:
    evil = '</style><script>alert("1")</script>'
    first = replace(sample.brief().findings[0], headline=evil, statement=evil)

    page = render_html(replace(sample.brief(), title=evil, findings=(first,)))

    assert "<script" not in page
    assert page.count(html.escape(evil)) == 3
    assert page.count("</style>") == 1


def test_each_language_is_marked() -> None:
    page = render_html(sample.brief())

    for language in {finding.language for finding in sample.brief().findings}:
        assert f'<h3 lang="{language}">' in page


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", render_html(sample.brief()))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
