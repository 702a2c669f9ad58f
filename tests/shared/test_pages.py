"""The shell around every page: who it speaks to, what it loads, where it leads."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

MOST_REQUESTS = 10


def test_the_page_says_which_language_it_is_in(client: Client) -> None:
    assert '<html lang="en" dir="ltr">' in client.get("/style/").content.decode()


def test_a_reader_can_skip_to_the_content(client: Client) -> None:
    page = client.get("/style/").content.decode()

    assert page.index('class="skip" href="#main"') < page.index("<header")
    assert 'id="main"' in page


def test_nothing_on_the_page_needs_an_inline_style_or_script(client: Client) -> None:
    page = client.get("/style/").content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", page) == []
    assert re.findall(r"\son[a-z]+=", page) == []


def test_a_page_asks_for_few_files(client: Client) -> None:
    page = client.get("/style/").content.decode()
    linked = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page))

    assert 1 + len(linked) <= MOST_REQUESTS


def test_the_menu_marks_where_the_reader_is(client: Client, settings: Any) -> None:
    settings.HANSE_MENU = (("shared:style", "Style"), ("no:such", "Gone"))

    page = client.get("/style/").content.decode()

    assert re.search(r'href="/style/"\s*aria-current="page"\s*>Style</a>', page)
    assert "Gone" not in page


def test_choosing_a_language_is_remembered_and_leads_back(client: Client) -> None:
    answer = client.get(reverse("shared:language", args=["de"]) + "?next=/style/%3Forder=x")

    assert (answer.status_code, answer["Location"]) == (302, "/style/?order=x")
    assert client.cookies["django_language"]["httponly"]
    assert '<html lang="de"' in client.get("/style/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x"])
def test_choosing_a_language_never_leads_elsewhere(client: Client, elsewhere: str) -> None:
    answer = client.get(reverse("shared:language", args=["de"]), {"next": elsewhere})

    assert answer["Location"] == "/"


def test_an_unknown_language_is_not_found(client: Client) -> None:
    assert client.get(reverse("shared:language", args=["xx"])).status_code == 404


def test_reading_sets_no_cookie(client: Client) -> None:
    client.get("/style/")

    assert dict(client.cookies) == {}


def test_a_missing_page_says_so_in_the_house_style(client: Client) -> None:
    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    assert "This page is not here" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_render_even_when_nothing_else_works(name: str) -> None:
    from django.template.loader import render_to_string

    assert re.search(r"<h1>\s*\w", render_to_string(name))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "lost", "too_large", "forged"),
    [
        ("en", "This page is not here", "Too large", "This did not go through"),
        ("de", "Diese Seite gibt es hier nicht", "Zu groß", "Das ging nicht durch"),
    ],
)
def test_pages_of_failure_speak_the_readers_language(
    language: str, lost: str, too_large: str, forged: str
) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": language})
    login = reverse("account_login")
    browser.get(login)

    answers = [
        browser.get("/no-such-page/"),
        browser.post(login, {"login": "x" * 3_000_000}),
        browser.post(login, {"login": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 413, 403]
    for answer, words in zip(answers, (lost, too_large, forged), strict=True):
        assert words in answer.content.decode()
        assert f'<html lang="{language}"' in answer.content.decode()
