"""Who is erased leaves no name, address or signature anywhere, and what they said stays."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from tests.sharing.conftest import House

from hanse.accounts import actions as accounts
from hanse.accounts.erasing import NotOneselfError, erase
from hanse.accounts.models import AuditEntry, User
from hanse.cities.actions.belonging import belong
from hanse.cities.models import Application, Authority, Contact
from hanse.events.models import Event, Note
from hanse.shared.letters import post
from hanse.sharing import actions, quotes
from hanse.sharing.acting import acting, as_system
from hanse.sharing.actors import Actor, actor_of
from hanse.sharing.models import Attribution, Audience, Authorship

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Canary Quillfeather", "canary@quillfeather.example"


@pytest.fixture
def canary(full_house: House) -> User:
    """Leave a trace of one person wherever a person can leave one."""
    aarhus = full_house.cities["Aarhus"]
    person = accounts.add_person(email=EMAIL, name=NAME)
    belong(person, aarhus, role="mayor", standing="editor")
    accounts.invite(email=EMAIL, purpose="network role", target="observer", name=NAME)
    post(occasion="a test", to=EMAIL, language="en", subject=f"For {NAME}", text=f"Dear {NAME}")
    EmailAddress.objects.create(user=person, email=f"x{EMAIL}")
    Contact.objects.create(authority=aarhus, post="Mayor", name=NAME, email=EMAIL)
    about = {"name": "Aarhus", "country": "DK", "role": "mayor", "token_hash": b"x"}
    Application.objects.create(applicant=NAME, email=EMAIL, **about)
    return person


def say(person: User, city: Authority, rule: Attribution, label: str = "clear") -> Note:
    """Write a note of a meeting under a rule."""
    event, _new = Event.objects.get_or_create(
        slug="a-meeting",
        defaults={
            "title": "A meeting",
            "starts_on": "2026-01-01",
            "place": "A",
            "precision": "day",
        },
    )
    said = Note(event=event, words="Words.", addressee="cities", attribution=rule)
    said.sharing_label = label
    quotes.sign(said, person, person.affiliations.get(authority=city))
    with as_system("a test"):
        if label == "red":
            actions.address(said.record, [person])
        said.save()
    return said


def rows_with(word: str) -> dict[str, int]:
    """Count the rows of every table that hold a word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(
                f"SELECT count(*) FROM {table} AS t WHERE t::text ILIKE %s",  # noqa: S608 - our tables
                [f"%{word}%"],
            )
            found[table] = cursor.fetchone()[0]
    return {table: count for table, count in found.items() if count}


def test_nothing_names_an_erased_person_and_their_words_stay(
    full_house: House, canary: User
) -> None:
    aarhus = full_house.cities["Aarhus"]
    named = say(canary, aarhus, Attribution.NAMED)
    assert len(rows_with("canary")) > 5

    erase(canary, by=full_house.people["sam of the secretariat"])

    named.refresh_from_db()
    assert rows_with("canary") == {}
    assert rows_with("quillfeather") == {}
    assert quotes.quote(named, "Words.", None).by == "Mayor, Aarhus"
    assert str(User.objects.get(pk=canary.pk)) == "a person who was erased"
    assert not canary.affiliations.exists()


def test_signatures_and_places_in_audiences_go_and_red_records_for_nobody_go_too(
    full_house: House, canary: User
) -> None:
    aarhus = full_house.cities["Aarhus"]
    chatham = say(canary, aarhus, Attribution.CHATHAM)
    alone = say(canary, aarhus, Attribution.CHATHAM, "red")
    before = Audience.objects.count()

    erase(canary, by=full_house.people["sam of the secretariat"])

    with acting(_as(canary)):
        assert not Authorship.objects.filter(person=canary).exists()
    assert Audience.objects.count() == before - 1
    assert Note.objects.filter(pk=chatham.pk).exists()
    assert not Note.objects.filter(pk=alone.pk).exists()


def _as(person: User) -> Actor:
    return Actor(person_id=person.pk, mfa=True)


def test_who_is_erased_cannot_be_let_back_in(full_house: House, canary: User) -> None:
    sam = full_house.people["sam of the secretariat"]

    erase(canary, by=sam)
    accounts.reinstate(canary, by=sam)

    assert (canary.is_active, actor_of(canary).person_id) == (False, None)
    entry = AuditEntry.objects.filter(verb="erase a person").get()
    assert (entry.target, entry.person) == (f"accounts.user:{canary.pk}", sam.pk)


def test_nobody_erases_themselves(full_house: House) -> None:
    sam = full_house.people["sam of the secretariat"]

    with pytest.raises(NotOneselfError):
        erase(sam, by=sam)
