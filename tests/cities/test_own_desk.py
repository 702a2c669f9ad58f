"""Who may edit a city's page and invite its colleagues, as a table of role and state."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from hanse.accounts import furnish as accounts_furnish
from hanse.accounts.models import Invitation
from hanse.cities.actions.belonging import belong
from hanse.cities.models import Affiliation, Authority, Contact, Membership
from hanse.cities.queries import active_affiliations

SAID = (
    "summary",
    "government",
    "mandate",
    "strategy",
    "website",
    "languages",
    "challenges",
    "lenses",
    "competences",
)
pytestmark = pytest.mark.django_db
EDIT, INVITE = "/cities/oslo/edit/", "/cities/oslo/colleagues/"


def _enter(client: Client, part: str, city: Authority | None, standing: str) -> None:
    person = accounts_furnish.furnish()[part]
    if city:
        belong(person, city, role="official", standing=standing)
    client.force_login(person)


@pytest.mark.parametrize(
    ("part", "standing", "edit", "invite"),
    [
        ("adviser", "steward", 200, 200),
        ("adviser", "editor", 200, 404),
        ("adviser", "member", 404, 404),
        ("adviser", "", 404, 404),
        ("policymaker", "", 404, 404),
        ("secretariat", "", 404, 404),
    ],
)
def test_a_city_is_its_own_peoples_to_edit(
    client: Client, oslo: Authority, part: str, standing: str, edit: int, invite: int
) -> None:
    _enter(client, part, oslo if standing else None, standing)

    assert client.get(EDIT).status_code == edit
    assert client.get(INVITE).status_code == invite


@pytest.mark.parametrize(
    ("standing", "factor", "steps"),
    [
        ("steward", False, ["Add a passkey or an authenticator app"]),
        ("steward", True, ["Write this page", "Invite colleagues"]),
        ("editor", True, ["Write this page"]),
        ("member", True, []),
        ("", True, []),
    ],
)
def test_who_has_just_come_in_is_told_what_to_do_next(
    client: Client, oslo: Authority, standing: str, steps: list[str], *, factor: bool
) -> None:
    Authority.objects.filter(pk=oslo.pk).update(challenges=[])
    _enter(client, "adviser", oslo if standing else None, standing)
    if not factor:
        Authenticator.objects.all().delete()

    assert [step.words for step in client.get("/cities/oslo/").context["next_steps"]] == steps


def test_another_citys_steward_may_not(client: Client, oslo: Authority) -> None:
    lviv = Authority.objects.create(
        slug="lviv", name="Lviv", country="UA", membership=Membership.MEMBER
    )
    _enter(client, "adviser", lviv, "steward")

    assert oslo.slug in EDIT
    assert client.get(EDIT).status_code == 404


@pytest.mark.parametrize("state", ["suspended", "left"])
def test_rights_end_with_the_next_request(client: Client, oslo: Authority, state: str) -> None:
    _enter(client, "adviser", oslo, "steward")
    Authority.objects.update(membership=state)

    assert client.get(EDIT).status_code == 404


def test_a_part_is_shared_as_its_city_says(client: Client, oslo: Authority) -> None:
    _enter(client, "adviser", oslo, "editor")
    form = {f"label_{name}": "amber+strict" for name in SAID}

    client.post(EDIT, {**form, "summary": "Open", "mandate": "Kept", "label_summary": "clear"})

    page = Client().get("/cities/oslo/").content.decode()
    assert "Open" in page
    assert "Kept" not in page
    assert "Kept" in client.get("/cities/oslo/").content.decode()


def test_a_steward_invites_a_colleague(client: Client, oslo: Authority) -> None:
    _enter(client, "adviser", oslo, "steward")
    form = {"name": "B", "email": "b@oslo.example", "role": "mayor", "standing": "member"}

    client.post(INVITE, form)

    assert [one.email for one in Invitation.objects.all()] == ["b@oslo.example"]
    assert Affiliation.objects.count() == 1


def _edited(client: Client, **fields: str) -> str:
    """Send the form with some fields filled, and return the page that follows."""
    form = {f"label_{name}": "clear" for name in SAID}
    return client.post(EDIT, {**form, **fields}, follow=True).content.decode()


def test_a_city_says_which_languages_services_twins_and_count_are_its(
    client: Client, oslo: Authority
) -> None:
    _enter(client, "adviser", oslo, "editor")
    lviv = Authority.objects.create(
        slug="lviv", name="Lviv", country="UA", membership=Membership.MEMBER
    )

    _edited(
        client,
        languages="Norwegian, en",
        service_police="none",
        service_schools="own",
        twins="lviv\n",
        population="720000",
        population_year="2026",
        population_source="The city",
    )

    oslo.refresh_from_db()
    assert (oslo.languages, oslo.competences) == (
        ["no", "en"],
        {"police": "none", "schools": "own"},
    )
    assert (oslo.population, oslo.population_source) == (720_000, "The city")
    assert [twin.name for twin in oslo.twins.all()] == ["Lviv"]
    public = Client().get(oslo.get_absolute_url()).content.decode()
    assert "Schools: the city itself" in public
    assert "Norwegian" in public
    assert [city.name for city in lviv.twins.all()] == ["Oslo"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"languages": "Elvish"}, "“Elvish” is no language we know"),
        ({"twins": "Atlantis"}, "No city of the network is called “Atlantis”."),
        ({"population": "5", "population_source": ""}, "Say where the number comes from."),
    ],
)
def test_what_cannot_be_is_said_with_the_way_to_mend_it(
    client: Client, oslo: Authority, fields: dict[str, str], said: str
) -> None:
    _enter(client, "adviser", oslo, "editor")

    assert said in _edited(client, **fields)
    assert Authority.objects.get().version == 1


def test_contacts_are_added_changed_and_removed(client: Client, oslo: Authority) -> None:
    _enter(client, "adviser", oslo, "editor")
    form = {"post": "Press", "email": "press@oslo.example", "sharing_label": "clear"}
    client.post("/cities/oslo/contacts/", form)
    made = Contact.objects.get()
    page = f"/cities/oslo/contacts/{made.pk}/"

    twice = client.post("/cities/oslo/contacts/", form).content.decode()
    assert "This post has a contact already. Change that one." in twice
    client.post(page, {**form, "phone": "+47 1234"})
    assert "+47 1234" in Client().get("/cities/oslo/").content.decode()
    client.post(page, {"remove": "1"})

    assert not Contact.objects.exists()


def test_a_steward_changes_suspends_and_lets_go_of_a_colleague(
    client: Client, oslo: Authority
) -> None:
    _enter(client, "adviser", oslo, "steward")
    other = accounts_furnish.furnish()["practitioner"]
    part = belong(other, oslo, role="practitioner", standing="editor")
    theirs, page = Client(), f"/cities/oslo/colleagues/{part.pk}/"
    theirs.force_login(other)
    assert theirs.get(EDIT).status_code == 200

    client.post(page, {"suspend": "1"})
    assert theirs.get(EDIT).status_code == 404
    client.post(page, {"resume": "1"})
    assert theirs.get(EDIT).status_code == 200
    client.post(page, {"change": "1", "role": "official", "standing": "member"})
    assert theirs.get(EDIT).status_code == 404
    client.post(page, {"end": "1"})

    assert client.get(page).status_code == 404
    assert not active_affiliations(other).exists()


def test_the_last_steward_is_told_to_name_another_first(client: Client, oslo: Authority) -> None:
    _enter(client, "adviser", oslo, "steward")
    part = Affiliation.objects.get()

    answer = client.post(f"/cities/oslo/colleagues/{part.pk}/", {"end": "1"})

    assert "A city keeps a steward." in answer.content.decode()


def test_the_secretariat_turns_a_membership_and_its_people_read_why(
    client: Client, oslo: Authority
) -> None:
    _enter(client, "adviser", oslo, "steward")
    staff, page = Client(), "/cities/oslo/membership/"
    staff.force_login(accounts_furnish.furnish()["secretariat"])

    staff.post(page, {"turn": "1", "what": "suspended", "reason": "No answer for a year."})
    assert client.get(EDIT).status_code == 404
    staff.post(page, {"turn": "1", "what": "rejoined", "reason": "They answered."})
    staff.post(page, {"verify": "1", "domains": "oslo.example\n@bærum.example"})

    seen = client.get(page).content.decode()
    assert "No answer for a year." in seen
    assert "oslo.example, xn--brum-voa.example" in seen
    client.post(page, {"turn": "1", "what": "left", "reason": "Not theirs to say."})
    oslo.refresh_from_db()
    assert oslo.membership == Membership.MEMBER
    assert "No answer for a year." not in Client().get("/cities/oslo/").content.decode()


def test_a_domain_that_is_none_is_refused(client: Client, oslo: Authority) -> None:
    client.force_login(accounts_furnish.furnish()["secretariat"])

    page = client.post("/cities/oslo/membership/", {"verify": "1", "domains": "not a domain!"})

    assert "is no domain. Write it as oslo.example." in page.content.decode()
    assert oslo.verified_domains == ["oslo.example"]
