"""The PostgreSQL of the test run: a cluster of its own, migrated as owner, used as app."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from tests.careful import CarefulClient

from hanse.config.postgres import Server


def pytest_configure(config: pytest.Config) -> None:
    """Start the cluster once, in the controlling process; parallel workers inherit its address."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    server = Server(Path(tempfile.mkdtemp(prefix="hanse-test-")), disposable=True).start()
    config.stash[_SERVER] = server
    os.environ["HANSE_PGHOST"] = str(server.socket)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster and remove its files."""
    if server := config.stash.get(_SERVER, None):
        server.stop()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let parallel workers take whole files, where a folder says nothing else."""
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


# how long one example takes says more of the machine's other work than of our code
hypothesis.settings.register_profile("hanse", deadline=None)
hypothesis.settings.load_profile("hanse")


@pytest.fixture
def client() -> CarefulClient:
    """Visit pages as a stranger."""
    return CarefulClient()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:  # noqa: ARG001 - asks for its effect
    """Point Django at the cluster: the settings were read before it ran."""
    from django.db import connections

    connections["default"].settings_dict["HOST"] = os.environ["HANSE_PGHOST"]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,  # noqa: ARG001 - asks for its effect
    django_db_blocker: Any,
    django_db_modify_db_settings: None,  # noqa: ARG001 - asks for its effect
) -> Iterator[None]:
    """Make the test database as owner, then hand it to the app role, as in production."""
    from django.test import TransactionTestCase
    from django.test.utils import setup_databases, teardown_databases

    original = TransactionTestCase._fixture_teardown

    def flush(self: TransactionTestCase) -> None:
        _act_as("hanse_owner")  # only the owner may TRUNCATE
        try:
            original(self)
        finally:
            _act_as("hanse_app")

    with django_db_blocker.unblock():
        _act_as("hanse_owner")
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        _act_as("hanse_app")
    TransactionTestCase._fixture_teardown = flush  # type: ignore[method-assign] # no public hook
    yield
    TransactionTestCase._fixture_teardown = original  # type: ignore[method-assign] # see above
    with django_db_blocker.unblock():
        _act_as("hanse_owner")
        teardown_databases(made, verbosity=0)


@pytest.fixture
def work_off_jobs(transactional_db: None) -> Callable[[], None]:  # noqa: ARG001 - asks for its effect
    """Run a real worker until no job is left, in a thread without an event loop of its own."""
    from django.db import connections
    from procrastinate.contrib.django import app

    def work() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        connections.close_all()

    def in_a_thread() -> None:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    return in_a_thread


@pytest.fixture(autouse=True)
def _speak_english() -> None:
    """Forget the language of the page that an earlier test fetched; Django leaves it on."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(autouse=True)
def _work_for_nobody_in_particular(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test store and look as the system does; pages are fetched as whoever asks.

    So the database's own rule hides no missing filter from a test. Tests with transactions of
    their own say themselves for whom they work.
    """
    marker = request.node.get_closest_marker("django_db")
    names = set(request.fixturenames)
    committed = (marker and marker.kwargs.get("transaction")) or names & {
        "transactional_db",
        "live_server",
    }
    if committed or not (marker or "db" in names):
        yield
        return
    request.getfixturevalue("db")
    from hanse.sharing.acting import as_system

    with as_system("a test"):
        yield


def _act_as(user: str) -> None:
    from django.db import connections

    # looked up each time: beside a running browser Django may hold a second connection object
    connection = connections["default"]
    connection.close()
    connection.settings_dict["USER"] = user


_SERVER: pytest.StashKey[Server] = pytest.StashKey()
