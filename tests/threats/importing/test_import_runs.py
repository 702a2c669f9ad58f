"""A file on its way into the database: tried, imported whole or not at all, taken back."""

import datetime as dt
from collections.abc import Callable

import pytest
from tests.threats.conftest import make_city, make_person, observe
from tests.threats.importing.tables import own

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Standing
from hanse.sharing.acting import as_system
from hanse.threats.actions import import_jobs, importing
from hanse.threats.importing.profiles import Profile
from hanse.threats.models import Confirmation, ImportFile, ImportRun, Observation
from hanse.threats.queries import monthly_counts, weekly_counts

HEAD = "number,day,kind,note\n"
TWO = HEAD + '1,2025-03-03,Jewish,paint\n2,2025-03-18,"Muslim, Black",blow\n'
Run = Callable[..., ImportRun]


@pytest.fixture
def bring(city: Authority, editor: User) -> Run:
    def run(text: str, profile: Profile | None = None, **chosen: object) -> ImportRun:
        made = importing.begin(city=city, person=editor, name="a.csv", content=text.encode())
        without = bool(chosen.pop("without_errors", False))
        importing.choose(made, profile or own(text=["note"]), **chosen)  # type: ignore[arg-type] # place, complete
        import_jobs.request_trial(made, editor)
        import_jobs.request_import(made, editor, without_errors=without)
        made.refresh_from_db()
        return made

    return run


def change(run: ImportRun) -> dict[str, int]:
    return {name: number for name, number in run.found["change"].items() if number}


def told() -> list[tuple[str, list[str], str]]:
    live = Observation.objects.filter(withdrawn_at=None).order_by("occurred_on", "pk")
    return list(live.values_list("external_id", "labels", "text"))


def test_a_trial_says_what_would_change_and_changes_nothing(city: Authority, editor: User) -> None:
    run = importing.begin(city=city, person=editor, name="a.csv", content=TWO.encode())
    importing.choose(run, own())

    import_jobs.request_trial(run, editor)

    run.refresh_from_db()
    assert (run.state, run.found["incidents"], change(run)) == ("checked", 2, {"added": 2})
    assert run.found["categories"] == {
        "": 2,
        "antisemitism": 1,
        "anti-muslim": 1,
        "anti-black": 1,
        "racism": 1,
    }
    assert not Observation.objects.exists()


def test_an_import_stores_the_rows_for_the_city_alone_and_lets_the_file_go(
    bring: Run, city: Authority
) -> None:
    run = bring(TWO)

    [first, second] = Observation.objects.order_by("occurred_on")
    assert (run.state, change(run)) == ("done", {"added": 2})
    assert (first.owner, first.sharing_label, first.import_run) == (city, "amber+strict", run)
    assert (second.external_id, second.labels, second.text) == (
        "own:2",
        ["anti-black", "anti-muslim"],
        "blow",
    )
    assert not ImportFile.objects.exists()


def test_the_same_file_again_changes_nothing(bring: Run) -> None:
    bring(TWO)
    before = list(Observation.objects.order_by("pk").values())

    again = bring(TWO)

    assert change(again) == {"same": 2}
    assert list(Observation.objects.order_by("pk").values()) == before


def test_what_the_source_says_differently_is_corrected_and_the_earlier_reading_kept(
    bring: Run,
) -> None:
    bring(TWO)

    again = bring(TWO.replace("paint", "paint on a door") + "3,2025-03-19,Roma,words\n")

    assert change(again) == {"added": 1, "changed": 1, "same": 1}
    one = Observation.objects.get(external_id="own:1")
    assert (one.text, [e.text for e in one.earlier.all()]) == ("paint on a door", ["paint"])
    assert one.corrected_at == again.imported_at


def test_a_correction_by_a_person_outlives_the_same_file(bring: Run) -> None:
    bring(TWO)
    Observation.objects.filter(external_id="own:1").update(labels=["misogyny"])

    again = bring(TWO)

    assert change(again) == {"same": 2}
    assert Observation.objects.get(external_id="own:1").labels == ["misogyny"]


def test_what_a_person_withdrew_stays_out(bring: Run) -> None:
    bring(TWO)
    Observation.objects.filter(external_id="own:1").update(
        withdrawn_at=dt.datetime.now(dt.UTC), withdrawn_because="not true"
    )

    again = bring(TWO)

    assert change(again) == {"same": 1, "withdrawn": 1}
    assert [one[0] for one in told()] == ["own:2"]


def test_rows_that_the_file_no_longer_has_are_counted_and_stay(bring: Run) -> None:
    bring(TWO + "3,2025-03-17,Roma,words\n")

    again = bring(TWO)

    assert change(again) == {"same": 2, "missing": 1}
    assert len(told()) == 3


def test_an_import_taken_back_leaves_the_picture_as_it_was(bring: Run, editor: User) -> None:
    bring(TWO)
    before = told()
    second = bring(TWO.replace("paint", "smear") + "3,2025-03-19,Roma,words\n", complete=True)

    importing.undo(second, editor)

    second.refresh_from_db()
    assert (second.state, told()) == ("undone", before)
    assert not Confirmation.objects.filter(withdrawn_at=None).exists()
    with pytest.raises(importing.NotNowError):
        importing.undo(second, editor)


