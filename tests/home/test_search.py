"""The search finds all that a reader may see, and nothing tells of the rest."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.sharing.conftest import House, build_house
from tests.sharing.house import PEOPLE

from hanse.dialogues.models import Dialogue, Statement
from hanse.home.models import SearchEntry
from hanse.home.search_index import learn_words
from hanse.home.searching import PER_PAGE, Asked, Found, find, offer
from hanse.sharing.acting import acting
from hanse.sharing.actors import actor_of

pytestmark = pytest.mark.django_db
EVERYBODY = ("a stranger", *PEOPLE)
RARE = "xylothek"


@pytest.fixture
def full_house() -> House:
    return build_house()


def found_by(house: House, name: str, words: str, **asked: Any) -> Found:
    """Search as somebody, in a transaction that knows them, as every request does."""
    person = house.person(name)
    with acting(actor_of(person)):
        return find(Asked(words=words, **asked), person)


def all_found(house: House, name: str, words: str) -> set[str]:
    """Turn all the pages of an answer and return the addresses."""
    pages: set[str] = set()
    for page in range(1, 200 // PER_PAGE + 1):
        pages |= {hit.address for hit in found_by(house, name, words, page=page).hits}
    return pages


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_finds_exactly_what_they_may_see(name: str, full_house: House) -> None:
    Dialogue.objects.update(description=RARE)
    seen = full_house.world.sees(name)

    found = found_by(full_house, name, RARE)

    assert all_found(full_house, name, RARE) == {f"/dialogues/{key}/" for key in seen}
    assert found.counts == {"dialogue": len(seen)}
    assert found.ranked == len(seen)


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_reads_entries_they_may_not_see(name: str, full_house: House) -> None:
    Dialogue.objects.update(description=RARE)
    person = full_house.person(name)

    with acting(actor_of(person)):
        read = set(SearchEntry.objects.filter(kind="dialogue").values_list("title", flat=True))
        with connection.cursor() as cursor:
            join = "SELECT title FROM search_visible(%s) JOIN home_searchentry ON id = entry"
            cursor.execute(join, [RARE])
            named = {title for (title,) in cursor.fetchall()}

    assert read == named == full_house.world.sees(name)


@pytest.mark.parametrize("name", EVERYBODY)
def test_words_are_offered_only_from_what_one_may_see(name: str, full_house: House) -> None:
    hidden = full_house.records["aarhus-amber-strict-false"]
    Dialogue.objects.filter(pk=hidden.pk).update(description=RARE)
    learn_words()
    person = full_house.person(name)

    with acting(actor_of(person)):
        offered = offer("xylotheks", person)

    assert offered == (RARE if hidden.slug in full_house.world.sees(name) else "")


def test_a_red_record_lends_no_words(full_house: House) -> None:
    Dialogue.objects.filter(slug="aarhus-red-true").update(title=RARE, description=RARE)
    learn_words()
    aino = "aino of Aarhus"

    [hit] = found_by(full_house, aino, RARE).hits

    assert (hit.title, hit.excerpt) == ("For named people only", "")
    with acting(actor_of(full_house.person(aino))):
        assert offer("xylotheks", full_house.person(aino)) == ""


def test_what_was_written_is_escaped_and_what_was_asked_for_is_marked(full_house: House) -> None:
    harm = f"<b onclick=x> '{RARE}' & \x02{RARE}\x03"
    Dialogue.objects.filter(slug="aarhus-clear-false").update(title=harm, description=harm)

    [hit] = found_by(full_house, "a stranger", RARE).hits

    marked = f"&#x27;<mark>{RARE}</mark>&#x27; &amp; <mark>{RARE}</mark>"
    assert hit.title == f"&lt;b onclick=x&gt; {marked}"
    assert "<" not in hit.excerpt.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    ("words", "language", "text"),
    [
        ("kovacova", "sk", "Kováčová spoke"),
        ("Kováčová", "", "kovacova spoke"),
        ("meetings", "en", "We meet; a meeting helps."),
        ("jugend", "de", "Jugendliche reden mit."),
        ("élection", "fr", "Les elections locales"),
        ('"speak early"', "en", "Speak early and plainly."),
        ("speak -late", "en", "Speak early."),
        ("nothing or early", "en", "Speak early."),
        ("the mayor of", "en", "A mayor speaks."),
        ("war", "en", "A war elsewhere"),
    ],
)
def test_words_are_found_in_the_way_of_their_language(
    words: str, language: str, text: str, full_house: House
) -> None:
    shown = full_house.records["aarhus-clear-false"]
    Dialogue.objects.filter(pk=shown.pk).update(language=language, title=text)

    assert all_found(full_house, "a stranger", words) == {f"/dialogues/{shown.slug}/"}


@pytest.mark.parametrize("words", ["-only", "the", "'", "a & | ! ( :* <->", "%", "  ", "\\"])
def test_no_words_break_the_search_or_find_everything(words: str, full_house: House) -> None:
    assert found_by(full_house, "sam of the secretariat", words).counts == {}


def test_a_reader_cannot_ask_for_the_keys_of_the_index(full_house: House) -> None:
    for key in (
        "label clear",
        '"label clear"',
        "'label clear'",
        "language",
        "owned by the network",
    ):
        assert found_by(full_house, "a stranger", key).counts == {}


def test_one_kind_is_shown_while_all_are_counted(full_house: House) -> None:
    shown = full_house.records["aarhus-clear-false"]
    Dialogue.objects.filter(pk=shown.pk).update(title=RARE)
    Statement.objects.create(dialogue=shown, position=0, ref="1", text=f"A {RARE} helps.")

    found = found_by(full_house, "a stranger", RARE, kind="statement")

    assert found.counts == {"dialogue": 1, "statement": 1}
    assert [hit.address for hit in found.hits] == [f"/dialogues/{shown.slug}/statements/1/"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/search/", "One search for everything you may see"),
        ("/search/?q=nowhere", "Nothing found for “nowhere”"),
        ("/search/?q=oslo&kind=unheard-of&page=-3&order=x", "Oslo"),
        ("/search/?q=" + "a" * 300, "Ensure this value has at most 200 characters"),
        ("/search/?q=%00", "Null characters are not allowed"),
    ],
)
def test_the_page_answers_whatever_it_is_asked(address: str, says: str, client: Client) -> None:
    from hanse.cities.models import Authority, Membership

    Authority.objects.create(slug="oslo", name="Oslo", country="NO", membership=Membership.MEMBER)

    assert says in client.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_a_page_of_results_asks_the_database_equally_often(
    count: int, full_house: House, client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        Statement.objects.create(
            dialogue=full_house.records["aarhus-clear-false"],
            position=number,
            ref=str(number),
            text=f"{RARE} {number}",
        )

    with django_assert_num_queries(2):
        client.get("/search/", {"q": RARE})
