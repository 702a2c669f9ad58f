"""No page of a room leans on the database alone: with and without its rule the rows are the same.

What the system looks up for everybody, such as who is in the room, names itself and is left out.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.events.room import HOME, Room, Visit
from tests.events.test_outside_the_room import finish
from tests.sharing.test_double_run import second_run

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
OWN_SETTING = ("SAVEPOINT", "RELEASE SAVEPOINT", "SELECT coalesce(current_setting")
PAGES = (
    "", "notes/", "notes/write/", "report/", "report/report.json", "report/sources/",
    "feedback/", "feedback/answers/", "testimonials/", "testimonials/write/", "rapporteurs/",
    "documents/add/",
)  # fmt: skip


@pytest.fixture
def told(room: Room, signed_in: Visit) -> Room:
    """Give a room with notes of every label and a published report."""
    for label in ("amber+strict", "amber", "red", "green", "clear"):
        room.write(words=f"Words for {label} readers.", sharing_label=label)
    finish(room, signed_in("secretariat"), "green")
    return room


@pytest.mark.parametrize(
    "name", ["a stranger", "lena of Lublin", "romy of Reno", "tom of Tartu", "secretariat"]
)
@pytest.mark.usefixtures("told")
def test_no_page_of_a_room_leans_on_the_database_alone(name: str, signed_in: Visit) -> None:
    browser = Client() if name == "a stranger" else signed_in(name)
    leaning: list[str] = []

    with connection.execute_wrapper(second_run(leaning, ("events",))):
        for page in PAGES:
            assert browser.get(HOME + page).status_code in (200, 302, 404)

    assert leaning == []


@pytest.mark.parametrize("page", [page for page in PAGES if page])
@pytest.mark.usefixtures("told")
def test_a_page_of_a_room_asks_the_database_little(page: str, signed_in: Visit) -> None:
    sec = signed_in("secretariat")
    sec.get(HOME + page)

    with CaptureQueriesContext(connection) as asked:
        sec.get(HOME + page)

    reads = [one["sql"] for one in asked if not one["sql"].startswith(OWN_SETTING)]
    assert len(reads) <= MOST_QUERIES
