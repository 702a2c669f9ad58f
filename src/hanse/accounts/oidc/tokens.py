"""What a provider says of who signed in: believed only when its key, its name and ours fit."""

from typing import Any

import jwt
from django.utils.crypto import constant_time_compare

# keys that a provider alone holds; never a shared secret, never "none"
_RSA = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]
_ALGORITHMS = [*_RSA, "ES256", "ES384", "ES512", "EdDSA"]
_NEEDED = ("iss", "sub", "aud", "exp", "iat", "nonce")
_CLOCKS_DIFFER = 60  # seconds


class UntrustedError(Exception):
    """What came back cannot be believed; the words are for the operator's log."""


def claims_in(
    token: object, *, keys: dict[str, Any], issuer: str, client: str, nonce: str
) -> dict[str, Any]:
    """Return what a signed token says, after checking who says it, to whom, of which visit."""
    try:
        claims: dict[str, Any] = jwt.decode(
            str(token),
            key=_key_of(str(token), keys),
            algorithms=_ALGORITHMS,
            audience=client,
            issuer=issuer,
            leeway=_CLOCKS_DIFFER,
            options={"require": list(_NEEDED)},
        )
    except (jwt.PyJWTError, AttributeError, TypeError, ValueError) as error:
        raise UntrustedError(f"its token is not valid ({error})") from error
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise UntrustedError("its token answers another visit")
    if claims.get("azp", client) != client:
        raise UntrustedError("its token was made for another site")
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise UntrustedError("its token names nobody")
    return claims


def _key_of(token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    """Return the published key a token says it was signed with, or the only one there is."""
    named = jwt.get_unverified_header(token).get("kid")
    known = jwt.PyJWKSet.from_dict(keys).keys
    fitting = [key for key in known if key.public_key_use in {None, "sig"}]
    if named is not None:
        fitting = [key for key in fitting if key.key_id == named]
    if len(fitting) != 1:
        raise UntrustedError("its token is signed with a key that it does not publish")
    return fitting[0]
