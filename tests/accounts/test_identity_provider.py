"""Signing in through an identity provider that is really there: whom it lets in, and whom not."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.accounts.cast import person, signed_in
from tests.accounts.identity_provider import CLIENT, SECRET, IdentityProvider, running

from hanse.accounts import actions, erasing
from hanse.accounts.models import AuditEntry, User
from hanse.config.sign_in import identity_provider

pytestmark = pytest.mark.django_db
BEGIN = reverse("openid_connect_login", args=["oidc"])
CALLBACK = reverse("openid_connect_callback", args=["oidc"])
LINKS = reverse("socialaccount_connections")
ME = "_auth_user_id"


@pytest.fixture
def provider(settings: Any) -> Iterator[IdentityProvider]:
    """Run a provider, and name it in the settings."""
    with running() as house:
        settings.SOCIALACCOUNT_PROVIDERS = identity_provider(
            house.issuer, name="City of Žilina", client=CLIENT, secret=SECRET
        )
        yield house


def leave(browser: Client, house: IdentityProvider, **told: str) -> dict[str, str]:
    """Press the button, and return what the provider is asked."""
    page = browser.post(BEGIN, told)
    assert page.status_code == 200
    asked = dict(parse_qsl(urlsplit(page.context["address"]).query))
    house.asked.append(asked)
    return asked


def go(browser: Client, house: IdentityProvider, **told: str) -> Any:
    """Press the button, let the provider agree, and return what the house answers."""
    asked = leave(browser, house, **told)
    return browser.get(CALLBACK, {"code": house.code_for(asked), "state": asked["state"]})


def linked(house: IdentityProvider, who: User) -> User:
    """Link somebody with whoever sits before the provider."""
    go(signed_in(who), house, process="connect")
    return who


def test_whoever_linked_it_signs_in(provider: IdentityProvider) -> None:
    who, browser = linked(provider, person()), Client()

    answer = go(browser, provider)

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert browser.session[ME] == str(who.pk)


@pytest.mark.parametrize("proved", [True, False])
@pytest.mark.parametrize("email", ["ana@zilina.example", "nobody@zilina.example"])
def test_an_address_alone_opens_nothing(
    email: str,
    proved: bool,  # noqa: FBT001 - a column
    provider: IdentityProvider,
) -> None:
    person()
    provider.person.claims = {"email": email, "email_verified": proved}
    browser = Client()

    answer = go(browser, provider)

    assert (answer.status_code, ME in browser.session) == (403, False)
    assert b"not linked with an account here" in answer.content
    assert email.encode() not in answer.content
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)
    assert mail.outbox == []


def test_another_issuer_with_the_same_subject_is_somebody_else(
    provider: IdentityProvider, settings: Any
) -> None:
    linked(provider, person())
    with running() as other:
        settings.SOCIALACCOUNT_PROVIDERS = identity_provider(
            other.issuer, client=CLIENT, secret=SECRET
        )

        assert go(Client(), other).status_code == 403


def test_the_suspended_stay_out(provider: IdentityProvider) -> None:
    who, browser = linked(provider, person()), Client()
    actions.suspend(who)

    answer = go(browser, provider)

    assert answer["Location"] == reverse("account_inactive")
    assert ME not in browser.session
    assert b"Your account is suspended" in browser.get(answer["Location"]).content


def test_the_second_factor_is_asked_for_as_ever(provider: IdentityProvider) -> None:
    who, browser = linked(provider, person()), Client()
    TOTP.activate(who, generate_totp_secret())

    answer = go(browser, provider)

    assert (answer["Location"], ME in browser.session) == (reverse("mfa_authenticate"), False)


@pytest.mark.parametrize(("role", "address"), [("steward", "/audit/"), ("secretariat", "/audit/")])
def test_who_has_no_second_factor_adds_one_first(
    role: str, address: str, provider: IdentityProvider
) -> None:
    linked(provider, person(role))
    browser = Client()
    go(browser, provider)

    answer = browser.get(address)

    assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("mfa_index"))


@pytest.mark.parametrize(
    "fault",
    [
        "another nonce",
        "another audience",
        "another issuer's token",
        "an old token",
        "another key",
        "no signature",
        "nobody",
    ],
)
def test_what_cannot_be_believed_is_refused(fault: str, provider: IdentityProvider) -> None:
    linked(provider, person())
    provider.faults, browser = {fault}, Client()

    answer = go(browser, provider)

    assert (answer.status_code, ME in browser.session) == (401, False)
    assert b"does not belong to a sign-in that began in this browser" in answer.content


@pytest.mark.parametrize("fault", ["down", "half a configuration", "another issuer"])
def test_a_provider_in_trouble_gets_a_page_that_says_so(
    fault: str, provider: IdentityProvider
) -> None:
    browser = Client()
    asked = leave(browser, provider)
    provider.faults = {fault}
    back = {"code": provider.code_for(asked), "state": asked["state"]}

    answers = [browser.post(BEGIN), browser.get(CALLBACK, back)]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert all(b"does not answer as it should" in answer.content for answer in answers)


def test_a_provider_that_gives_no_tokens_or_is_gone_gets_the_same_page(
    provider: IdentityProvider, settings: Any
) -> None:
    provider.faults = {"no tokens"}
    broken = go(Client(), provider)
    settings.SOCIALACCOUNT_PROVIDERS = identity_provider("http://127.0.0.1:9", client=CLIENT)
    gone = Client().post(BEGIN)

    assert [broken.status_code, gone.status_code] == [401, 401]
    assert b"does not answer as it should" in broken.content
    assert b"does not answer as it should" in gone.content


def test_an_answer_belongs_to_one_visit_of_one_browser_and_counts_once(
    provider: IdentityProvider,
) -> None:
    linked(provider, person())
    here, elsewhere = Client(), Client()
    asked = leave(here, provider)
    back = {"code": provider.code_for(asked), "state": asked["state"]}

    answers = [
        elsewhere.get(CALLBACK, back),
        here.get(CALLBACK, {**back, "state": "made-up"}),
        here.get(CALLBACK, {"code": back["code"]}),
        here.get(CALLBACK, back),
        Client().get(CALLBACK, back),
    ]

    assert [answer.status_code for answer in answers] == [401, 401, 401, 302, 401]


def test_stopping_and_being_refused_there_are_told_apart(provider: IdentityProvider) -> None:
    found = []
    for error in ("access_denied", "server_error"):
        browser = Client()
        state = leave(browser, provider)["state"]
        answer = browser.get(CALLBACK, {"error": error, "state": state})
        found.append((answer.status_code, b"You stopped at" in answer.content))

    assert found == [(200, True), (401, False)]


def test_nothing_leads_elsewhere(provider: IdentityProvider) -> None:
    linked(provider, person())

    answers = [
        go(Client(), provider, next=target)["Location"]
        for target in ("https://evil.example/", "//evil.example", "/cities/")
    ]

    assert answers == ["/desk/", "/desk/", "/cities/"]


def test_an_address_of_ours_changes_nothing_that_is_asked(provider: IdentityProvider) -> None:
    browser = Client()
    more = "?scope=admin&auth_params=nonce%3Dmine%26redirect_uri%3Dhttps://evil.example"

    page = browser.post(f"{BEGIN}{more}", {"process": "redirect"})

    asked = dict(parse_qsl(urlsplit(page.context["address"]).query))
    assert asked["redirect_uri"] == f"http://testserver{CALLBACK}"
    assert sorted(asked["scope"].split()) == ["email", "openid", "profile"]
    assert asked["nonce"] != "mine"
    assert provider.issuer in page.context["address"]


def test_linking_and_unlinking_are_written_down_and_told_by_letter(
    provider: IdentityProvider,
) -> None:
    who = person()
    here, there = signed_in(who), signed_in(who)
    there.get("/style/")
    go(here, provider, process="connect")
    account = SocialAccount.objects.get()
    page = here.get(LINKS).content.decode()
    here.post(LINKS, {"account": account.pk})

    verbs = AuditEntry.objects.filter(detail__kind="oidc").values_list("verb", flat=True)
    assert list(verbs) == ["add a way to sign in", "remove a way to sign in"]
    assert "ana@zilina.example" in page
    assert account.extra_data == {"shown_as": "ana@zilina.example"}
    assert [letter.to for letter in mail.outbox] == [[who.email]] * 2
    assert b"Sign out" not in there.get("/style/").content


def test_what_one_person_linked_another_cannot_take(provider: IdentityProvider) -> None:
    first, second = linked(provider, person()), person(email="b@zilina.example")
    browser = signed_in(second)

    go(browser, provider, process="connect", next=LINKS)
    browser.post(LINKS, {"account": SocialAccount.objects.get().pk})

    assert SocialAccount.objects.get().user == first


def test_linking_asks_for_a_fresh_proof_where_there_is_one(provider: IdentityProvider) -> None:
    browser = signed_in(person(factor=True))

    answer = go(browser, provider, process="connect")

    assert answer["Location"] == LINKS
    assert browser.get(LINKS)["Location"].startswith(reverse("mfa_reauthenticate"))
    assert SocialAccount.objects.count() == 0


def test_erasing_a_person_takes_the_link_too(provider: IdentityProvider) -> None:
    who = linked(provider, person())

    erasing.erase(who, by=person("secretariat", email="staff@zilina.example"))

    assert SocialAccount.objects.count() == 0
    assert go(Client(), provider).status_code == 403


def test_there_is_a_button_only_where_there_is_a_provider(settings: Any) -> None:
    with_one = Client().get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    without = Client().get(reverse("account_login")).content.decode()
    browser = signed_in(person())

    assert "Sign in through City of Žilina" in with_one
    assert "Sign in through" not in without
    assert [browser.get(path).status_code for path in (BEGIN, CALLBACK, LINKS)] == [404] * 3


def test_a_flood_is_stopped_before_the_provider_is_asked(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}

    answers = [Client().post(BEGIN) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [401, 429]
