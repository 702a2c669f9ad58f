"""Who comes is told as the rule of the meeting allows: to each reader, on each way out."""

import pytest
from django.test import Client
from tests.accounts.cast import signed_in
from tests.events.cast import Network, person

from hanse.accounts.models import NetworkRole
from hanse.events.actions import accept
from hanse.events.models import Event
from hanse.shared.tables.writing import escaped

pytestmark = pytest.mark.django_db
PAGE, TABLE = "/events/oslo-workshop/participants/", "/events/oslo-workshop/participants.csv"
NOTHING, CITIES, NAMES = "nothing", "cities", "names"


@pytest.fixture
def coming(network: Network) -> Network:
    """Oslo has the only place, and who comes agreed to be listed; Lublin waits."""
    accept(network.place("Oslo"), network.official["Oslo"], named=True)
    accept(network.place("Lublin"), network.official["Lublin"], named=True)
    return network


def told(client: Client, path: str) -> str:
    """Return what somebody learns: nothing, the cities, or the names as well."""
    answer = client.get(path)
    if answer.status_code == 404:
        return NOTHING
    text = answer.content.decode("utf-8-sig")
    table = text.partition("<tbody>")[2].partition("</tbody>")[0] or text
    assert "Oslo" in table
    assert "Lublin" not in table
    return NAMES if "oslo" in table.replace("Oslo", "") else CITIES


@pytest.mark.parametrize(
    ("rule", "expected"),
    [  # stranger, observer, member, member who waits, partner, who comes, secretariat
        ("public", [CITIES, CITIES, CITIES, CITIES, CITIES, NAMES, NAMES]),
        ("members", [NOTHING, NOTHING, NAMES, NAMES, CITIES, NAMES, NAMES]),
        ("chatham-house", [NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NAMES, NAMES]),
        ("unknown", [NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NAMES, NAMES]),
    ],
)
def test_each_reader_learns_what_the_rule_allows(
    rule: str, expected: list[str], coming: Network
) -> None:
    Event.objects.update(rule=rule)
    observer = person("observer", None, network=NetworkRole.OBSERVER)
    insiders = [observer, *(coming.official[name] for name in ("Reno", "Lublin"))]
    insiders += [coming.partner, coming.official["Oslo"], coming.secretary]
    readers = [Client(), *(signed_in(who) for who in insiders)]

    assert [told(reader, PAGE) for reader in readers] == expected


@pytest.mark.parametrize("rule", ["chatham-house", "unknown"])
def test_under_the_chatham_house_rule_nothing_is_taken_along(rule: str, coming: Network) -> None:
    Event.objects.update(rule=rule)

    for who in (coming.official["Oslo"], coming.secretary):
        page = signed_in(who).get(PAGE).content.decode()
        assert signed_in(who).get(TABLE).status_code == 404
        assert TABLE not in page
        assert '<div class="stack no-print">' in page


@pytest.mark.parametrize("rule", ["public", "members"])
def test_the_table_says_no_more_than_the_page(rule: str, coming: Network) -> None:
    Event.objects.update(rule=rule)

    for who in (coming.official["Reno"], coming.official["Oslo"], coming.secretary):
        assert told(signed_in(who), TABLE) == told(signed_in(who), PAGE)


def test_who_did_not_agree_is_counted_and_not_named(coming: Network) -> None:
    Event.objects.update(rule="members")
    browser = signed_in(coming.official["Oslo"])

    browser.post("/events/oslo-workshop/invitations/oslo/", {"consent": "yes"})

    page = browser.get(PAGE).content.decode()
    assert "nobody is\n" in page or "nobody is named" in " ".join(page.split())
    assert told(signed_in(coming.secretary), PAGE) == CITIES


def test_a_name_that_looks_like_a_formula_stays_a_name(coming: Network) -> None:
    Event.objects.update(rule="members")
    who = coming.official["Oslo"]
    who.name = '=HYPERLINK("//evil.example")'
    who.save()

    table = signed_in(who).get(TABLE).content.decode("utf-8-sig")

    assert escaped(who.name).replace('"', '""') in table
    assert ",=" not in table
    assert ',"=' not in table


def test_before_anybody_accepts_the_list_says_so(network: Network) -> None:
    Event.objects.update(rule="public")

    assert "Nobody has accepted yet" in Client().get(PAGE).content.decode()
    assert PAGE not in Client().get("/events/oslo-workshop/").content.decode()
    accept(network.place("Oslo"), network.official["Oslo"])
    assert PAGE in Client().get("/events/oslo-workshop/").content.decode()
