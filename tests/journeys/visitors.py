"""People at their own browsers: each journey may have several at once."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from playwright.sync_api import Browser, Page
from tests.accounts.cast import code_in

from hanse.accounts.models import User

OpenBrowser = Callable[[], Page]


def give_passkeys(page: Page) -> None:
    """Give a browser a passkey holder that always recognises its owner."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    holder = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": holder})


@dataclass(frozen=True, slots=True)
class Doors:
    """Opens browsers at one address, with a passkey holder that always recognises its owner."""

    browser: Browser
    base_url: str

    def open(self) -> Page:
        """Open a browser of its own, as on another person's machine."""
        page = self.browser.new_context(base_url=self.base_url).new_page()
        give_passkeys(page)
        return page

    def open_for(self, person: User) -> Page:
        """Open a browser in which somebody who is known already is signed in."""
        client = Client()
        client.force_login(person)
        page = self.open()
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.base_url}]
        )
        return page


def letters_to(email: str) -> list[EmailMessage]:
    """Return the letters to somebody, newest first."""
    return [one for one in reversed(mail.outbox) if email in one.to]


def code_for(email: str) -> str:
    """Return the code in the newest letter to somebody."""
    return code_in(letters_to(email)[0])


def link_for(email: str, path: str) -> str:
    """Return the newest address of ours under a path that a letter to somebody names."""
    texts = "\n".join(str(one.body) for one in letters_to(email))
    found = re.search(rf"({path}\S+)", texts)
    assert found, f"no {path} in the letters to {email}"
    return found[1]


def accept_with_a_passkey(page: Page, invitation: str, name: str) -> None:
    """Accept an invitation, add a passkey, and keep the recovery codes."""
    page.goto(invitation)
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Accept").click()
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_label("I have saved my recovery codes").check()


def sign_in_by_code(page: Page, email: str, *, then: str = "") -> None:
    """Ask for a code, read it in the mailbox, and enter it."""
    page.goto(f"/account/login/?next={then}" if then else "/account/login/")
    page.locator("#code_email").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(code_in(mail.outbox[-1]))
    page.get_by_role("button", name="Confirm").click()
