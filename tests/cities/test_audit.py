"""What happens to cities and their people is written down with the act."""

import pytest

from hanse.accounts import furnish as accounts_furnish
from hanse.accounts.models import AuditEntry, User
from hanse.cities.actions import belonging, editing, membership
from hanse.cities.models import Authority, MembershipEvent
from hanse.cities.queries import active_affiliations

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> dict[str, User]:  # noqa: ARG001 - asks for its effect
    return accounts_furnish.furnish()


def told_of(city: Authority) -> list[tuple[str, object]]:
    entries = AuditEntry.objects.filter(target=f"cities.authority:{city.pk}")
    return [(entry.verb, entry.detail) for entry in entries]


def test_a_persons_way_through_a_city_leaves_a_line_per_step(
    oslo: Authority, cast: dict[str, User]
) -> None:
    boss, ada = cast["adviser"], cast["practitioner"]
    belonging.belong(boss, oslo, role="official", standing="steward")
    part = belonging.belong(ada, oslo, role="official", standing="member", by=boss)
    who = {"person": str(ada.pk)}

    belonging.change(part, role="official", standing="editor", by=boss)
    belonging.change(part, role="official", standing="editor", by=boss)
    belonging.suspend(part, by=boss)
    belonging.resume(part, by=boss)
    belonging.end(part, by=boss)

    before = {"role": "official", "standing": "member"}
    after = {"role": "official", "standing": "editor"}
    assert told_of(oslo)[1:] == [
        ("take somebody in", {**who, **before}),
        ("change somebody's part in a city", {**who, "before": before, "after": after}),
        ("suspend somebody in a city", who),
        ("let somebody in a city back in", who),
        ("end somebody's part in a city", who),
    ]


@pytest.mark.parametrize("act", ["suspend", "end"])
def test_who_is_put_out_is_out_with_the_next_request_even_on_the_first_day(
    oslo: Authority, cast: dict[str, User], act: str
) -> None:
    boss, ada = cast["adviser"], cast["practitioner"]
    belonging.belong(boss, oslo, role="official", standing="steward")
    part = belonging.belong(ada, oslo, role="official", standing="member")
    assert active_affiliations(ada).exists()

    getattr(belonging, act)(part, by=boss)

    assert not active_affiliations(ada).exists()


@pytest.mark.parametrize("act", ["suspend", "end", "change"])
def test_the_last_steward_stays(oslo: Authority, cast: dict[str, User], act: str) -> None:
    boss = cast["adviser"]
    part = belonging.belong(boss, oslo, role="official", standing="steward")
    about = {"role": "mayor", "standing": "editor"} if act == "change" else {}

    with pytest.raises(belonging.LastStewardError):
        getattr(belonging, act)(part, by=boss, **about)

    assert active_affiliations(boss).get().standing == "steward"


def test_turns_of_membership_and_edits_leave_states_and_names_of_fields(
    oslo: Authority, cast: dict[str, User]
) -> None:
    membership.turn(
        oslo, MembershipEvent.What.LEFT, reason="A secret.", decided_by=cast["secretariat"]
    )
    oslo.summary = "Words."
    editing.edit(oslo, {"summary": "clear"}, by=cast["adviser"], changed=["summary"])

    assert told_of(oslo) == [
        ("change a membership", {"before": "member", "after": "left"}),
        ("edit a city", {"fields": ["summary"], "labels": {"summary": "clear"}, "version": 2}),
    ]
