"""Large dialogues are analysed by the worker, and the job belongs to whoever asked for it."""

from collections.abc import Callable

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from hanse.dialogues.actions import (
    Presentation,
    analysing,
    import_dialogue,
    refresh_analysis,
    request_analysis,
)
from hanse.dialogues.folders.folder import DialogueFolder
from hanse.dialogues.models import Dialogue
from hanse.dialogues.queries import current_analysis
from hanse.dialogues.tasks import refresh

pytestmark = pytest.mark.django_db
Store = Callable[..., Dialogue]


@pytest.fixture
def waiting(workshop_folder: DialogueFolder) -> Dialogue:
    """Give a dialogue that has been imported and not analysed."""
    return import_dialogue(workshop_folder, Presentation(slug="workshop")).dialogue


def jobs_for(dialogue: Dialogue) -> list[str]:
    """Name the jobs asked for on this dialogue; other tests may have left jobs of their own."""
    asked = ProcrastinateJob.objects.filter(args={"dialogue": dialogue.pk})
    return list(asked.values_list("task_name", flat=True))


def test_a_small_dialogue_is_analysed_at_once(waiting: Dialogue) -> None:
    analysis = request_analysis(waiting)

    assert analysis == current_analysis(waiting)
    assert not jobs_for(waiting)


def test_a_large_one_waits_for_the_worker_and_is_asked_for_once(
    waiting: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysing, "VOTES_IN_A_REQUEST", 0)

    assert [request_analysis(waiting), request_analysis(waiting)] == [None, None]

    assert jobs_for(waiting) == [analysing.REFRESH]


def test_a_job_vanishes_with_the_transaction_that_asked_for_it(
    waiting: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysing, "VOTES_IN_A_REQUEST", 0)

    with transaction.atomic():
        request_analysis(waiting)
        transaction.set_rollback(True)

    assert not jobs_for(waiting)


def test_the_worker_analyses_and_does_it_once(waiting: Dialogue) -> None:
    refresh(dialogue=waiting.pk)
    first = current_analysis(waiting)
    refresh(dialogue=waiting.pk)
    refresh(dialogue=0)

    assert first is not None
    assert current_analysis(waiting) == first


def test_an_analysis_of_older_data_is_never_shown(
    store: Store, workshop_folder: DialogueFolder, prevention_folder: DialogueFolder
) -> None:
    store(workshop_folder)

    newer = import_dialogue(prevention_folder, Presentation(slug="workshop")).dialogue
    assert current_analysis(newer) is None

    assert refresh_analysis(newer).summary["participants"] == 428
    assert newer.analyses.count() == 1
