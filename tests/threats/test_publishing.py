"""Publishing: worked out by a job, looked over by a person, and then exactly that and no more."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.threats.test_releases import JANUARY, month
from tests.threats.test_shared_picture import fill

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Standing
from hanse.sharing.models import AuditEntry
from hanse.threats.actions import previewing
from hanse.threats.models import Preview, Release, ReleasedCell

pytestmark = pytest.mark.django_db
ADDRESS = "/threats/shared/aarhus/publish/"
CELL = f"antisemitism|{JANUARY}|1"


@pytest.fixture
def counted(city: Authority, client: Client, editor: User) -> Authority:
    """Let an editor of a city with two years behind it be signed in."""
    fill(city, antisemitism=8)
    client.force_login(editor)
    return city


def work_off() -> None:
    """Do what the worker would do with the newest request."""
    preview = Preview.objects.get()
    previewing.work_out(preview.owner_id, str(preview.attempt))


def prepare(client: Client, **sent: object) -> str:
    """Ask for a preview, let the job do it, and return what the page then shows."""
    client.post(ADDRESS, sent)
    work_off()
    return page_of(client)


def page_of(client: Client) -> str:
    return client.get(ADDRESS).content.decode()


def publish(client: Client, page: str, **sent: object) -> str:
    """Press the button of a page that was seen; return where that leads."""
    found = re.search(r'name="attempt" value="([^"]+)"', page)
    assert found, page
    answer = client.post(ADDRESS, {"label": "green", "attempt": found[1], **sent})
    return str(answer.headers.get("Location", ""))


def test_nothing_is_worked_out_before_somebody_asks(client: Client, counted: Authority) -> None:
    page = page_of(client)

    assert "See what would go out" in page
    assert not Preview.objects.filter(owner=counted).exists()
    assert not ProcrastinateJob.objects.filter(task_name=previewing.WORK).exists()


def test_the_page_waits_for_the_job_without_any_script(client: Client, counted: Authority) -> None:
    client.post(ADDRESS)

    waiting = page_of(client)
    work_off()
    ready = page_of(client)

    assert '<meta http-equiv="refresh" content="2">' in waiting
    assert "Waiting for its turn" in waiting
    assert "Look now" in waiting
    assert "http-equiv" not in ready
    assert "Exactly (stays here)" in ready
    assert Preview.objects.get(owner=counted).years_done == 2


def test_exactly_what_was_seen_goes_out(client: Client, counted: Authority) -> None:
    page = prepare(client)

    led = publish(client, page)

    preview, release = Preview.objects.get(owner=counted), Release.objects.get()
    assert led == "/threats/shared/aarhus/"
    assert release.cells.count() == int(re.findall(r"Cells</dt>\s*<dd[^>]*>(\d+)", page)[0])
    assert (preview.state, preview.found) == ("empty", {})


def test_no_request_attacks_anything(
    client: Client, counted: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    del counted
    page = prepare(client)
    monkeypatch.setattr("scipy.optimize.milp", None)

    page_of(client)
    led = publish(client, page)
    client.post(ADDRESS)

    assert led == "/threats/shared/aarhus/"


def test_counts_that_changed_meanwhile_stop_it_and_ask_for_another_look(
    client: Client, counted: Authority
) -> None:
    page = prepare(client)
    month(counted, 2025, 3, misogyny=1)

    told = page_of(client)
    led = publish(client, page)
    waiting = page_of(client)
    work_off()

    assert "Look again before you publish" in told
    assert led == ADDRESS
    assert "Nothing went out: what is counted has changed" in waiting
    assert not Release.objects.exists()
    assert publish(client, page_of(client)) == "/threats/shared/aarhus/"


def test_a_preview_that_somebody_replaced_cannot_be_published(
    client: Client, counted: Authority
) -> None:
    del counted
    old = prepare(client)
    prepare(client, again="1")

    assert publish(client, old) == ADDRESS
    assert not Release.objects.exists()


def test_holding_back_is_looked_over_before_it_goes_out(client: Client, counted: Authority) -> None:
    del counted
    page = prepare(client)

    assert publish(client, page, hold=[CELL]) == ADDRESS
    assert "What is held back has changed" in page_of(client)
    assert not Release.objects.exists()
    work_off()
    again = page_of(client)
    assert "Held back" in again
    publish(client, again, hold=[CELL])
    held = ReleasedCell.objects.get(category="antisemitism", first_month=JANUARY, span=1)
    assert held.state == "withheld"
    assert AuditEntry.objects.get(verb="publish a release").detail["held_back"] == [CELL]


def test_what_is_held_back_stays_so_until_somebody_lets_it_go(
    client: Client, counted: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    month(counted, 2023, 12, antisemitism=1)
    prepare(client)
    publish(client, prepare(client, again="1", hold=[CELL]), hold=[CELL])
    next_quarter = timezone.localdate() + dt.timedelta(days=93)
    monkeypatch.setattr(timezone, "localdate", lambda *_: next_quarter)

    assert "Held back in earlier versions" in prepare(client)
    page = prepare(client, again="1")
    publish(client, page)

    cells = ReleasedCell.objects.filter(category="antisemitism", first_month=JANUARY, span=1)
    assert [one.state for one in cells.order_by("release__version")] == ["withheld", "value"]


def test_when_all_is_out_the_page_says_so(client: Client, counted: Authority) -> None:
    del counted
    publish(client, prepare(client))

    assert "Nothing new to publish" in prepare(client)


def test_a_city_without_incidents_reads_that_there_is_nothing(
    client: Client, city: Authority, editor: User
) -> None:
    del city
    client.force_login(editor)

    assert "Nothing new to publish" in prepare(client)


def test_a_job_that_is_late_can_be_asked_for_again(client: Client, counted: Authority) -> None:
    client.post(ADDRESS)
    Preview.objects.filter(owner=counted).update(asked_at=timezone.now() - dt.timedelta(minutes=3))

    page = page_of(client)

    assert "That did not work out" in page
    assert "See what would go out" in page


def test_a_job_of_before_changes_nothing(client: Client, counted: Authority) -> None:
    client.post(ADDRESS)
    first = Preview.objects.get(owner=counted)
    client.post(ADDRESS)

    previewing.work_out(counted.pk, str(first.attempt))

    assert Preview.objects.get(owner=counted).state == "waiting"


def test_whoever_may_edit_no_longer_gets_nothing_worked_out(
    client: Client, counted: Authority, editor: User
) -> None:
    client.post(ADDRESS)
    Affiliation.objects.filter(person=editor).update(standing=Standing.MEMBER)

    work_off()

    assert Preview.objects.get(owner=counted).state == "failed"


def test_exact_counts_go_after_a_day(client: Client, counted: Authority) -> None:
    prepare(client)
    Preview.objects.filter(owner=counted).update(asked_at=timezone.now() - dt.timedelta(days=2))

    assert previewing.forget_previews() == 1
    assert Preview.objects.get(owner=counted).found == {}
    assert "See what would go out" in page_of(client)


def test_only_an_editor_publishes(client: Client, city: Authority, official: User) -> None:
    fill(city, antisemitism=8)
    client.force_login(official)

    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, {"label": "clear"}).status_code == 404
    assert not Release.objects.exists()
    assert not Preview.objects.exists()
