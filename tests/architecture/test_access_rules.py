"""No address without somebody having said who may open it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from rules.rulesets import rule_exists
from tests.access.walk import every_address

from hanse.config.doors import RULES_OF_OTHERS

HOW_TO_DECLARE = """
{route} ({name}) does not say who may open it. Write above its view, as the first decorator,

    @access("anyone")                             or another rule that some rules.py adds
    @access("edit a city", of=listed_city)        where the rule is about the thing addressed

with `from hanse.shared.access import access`. An address of another package gets its line in
src/hanse/config/doors.py.
"""


def forgotten(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody said who may read this")


urlpatterns = [path("forgotten/", forgotten), path("", include("hanse.config.urls"))]


def test_every_address_says_who_may_open_it() -> None:
    silent = [found for found in every_address() if found.rule is None]

    assert not silent, "".join(
        HOW_TO_DECLARE.format(route=found.route, name=found.name) for found in silent
    )


def test_every_address_has_a_name_of_its_own() -> None:
    names = [found.name for found in every_address()]

    assert sorted(names) == sorted(set(names))
    assert [name for name in names if not name or name.endswith(":")] == []


def test_every_rule_exists() -> None:
    named = {found.rule.rule for found in every_address() if found.rule}

    assert {rule for rule in named if not rule_exists(rule)} == set()


def test_the_table_names_the_addresses_of_others_and_no_more() -> None:
    assert {found.name for found in every_address() if not found.ours} == set(RULES_OF_OTHERS)


@pytest.mark.urls(__name__)
def test_an_address_without_a_rule_is_shut() -> None:
    with pytest.raises(ImproperlyConfigured, match="No rule says who may open /forgotten/"):
        Client().get("/forgotten/")
