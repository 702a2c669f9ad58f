"""Addresses of sign-in, of a person's own account, and of invitations."""

from collections.abc import Mapping
from datetime import timedelta

from tests.access.cast import READERS
from tests.access.house import House
from tests.access.kinds import READS, THEIRS, WRITES, Case, Visit, page, theirs, told

from hanse.config.doors import RULES_OF_OTHERS


def _letters(house: House) -> Mapping[str, Case]:
    """Return the token of a letter that waits, and one that no letter carries."""
    from django.utils import timezone

    from hanse.accounts.models import Invitation
    from hanse.cities.actions.membership import BELONG
    from hanse.shared.tokens import hash_of

    word = house.words(frozenset(READERS))  # whoever holds a letter reads it
    Invitation.objects.create(
        email=f"{word('mail')}@example.org",
        name=word("name"),
        purpose=BELONG,
        target=f"{house.cities['Aarhus'].pk} official member",
        token_hash=hash_of("a-letter"),
        expires_at=timezone.now() + timedelta(days=1),
    )
    return {
        "there": Case({"token": "a-letter"}),
        "non-existent": Case({"token": "no-letter"}, there=False),
    }


def _passkeys(house: House) -> Mapping[str, Case]:
    """Return the number of the member's passkey, and one that no passkey has."""
    from allauth.mfa.webauthn.internal.auth import WebAuthn
    from tests.accounts.passkeys import passkey

    kept = WebAuthn.add(
        house.people["member"], house.words(frozenset({"member"}))("passkey"), passkey()
    ).instance
    return {
        "the member's": Case({"pk": kept.pk}, seen_by=frozenset({"member"})),
        "non-existent": Case({"pk": kept.pk + 99}, there=False),
    }


_PROVIDER = {
    "the page": Case({"provider_id": "oidc"}),
    "non-existent": Case({"provider_id": "another"}, there=False),
}
_NOBODY_THERE = "no provider runs beside this house"
_DEMO = {"the page": Case({}, there=False)}
ADDRESSES = {
    "accounts:invitation": Visit(_letters, READS | WRITES),
    "accounts:profile": told(page(post=True), name="Another name"),
    "accounts:demo-sign-in": Visit(
        lambda _house: _DEMO, READS | WRITES, silent="only the demonstration has it"
    ),
    "openid_connect_login": Visit(lambda _house: _PROVIDER, READS | WRITES, silent=_NOBODY_THERE),
    "openid_connect_callback": Visit(lambda _house: _PROVIDER, frozenset({"GET"})),
    "socialaccount_connections": Visit(
        page().cases, READS | WRITES, silent="nobody of this house has linked anything"
    ),
    **{name: theirs() for name in RULES_OF_OTHERS},
    "mfa_remove_webauthn": Visit(_passkeys, THEIRS, lenient=True),
    "mfa_edit_webauthn": Visit(_passkeys, THEIRS, lenient=True),
}
