"""A passkey as a browser would have registered it."""

import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

_ID = b"passkey of tests"


def passkey() -> dict[str, Any]:
    """Return the registration of a key that no device holds."""
    public = ec.derive_private_key(7, ec.SECP256R1()).public_key()
    held = AttestedCredentialData.create(Aaguid.NONE, _ID, ES256.from_cryptography_key(public))
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    seen = AuthenticatorData.create(bytes(32), flags, 0, held)
    answer = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", bytes(16), "http://testserver"),
        attestation_object=AttestationObject.create("none", seen, {}),
    )
    made = RegistrationResponse(raw_id=_ID, response=answer)
    plain: dict[str, Any] = json.loads(json.dumps(dict(made)))
    return plain
