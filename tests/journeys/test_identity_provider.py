"""Signing in through an institution's own identity provider, in a real browser."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from playwright.sync_api import Browser, Page, expect
from tests.accounts.cast import person
from tests.accounts.identity_provider import CLIENT, SECRET, IdentityProvider, running
from tests.journeys.seeing import show, shut_out
from tests.journeys.visitors import Doors, give_passkeys, sign_in_by_code

from hanse.accounts import actions, purposes, tasks
from hanse.accounts.purposes import Purpose
from hanse.config.sign_in import identity_provider

LOGIN = "/account/login/"
BUTTON = "Sign in through City of Žilina"
Look = Callable[[str], None]


@pytest.fixture
def provider(transactional_db: None, settings: Any) -> Iterator[IdentityProvider]:  # noqa: ARG001 - asks for its effect
    """Run a provider, and name it in the settings."""
    with running() as house:
        settings.SOCIALACCOUNT_PROVIDERS = identity_provider(
            house.issuer, name="City of Žilina", client=CLIENT, secret=SECRET
        )
        yield house


@pytest.fixture
def elsewhere(browser: Browser, base_url: str) -> Iterator[Page]:
    """Open a browser that may see refusals, which browsers note as errors."""
    page = Doors(browser, base_url).open()
    yield page
    page.context.close()


def through_the_provider(page: Page, does: str = "Continue") -> None:
    """Press the button on the sign-in page, and one of the provider's own."""
    page.goto(LOGIN)
    page.get_by_role("button", name=BUTTON).click()
    page.get_by_role("button", name=does).click()


def sign_out(page: Page) -> None:
    """Leave by the menu under one's name."""
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Sign out").click()


def link(page: Page, email: str) -> None:
    """Sign in by code, and link the provider."""
    sign_in_by_code(page, email, then="/account/3rdparty/")
    page.get_by_role("button", name="Link it with City of Žilina").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Linked. From now on it signs you in.")).to_be_visible()


def test_an_invited_person_links_their_institution_and_comes_back_through_it(
    provider: IdentityProvider, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    del provider
    give_passkeys(page)
    purpose = Purpose(offer=lambda _: "Join Žilina.", accepted=lambda *_: "/account/2fa/")
    monkeypatch.setitem(purposes._PURPOSES, "test", purpose)
    invited = actions.invite(email="eva@zilina.example", purpose="test", name="Eva")
    tasks.send_invitation(invitation=str(invited.pk))
    found = re.search(r"testserver(/invitations/\S+)", str(mail.outbox[-1].body))
    assert found
    page.goto(found[1])
    page.get_by_label("Your name").fill("Eva Malá")
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("link", name="Link or unlink it").click()
    page.get_by_role("button", name="Link it with City of Žilina").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Linked. From now on it signs you in.")).to_be_visible()
    sign_out(page)

    through_the_provider(page)

    expect(page.locator("details.person summary")).to_have_text("Eva Malá")
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Link or unlink it").click()
    page.get_by_role("button", name="Unlink it").click()
    expect(page.get_by_text("It is not linked yet.")).to_be_visible()


def test_a_second_factor_follows_the_provider(provider: IdentityProvider, elsewhere: Page) -> None:
    del provider
    who = person("secretariat")
    link(elsewhere, who.email)
    elsewhere.goto("/audit/")
    expect(elsewhere).to_have_url(re.compile("/account/2fa/$"))
    elsewhere.get_by_role("link", name="Add a passkey").click()
    elsewhere.get_by_role("button", name="Add the passkey").click()
    elsewhere.get_by_label("I have saved my recovery codes").check()
    sign_out(elsewhere)

    through_the_provider(elsewhere)
    expect(elsewhere).to_have_url(re.compile("/account/2fa/authenticate/"))
    elsewhere.goto("/audit/")
    expect(elsewhere).to_have_url(re.compile("/account/2fa/authenticate/"))
    elsewhere.get_by_role("button", name="Use a passkey").click()

    expect(elsewhere.locator("details.person summary")).to_be_visible()


def test_strangers_and_the_suspended_read_what_to_do(
    provider: IdentityProvider, elsewhere: Page
) -> None:
    who = person()
    link(elsewhere, who.email)
    sign_out(elsewhere)
    actions.suspend(who)
    through_the_provider(elsewhere)
    expect(elsewhere.get_by_role("heading", name="Your account is suspended")).to_be_visible()
    provider.person.sub = "somebody else"
    through_the_provider(elsewhere)

    expect(elsewhere.get_by_role("heading", name="Not linked with an account")).to_be_visible()
    expect(elsewhere.get_by_text("Ask your city or the secretariat.")).to_be_visible()
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("fault", "does", "said"),
    [
        ("", "Stop", "You stopped at City of Žilina."),
        ("another nonce", "Continue", "does not belong to a sign-in that began in this browser"),
        ("no tokens", "Continue", "City of Žilina does not answer as it should."),
    ],
)
def test_what_goes_wrong_there_is_said_plainly_here(
    fault: str, does: str, said: str, provider: IdentityProvider, elsewhere: Page
) -> None:
    provider.faults = {fault}

    through_the_provider(elsewhere, does)

    expect(elsewhere.get_by_text(said)).to_be_visible()
    expect(elsewhere.get_by_role("link", name="To the ways to sign in")).to_be_visible()


def test_it_works_without_scripts(
    provider: IdentityProvider, browser: Browser, base_url: str
) -> None:
    del provider
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    link(page, person().email)
    sign_out(page)

    through_the_provider(page)

    expect(page.locator("details.person summary")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_pages_shut_nobody_out(
    width: int, theme: str, provider: IdentityProvider, elsewhere: Page
) -> None:
    show(elsewhere, width, theme)
    wrong = []
    for address in (LOGIN, "/account/oidc/oidc/login/"):
        elsewhere.goto(address)
        wrong += shut_out(elsewhere)
    through_the_provider(elsewhere)  # nobody knows them
    wrong += shut_out(elsewhere)
    through_the_provider(elsewhere, "Stop")
    wrong += shut_out(elsewhere)
    link(elsewhere, person().email)
    wrong += shut_out(elsewhere)

    assert wrong == []
    assert provider.asked
