"""Our side of the conversation with an identity provider; allauth's, with fewer liberties.

Who somebody is follows from issuer and subject of a signed token alone. E-mail addresses are not
even read for it, and nothing in an address of ours changes what is asked of the provider.
"""

import hashlib
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.base import AuthProcess, ProviderException
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from requests import RequestException, Session

from hanse.accounts.oidc.tokens import claims_in

_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
_LONGEST_NAME = 200


class UnreachableError(ProviderException):  # type: ignore[misc] # allauth ships no types
    """The provider does not answer, or not as a provider does; the words are for the log."""


class Conversation(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # allauth ships no types
    """Asks the provider, and believes what its key has signed for this very visit."""

    @property
    def openid_config(self) -> dict[str, str]:
        """Return what the provider publishes about itself; asked once a request."""
        if not hasattr(self, "_published"):
            provider = self.get_provider()
            told = _fetched(provider.server_url)
            if not all(isinstance(told.get(name), str) for name in _NEEDED):
                raise UnreachableError("its configuration lacks something")
            if told["issuer"].rstrip("/") != provider.issuer:
                raise UnreachableError("its configuration names another issuer")
            self._published = told
        return self._published

    def get_access_token_data(
        self,
        request: HttpRequest,
        app: object,
        client: object,
        pkce_code_verifier: str | None = None,
    ) -> dict[str, Any]:
        """Exchange the code, and keep what the token must answer to."""
        self.nonce = nonce_of(str(pkce_code_verifier))
        try:
            told: dict[str, Any] = super().get_access_token_data(
                request, app, client, pkce_code_verifier
            )
        except (LookupError, TypeError, ValueError) as error:
            raise UnreachableError("its answer to the code cannot be read") from error
        return told

    def parse_token(self, data: dict[str, Any]) -> Any:  # noqa: ANN401 - allauth's
        """Read the access token, which we neither use nor store."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(
        self,
        request: HttpRequest,
        app: Any,  # noqa: ANN401 - allauth's
        token: object,
        **told: Any,  # noqa: ANN401 - allauth's
    ) -> Any:  # noqa: ANN401 - allauth's
        """Return who signed in, as the signed token says."""
        del token
        claims = claims_in(
            told["response"].get("id_token"),
            keys=_fetched(self.openid_config["jwks_uri"]),
            issuer=self.openid_config["issuer"],
            client=app.client_id,
            nonce=self.nonce,
        )
        return self.get_provider().sociallogin_from_response(request, claims)


class InstitutionsProvider(OpenIDConnectProvider):  # type: ignore[misc] # allauth ships no types
    """The identity provider that the operator has named."""

    oauth2_adapter_class = Conversation
    pkce_enabled_default = True

    @property
    def issuer(self) -> str:
        """Return the provider's name for itself."""
        return str(self.app.settings["server_url"]).partition("/.well-known/")[0].rstrip("/")

    def wk_server_url(self, url: str) -> str:
        """Return where the provider publishes its configuration, once whatever the last slash."""
        return f"{url.partition('/.well-known/')[0].rstrip('/')}/.well-known/openid-configuration"

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Take from a visitor where they want to go afterwards, and nothing else."""
        asked = super().get_redirect_from_request_kwargs(request)
        links = asked.get("process") == AuthProcess.CONNECT
        process = AuthProcess.CONNECT if links else AuthProcess.LOGIN
        return {"process": process, "next_url": asked.get("next_url")}

    def get_pkce_params(self) -> dict[str, str]:
        """Send a nonce beside the challenge: both follow from one secret of this visit."""
        asked: dict[str, str] = super().get_pkce_params()
        return {**asked, "nonce": nonce_of(asked["code_verifier"])}

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Name a person by issuer and subject together, so that no other issuer can be them."""
        return hashlib.sha256(f"{self.issuer} {data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, str]:
        """Keep what tells people which of their accounts is linked, and no more of them."""
        names = (data.get(claim) for claim in ("email", "preferred_username", "name"))
        shown = next((name for name in names if isinstance(name, str) and name), "")
        return {"shown_as": shown[:_LONGEST_NAME]}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, str]:
        """Take over nothing: a person says themselves what they are called."""
        del data
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Take over no address, proved at the provider or not: none ever opens an account."""
        del data
        return []


def nonce_of(verifier: str) -> str:
    """Return the nonce of a visit; who sees it cannot tell the secret it follows from."""
    return hashlib.sha256(f"nonce {verifier}".encode()).hexdigest()


def _fetched(address: str) -> dict[str, Any]:
    session: Session = get_adapter().get_requests_session()
    with session:
        try:
            answer = session.get(address)
            answer.raise_for_status()
            told = answer.json()
        except RequestException as error:
            raise UnreachableError(f"it did not answer ({type(error).__name__})") from error
    if not isinstance(told, dict):
        raise UnreachableError("its answer cannot be read")
    return told
