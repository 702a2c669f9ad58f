"""Every request of somebody signed in reads the database as that person."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from hanse.accounts.models import User
from hanse.sharing.acting import acting
from hanse.sharing.actors import keep_actor

_SERVER_ERROR = 500


class ReadAsThemselves:
    """Wrap the request in one transaction that carries its actor; the public needs neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the person who asks; work that failed half-way is undone."""
        # a reader without a session costs no query: without a setting the reader is the public
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        person = request.user
        if not isinstance(person, User):
            return self.get_response(request)
        with acting(keep_actor(person)):
            response = self.get_response(request)
            if isinstance(response, StreamingHttpResponse):
                # read now: after the transaction nobody would be reading
                response.streaming_content = [b"".join(response)]
            # Django has turned the error into a page already, so the transaction did not see it
            if request.META.get(_FAILED) or response.status_code >= _SERVER_ERROR:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Note that the view failed; the page of the error is Django's to make."""
        del exception
        request.META[_FAILED] = True
        return None


_FAILED = "hanse.view_failed"
