"""Coming in by every door, in a real browser: code, passkey, app; with and without scripts."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from playwright.sync_api import Browser, Page, expect
from tests.accounts.cast import code_in, person
from tests.journeys.seeing import show, shut_out
from tests.journeys.visitors import give_passkeys, sign_in_by_code

from hanse.accounts import actions, purposes, tasks
from hanse.accounts.purposes import Purpose

ACCOUNT = "/account/"
SIGNED_IN_PAGES = (
    "profile/",
    "email/",
    "2fa/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "2fa/totp/activate/",
    "sessions/",
    "password/set/",
    "logout/",
)
PUBLIC_PAGES = ("login/", "login/code/", "signup/", "password/reset/", "inactive/")


@pytest.fixture
def passkeys(page: Page) -> Page:
    """Give the browser a passkey holder that always recognises its owner."""
    give_passkeys(page)
    return page


@pytest.fixture
def invitation(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: ARG001 - asks for its effect
    """Invite somebody and return the path that their letter names."""
    purpose = Purpose(offer=lambda _: "Join Žilina.", accepted=lambda *_: "/account/2fa/")
    monkeypatch.setitem(purposes._PURPOSES, "test", purpose)
    invited = actions.invite(email="eva@zilina.example", purpose="test", name="Eva")
    tasks.send_invitation(invitation=str(invited.pk))
    found = re.search(r"testserver(/invitations/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_an_invited_person_adds_a_passkey_and_comes_back_with_it_alone(
    invitation: str, passkeys: Page
) -> None:
    page = passkeys
    page.goto(invitation)
    page.get_by_label("Your name").fill("Eva Malá")
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()
    page.get_by_label("I have saved my recovery codes").check()
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Sign out").click()

    page.goto(ACCOUNT + "login/")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.locator("details.person summary")).to_have_text("Eva Malá")


def test_a_code_signs_in_without_scripts(
    transactional_db: None,  # noqa: ARG001 - asks for its effect
    browser: Browser,
    base_url: str,
) -> None:
    who = person()
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    sign_in_by_code(page, who.email)
    page.locator("details.person summary").click()
    name = page.locator("details.person summary").inner_text()
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert name == "Ana Kováčová"
    context.close()


def test_the_keyboard_is_enough(transactional_db: None, page: Page) -> None:  # noqa: ARG001 - asks for its effect
    who = person()
    page.goto(ACCOUNT + "login/")
    page.locator("#code_email").focus()
    page.keyboard.type(who.email)
    page.keyboard.press("Enter")
    page.wait_for_url("**/confirm/")
    page.get_by_role("textbox", name="Code").focus()
    page.keyboard.type(code_in(mail.outbox[-1]))
    page.keyboard.press("Enter")
    menu = page.locator("details.person summary")
    expect(menu).to_be_visible()
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator("details.person").get_by_role("link").first).to_be_focused()


def test_an_authenticator_app_becomes_the_second_step(
    transactional_db: None,  # noqa: ARG001 - asks for its effect
    page: Page,
) -> None:
    who = person()
    sign_in_by_code(page, who.email)
    page.goto(ACCOUNT + "2fa/totp/activate/")
    secret = page.locator(".secret").inner_text()
    page.get_by_role("textbox", name="Code").fill(_app_shows(secret))
    page.get_by_role("button", name="Add the app").click()
    page.get_by_label("I have saved my recovery codes").check()
    codes_wrong = shut_out(page)
    recovery = page.locator("#recovery_codes").input_value().split()[0]
    page.context.clear_cookies()

    sign_in_by_code(page, who.email)
    expect(page).to_have_url(re.compile("/account/2fa/authenticate/"))
    step_wrong = shut_out(page)
    page.get_by_role("textbox", name="Code").fill(recovery)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(page.locator("details.person summary")).to_have_text("Ana Kováčová")
    assert (codes_wrong, step_wrong) == ([], [])


def _app_shows(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


@pytest.fixture
def shut_out_at(page: Page) -> Callable[[str, int], list[Any]]:
    """Return what a page does that would shut somebody out at a width."""

    def look(address: str, width: int) -> list[Any]:
        show(page, width)
        page.goto(address)
        return shut_out(page)

    return look


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_sign_in_shut_nobody_out(
    width: int, page: Page, invitation: str, shut_out_at: Callable[[str, int], list[Any]]
) -> None:
    open_pages = {name: shut_out_at(ACCOUNT + name, width) for name in PUBLIC_PAGES}
    open_pages["invitation"] = shut_out_at(invitation, width)
    sign_in_by_code(page, person().email)
    own_pages = {name: shut_out_at(ACCOUNT + name, width) for name in SIGNED_IN_PAGES}

    assert {name: wrong for name, wrong in (open_pages | own_pages).items() if wrong} == {}
