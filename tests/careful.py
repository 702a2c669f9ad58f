"""A browser without a screen that behaves as in production and looks at what it is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client


class CarefulClient(Client):
    """Fetch pages with a connection told nothing yet; notice components sent out unrendered."""

    def request(self, **request: Any) -> Any:
        """Fetch a page and fail when a component's own tag reached the reader."""
        with _for_a_stranger():
            response = super().request(**request)
        assert response.streaming or b"<c-" not in response.content, "a component was not rendered"
        return response


@contextmanager
def _for_a_stranger() -> Iterator[None]:
    """Give a request the connection as it finds it in production."""
    from django.db import connection

    if not connection.in_atomic_block or connection.connection is None:
        yield
        return
    tell = "SELECT current_setting('hanse.actor', true), set_config('hanse.actor', %s, true)"
    # beside Django, whose queries tests count
    before = connection.connection.execute(tell, [""]).fetchone()[0]
    yield
    if not connection.needs_rollback:
        connection.connection.execute(tell, [before or ""])
