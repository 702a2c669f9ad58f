"""Who asks, for views behind a door that lets in nobody unknown."""

from django.http import Http404, HttpRequest
from django.views.decorators.http import require_http_methods

from hanse.accounts.models import User

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


def person_of(request: HttpRequest) -> User:
    """Return who asks; to strangers there is nothing here."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
