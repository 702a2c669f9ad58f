"""What is hidden is like what does not exist, by whatever way somebody looks for it."""

import time
from collections.abc import Iterator
from itertools import islice

import pytest
from django.db import connection
from django.urls import reverse
from tests.access.cast import OTHER, OWN, READERS
from tests.access.house import House, addresses
from tests.access.kinds import Case
from tests.access.rule_table import at_the_door
from tests.access.sending import believed
from tests.access.test_every_page import OURS, note
from tests.access.test_matrix import RULE_OF, expected
from tests.access.visiting import visit

CHILDREN = {"record", "pk"}  # what these name is one thing in the whole house
CITIES = {OWN.lower(): OWN, OTHER.lower(): OTHER}
ELSEWHERE = "https://elsewhere.example/"
ROUNDS, PATIENCE = 25, 4


def test_a_thing_is_found_under_its_own_parent_alone(house: House) -> None:
    tried = {name: list(misplaced(name, house)) for name in OURS}

    assert len([name for name, cases in tried.items() if cases]) >= 10
    for name, cases in tried.items():
        sent = believed(house, name) if "POST" in addresses()[name].methods else None
        for reader in READERS:
            for case in cases:
                door = at_the_door(reader, RULE_OF[name], case.city)
                path = reverse(name, kwargs=case.named)
                for method in sorted(addresses()[name].methods - {"HEAD"}):
                    data = sent.answers if sent and method == "POST" else None
                    answer = visit(house, reader, method, path, data)

                    met = answer.outcome, answer.wrote, answer.letters
                    should = "missing" if door == "open" else door
                    assert met == (should, frozenset(), 0), (name, reader, method, case)


def misplaced(name: str, house: House) -> Iterator[Case]:
    """Yield things under parents that are there, and not their own."""
    cases = [case for case in house.cases[name].values() if case.there]
    known = {tuple(case.named.values()) for case in cases}
    for case in cases:
        if "slug" not in case.named or not CHILDREN & case.named.keys():
            continue
        for slug in islice(_others(name, house, case.named["slug"]), 2):
            named = {**case.named, "slug": slug}
            if tuple(named.values()) not in known:
                yield Case(named, city=CITIES.get(slug, ""), there=False)


def _others(name: str, house: House, own: str) -> Iterator[str]:
    """Yield what addresses of the same feature call their parents."""
    feature = name.partition(":")[0]
    alike = [cases for other, cases in house.cases.items() if other.startswith(f"{feature}:")]
    slugs = {one.named.get("slug", own) for cases in alike for one in cases.values() if one.there}
    yield from sorted(slugs & set(CITIES) - {own} or slugs - {own})


@pytest.mark.parametrize("name", OURS)
def test_looking_for_what_is_hidden_asks_what_looking_for_nothing_asks(
    name: str, house: House
) -> None:
    method = "GET" if "GET" in addresses()[name].methods else "POST"
    for reader in READERS:
        for cases in hidden(name, reader, method, house):
            asked: dict[tuple[str, ...], str] = {}
            for label, case in cases.items():
                queries: list[str] = []
                with connection.execute_wrapper(note(queries)):
                    visit(house, reader, method, reverse(name, kwargs=case.named))
                asked.setdefault(tuple(queries), label)

            assert len(asked) <= 1, (reader, asked)


def hidden(name: str, reader: str, method: str, house: House) -> list[dict[str, Case]]:
    """Return what is missing to a reader, sorted by what is no secret to anybody.

    That a city is listed is none, nor a meeting that everybody may see. What belongs to them is.
    """
    found: dict[tuple[str, bool, bool], dict[str, Case]] = {}
    known = house.once("what is no secret", lambda: set(CITIES) | _open_meetings())
    for label, case in house.cases[name].items():
        if expected(name, reader, method, case, house) == "missing":
            door = at_the_door(reader, RULE_OF[name], case.city)
            alike = door, bool(case.city), case.named.get("slug") in known
            found.setdefault(alike, {})[label] = case
    return list(found.values())


def _open_meetings() -> set[str]:
    from hanse.events.models import Event

    return set(Event.objects.filter(sharing_label="clear").values_list("slug", flat=True))


def test_looking_for_what_is_hidden_takes_as_long_as_looking_for_nothing(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = []
    for name in ("dialogues:dialogue", "events:event", "threats:observation", "threats:alarm"):
        cases = house.cases[name]
        kinds = [reverse(name, kwargs=cases[k].named) for k in ("another city's", "non-existent")]
        taken: dict[str, list[float]] = {path: [] for path in kinds}
        ratio = 0.0
        for _more in range(PATIENCE):  # the least time is what the page takes undisturbed
            for path in kinds * ROUNDS:
                began = time.process_time()
                visit(house, "member", "GET", path)
                taken[path].append(time.process_time() - began)
            ratio = min(taken[kinds[0]]) / min(taken[kinds[1]])
            if 1 / 1.2 < ratio < 1.2:
                break
        shown.append(f"{name}: {ratio:.3f}")

        assert 1 / 1.2 < ratio < 1.2, name
    with capsys.disabled():
        print(f"\nTime of what is hidden over time of nothing: {', '.join(shown)}.")  # noqa: T201 - a figure of the documentation


@pytest.mark.parametrize("name", OURS)
def test_words_added_to_an_address_lead_nowhere_else(name: str, house: House) -> None:
    case = next(iter(house.cases[name].values()))
    path = reverse(name, kwargs=case.named)
    for reader in ("public", "member", "secretariat"):
        plain = visit(house, reader, "GET", path)
        led = visit(house, reader, "GET", f"{path}?next={ELSEWHERE}&format=json&lang=xx")

        assert (led.outcome, led.headers["Content-Type"]) == (
            plain.outcome,
            plain.headers["Content-Type"],
        )
        assert not led.headers.get("Location", "").startswith(("http:", "https:", "//"))