def test_a_file_taken_back_can_be_imported_again(bring: Run, editor: User) -> None:
    importing.undo(bring(TWO), editor)

    assert change(bring(TWO)) == {"added": 2}
    assert len(told()) == 2
    assert Observation.objects.count() == 4


def test_taking_back_leaves_alone_what_a_person_corrected_since(bring: Run, editor: User) -> None:
    bring(TWO)
    second = bring(TWO.replace("paint", "smear"))
    Observation.objects.filter(external_id="own:1").update(
        text="by hand", corrected_at=dt.datetime.now(dt.UTC)
    )

    importing.undo(second, editor)

    assert told()[0][2] == "by hand"


def test_with_an_error_nothing_is_imported_unless_the_row_is_left_out(bring: Run) -> None:
    wrong = TWO + "3,yesterday,Roma,words\n"

    refused = bring(wrong)

    assert (refused.state, refused.found["wrong"], told()) == ("checked", 1, [])
    assert refused.errors == [[4, "day", "“yesterday” is not a date", "Write it as 2026-02-24"]]

    done = bring(wrong, without_errors=True)

    assert (done.state, len(told()), done.errors) == ("done", 2, [])


def test_a_telephone_number_in_the_text_is_an_error(bring: Run) -> None:
    run = bring(TWO + '3,2025-03-19,Roma,"call 030 1234567"\n')

    [[_row, column, problem, _mend]] = run.errors
    assert (column, problem[:26]) == ("note", "Take out a telephone numbe")


def test_a_complete_file_makes_its_quiet_weeks_zero(bring: Run, city: Authority) -> None:
    bring(TWO, complete=True)

    counts = weekly_counts(city)

    everything = counts.counts[counts.names.index("")]
    assert (counts.first_monday, everything[:3]) == (dt.date(2025, 3, 3), (1.0, 0.0, 1.0))
    assert everything[3] is None


def test_a_complete_file_by_month_makes_its_quiet_months_zero_and_no_week(
    bring: Run, city: Authority
) -> None:
    by_month = own(precision="month")
    bring(HEAD + "1,2025-03-01,Jewish,paint\n2,2025-05-01,Jewish,blow\n", by_month, complete=True)

    months, weeks = monthly_counts(city), weekly_counts(city)

    everything = months.counts[months.names.index("")]
    assert (months.begin(0), everything[:4]) == (dt.date(2025, 3, 1), (1.0, 0.0, 1.0, None))
    assert (weeks.names, Confirmation.objects.get().by_month) == ((), True)


def test_another_source_s_telling_of_the_same_day_is_pointed_out(
    bring: Run, city: Authority
) -> None:
    known = observe(city, dt.date(2025, 3, 3), "antisemitism", external_id="ngo:9")

    run = bring(TWO)

    assert run.found["change"]["alike"] == 1
    assert len(told()) == 3
    assert known.withdrawn_at is None


def test_a_file_that_does_not_fit_says_so_and_waits_for_other_columns(bring: Run) -> None:
    run = bring("a,b\n1,2\n")

    assert (run.state, run.failure) == (
        "failed",
        (
            "a.csv, row 1: no column “day”, “number”. "
            "Choose another kind of file, or say which column means what."
        ),
    )
    assert ImportFile.objects.filter(run=run).exists()


def test_two_cities_keep_the_same_numbers_apart(bring: Run, city: Authority) -> None:
    other = make_city("Bergen")
    make_person(other, "bo")
    observe(other, dt.date(2025, 3, 3), external_id="own:1")

    assert change(bring(TWO)) == {"added": 2}
    assert Observation.objects.filter(external_id="own:1").count() == 2
    assert city != other


def test_a_file_nobody_went_on_with_goes_after_a_day(city: Authority, editor: User) -> None:
    run = importing.begin(city=city, person=editor, name="a.csv", content=b"x")
    importing.forget_files()
    assert ImportFile.objects.exists()

    ImportRun.objects.filter(pk=run.pk).update(uploaded_at="2025-01-01T00:00Z")
    importing.forget_files()

    assert not ImportFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_large_file_is_worked_through_by_a_job(work_off_jobs: Callable[[], None]) -> None:
    rows = "".join(f"{n},2025-03-{n % 28 + 1:02d},Jewish,{'x' * 40}\n" for n in range(15_000))
    with as_system("a test"):
        city = make_city()
        editor = make_person(city, "aino")
        Affiliation.objects.update(standing=Standing.EDITOR)
        run = importing.begin(
            city=city, person=editor, name="a.csv", content=(HEAD + rows).encode()
        )
        importing.choose(run, own(text=["note"]))
        import_jobs.request_trial(run, editor)
        run.refresh_from_db()
        assert (run.state, run.rows_expected) == ("checking", 15_001)
    work_off_jobs()
    with as_system("a test"):
        run.refresh_from_db()
        assert (run.state, run.rows_done, run.found["incidents"]) == ("checked", 15_000, 15_000)
        import_jobs.request_import(run, editor)
    work_off_jobs()
    with as_system("a test"):
        run.refresh_from_db()
        assert (run.state, Observation.objects.count()) == ("done", 15_000)
