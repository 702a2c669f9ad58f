"""Signing in through an institution's own identity provider; loaded only when one is named."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class Introducer(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """A provider opens the door to people who linked it themselves, and to nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401 - untyped
        """Keep strangers out although their provider vouches for them."""
        del request, sociallogin
        return False
