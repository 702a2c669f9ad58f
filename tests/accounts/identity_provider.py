"""An identity provider on this machine: signs with a key of its own, and can be told to misbehave.

It speaks OpenID Connect's code flow over HTTP and holds whoever asks to all of it: the registered
address, PKCE, the client's secret, and one use of each code.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "hanse", "for tests only"
CALLBACK = "/account/oidc/oidc/login/callback/"
_PAGE = """<!doctype html><html lang="en"><title>City sign-in</title>
<link rel="icon" href="data:,"><main><h1>City sign-in</h1>
<form method="post"><input type="hidden" name="asked" value="{asked}">
<button name="does" value="enter">Continue as {name}</button>
<button name="does" value="stop">Stop</button></form></main></html>"""


@dataclass
class Person:
    """Who sits before the provider's page."""

    sub: str = "248289761001"
    claims: dict[str, Any] = field(default_factory=dict)


class IdentityProvider:
    """What the provider knows, and how it is to misbehave: the names of faults, one by one."""

    def __init__(self) -> None:
        self.person = Person(claims={"email": "ana@zilina.example", "email_verified": True})
        self.faults: set[str] = set()
        self.asked: list[dict[str, str]] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.issuer = ""

    def configuration(self) -> dict[str, Any]:
        """Return what it publishes about itself."""
        issuer = "https://other.example" if "another issuer" in self.faults else self.issuer
        told = {
            "issuer": issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        return {"issuer": issuer} if "half a configuration" in self.faults else told

    def keys(self) -> dict[str, Any]:
        """Return its public key, as others look it up."""
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "first", "use": "sig", "alg": "RS256"}]}

    def code_for(self, asked: dict[str, str]) -> str:
        """Let the person in, and return the code that tells so once."""
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return code

    def redeem(self, told: dict[str, str]) -> dict[str, Any] | None:
        """Return the tokens for a code to the client that asked for it, and to nobody else."""
        asked = self.codes.pop(told.get("code", ""), None)
        digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        client = told.get("client_id"), told.get("client_secret")
        if not asked or client != (CLIENT, SECRET) or challenge != asked["code_challenge"]:
            return None
        if told.get("redirect_uri") != asked["redirect_uri"]:
            return None
        return {"access_token": secrets.token_urlsafe(), "id_token": self.token(asked["nonce"])}

    def token(self, nonce: str) -> str:
        """Sign who the person is, or something else where a fault says so."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.person.sub,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **self.person.claims,
        }
        wrong = {
            "another nonce": {"nonce": "another"},
            "another audience": {"aud": "another-site"},
            "another issuer's token": {"iss": "https://other.example"},
            "an old token": {"exp": now - 600},
            "nobody": {"sub": ""},
        }
        for fault in self.faults & wrong.keys():
            claims |= wrong[fault]
        if "no signature" in self.faults:
            return jwt.encode(claims, "", algorithm="none", headers={"kid": "first"})
        stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        key = stranger if "another key" in self.faults else self.key
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "first"})


class _Desk(BaseHTTPRequestHandler):
    """Answers for the provider that its server carries."""

    @property
    def house(self) -> IdentityProvider:
        return self.server.house  # type: ignore[attr-defined] # set by running()

    def do_GET(self) -> None:
        """Publish, and ask the person."""
        address = urlsplit(self.path)
        if address.path == "/.well-known/openid-configuration":
            self._say(503 if "down" in self.house.faults else 200, self.house.configuration())
        elif address.path == "/keys":
            self._say(200, self.house.keys())
        elif address.path == "/authorize":
            self._ask(dict(parse_qsl(address.query)))
        else:
            self._say(404, {})

    def do_POST(self) -> None:
        """Hear what the person does, or redeem a code."""
        told = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        if self.path == "/token":
            tokens = self.house.redeem(told)
            broken = "no tokens" in self.house.faults
            self._say(500 if broken else 200 if tokens else 400, tokens or {"error": "no"})
            return
        asked = json.loads(base64.urlsafe_b64decode(told["asked"]))
        answer = {"state": asked["state"]}
        stopped = {"error": "access_denied"}
        answer |= {"code": self.house.code_for(asked)} if told["does"] == "enter" else stopped
        self.send_response(303)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer)}")
        self.end_headers()

    def _ask(self, asked: dict[str, str]) -> None:
        self.house.asked.append(asked)
        right = asked["client_id"] == CLIENT and asked["redirect_uri"].endswith(CALLBACK)
        right = right and asked["response_type"] == "code" and "openid" in asked["scope"].split()
        if not right or asked.get("code_challenge_method") != "S256" or not asked.get("nonce"):
            self._say(400, asked)
            return
        packed = base64.urlsafe_b64encode(json.dumps(asked).encode()).decode()
        name = self.house.person.claims.get("email", self.house.person.sub)
        self._send(200, "text/html", _PAGE.format(asked=packed, name=name).encode())

    def _say(self, status: int, told: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(told).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it overrides
        """Keep the test's output to the test."""


@contextmanager
def running() -> Iterator[IdentityProvider]:
    """Run a provider at a free port of this machine until the block ends."""
    house = IdentityProvider()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Desk) as server:
        server.house = house  # type: ignore[attr-defined] # read by the desk
        house.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield house
        server.shutdown()
        thread.join()
