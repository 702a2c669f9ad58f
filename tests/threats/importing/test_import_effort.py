"""What an import leaves of the effort behind it: one file a week and source, until taken back."""

import datetime as dt

import pytest
from tests.threats.importing.tables import own
from tests.threats.importing.test_import_runs import HEAD, TWO, Run, bring

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.threats.actions import importing
from hanse.threats.actions.effort import note_effort
from hanse.threats.models import Confirmation, Effort
from hanse.threats.queries import WeekOfEffort, effort_of

__all__ = ["bring"]
pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (dt.date(2025, 3, 3) + n * dt.timedelta(weeks=1) for n in range(3))
FILE = WeekOfEffort(reporters=0, channels=1, files=1)


def test_a_file_is_effort_in_the_weeks_it_tells_of(bring: Run, city: Authority) -> None:
    bring(TWO + "3,2025-03-04,Roma,words\n")

    assert effort_of(city, FIRST) == {FIRST: FILE, THIRD: FILE}
    assert list(Effort.objects.order_by("week").values_list("week", "rows")) == [
        (FIRST, 2),
        (THIRD, 1),
    ]


def test_a_complete_file_is_effort_in_its_quiet_weeks_too(bring: Run, city: Authority) -> None:
    bring(TWO, complete=True)

    assert effort_of(city, FIRST) == {FIRST: FILE, SECOND: FILE, THIRD: FILE}
    assert Confirmation.objects.get().source_class == "police"


def test_the_same_source_read_twice_is_one_file_and_another_source_a_second(
    bring: Run, city: Authority
) -> None:
    bring(TWO)
    bring(TWO)
    bring(TWO, own(id="hotline", source_class="ngo"))

    assert effort_of(city, FIRST)[FIRST] == WeekOfEffort(reporters=0, channels=2, files=2)


def test_people_and_files_are_told_apart(bring: Run, city: Authority, editor: User) -> None:
    bring(TWO)
    note_effort(city, editor, "municipal", FIRST)

    assert effort_of(city, FIRST)[FIRST] == WeekOfEffort(reporters=1, channels=2, files=1)


def test_a_file_taken_back_was_no_effort(bring: Run, city: Authority, editor: User) -> None:
    bring(TWO)

    importing.undo(bring(TWO), editor)
    once = effort_of(city, FIRST)
    importing.undo(bring(TWO.replace("1,", "7,")), editor)

    assert once == effort_of(city, FIRST) == {FIRST: FILE, THIRD: FILE}


def test_months_are_effort_of_months_and_of_no_week(bring: Run, city: Authority) -> None:
    months = own(occurred={"column": "day", "formats": ["%Y-%m"]}, precision="month")

    bring(HEAD + "1,2025-03,Jewish,paint\n2,2025-05,Roma,blow\n", months, complete=True)

    assert effort_of(city, dt.date(2025, 1, 1)) == {}
    march, april, may = (dt.date(2025, month, 1) for month in (3, 4, 5))
    assert effort_of(city, march, by_month=True) == {march: FILE, april: FILE, may: FILE}
