"""Who stands behind a door that strangers cannot pass."""

from django.http import Http404, HttpRequest

from hanse.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """Return who asks; the rule of the view has let in nobody else."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
