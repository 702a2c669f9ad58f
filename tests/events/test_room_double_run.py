"""No page of a room leans on the database alone: with and without its rule the rows are the same.

What the system looks up for everybody, such as who is in the room, names itself and is left out.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.events.room import HOME, Room, Visit
from tests.events.test_outside_the_room import finish
from tests.events.test_voices import praise
from tests.sharing.test_double_run import second_run

from hanse.events.actions.documents import add_document
from hanse.events.actions.voicing import publish_testimonial
from hanse.events.files import read_file
from hanse.sharing.acting import acting
from hanse.sharing.actors import actor_of

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
    """Give a room with notes of every label, a published report, a file and a testimonial."""
    for label in ("amber+strict", "amber", "red", "green", "clear"):
        room.write(words=f"Words for {label} readers.", sharing_label=label)
    secretary = room.fresh("secretariat")
    with acting(actor_of(secretary)):
        publish_testimonial(praise(room), secretary)
        kind = read_file(b"%PDF-1.4 agenda")
        add_document(
            room.event, secretary, kind, title="Agenda", sharing_label="clear", language="en"
        )
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


@pytest.mark.parametrize("name", ["lena of Lublin", "secretariat"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("told")
def test_a_page_of_a_room_asks_the_database_little(page: str, name: str, signed_in: Visit) -> None:
    browser = signed_in(name)
    browser.get(HOME + page)

    with CaptureQueriesContext(connection) as asked:
        browser.get(HOME + page)

    reads = [one["sql"] for one in asked if not one["sql"].startswith(OWN_SETTING)]
    assert len(reads) <= MOST_QUERIES, "\n".join(read[:300] for read in reads)
