"""Importing a dialogue: everything or nothing, twice is once, and it comes back as it went in."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hanse.dialogues.actions import Presentation, import_dialogue, refresh_analysis
from hanse.dialogues.fingerprint import fingerprint_of
from hanse.dialogues.folders.folder import DialogueFolder, FolderStatement, FolderVotes
from hanse.dialogues.models import Dialogue, Vote
from hanse.dialogues.queries import as_folder, current_analysis
from hanse.sharing.labels import SharingLabel

pytestmark = pytest.mark.django_db
HERE = Presentation(slug="streets")


def small_folder(**changes: Any) -> DialogueFolder:
    folder = DialogueFolder(
        title="Safer streets",
        question="What would help?",
        language="en",
        statements=(
            FolderStatement("1", "More light.", "en", "a", 1, 1_700_000_000_123),
            FolderStatement("2", "Plus de lumière — «vite»!", "fr", "", 0, None),
            FolderStatement("3", "Spam", "en", "b", -1, 1_700_000_000_999),
        ),
        participants=("a", "b", "zoë\t1"),
        votes=FolderVotes(
            participant=np.array([0, 1, 2, 0], np.int32),
            statement=np.array([0, 0, 1, 0], np.int32),
            value=np.array([1, -1, 0, -1], np.int8),
            time=np.array([1_700_000_001_001, 2, 3, 1_700_000_002_002], np.int64),
        ),
        blocs={"side": ("Europe", "North America", ""), "role": ("mayor", "", "mayor")},
        link="https://example.org/streets",
        licence="CC BY 4.0",
        attribution="The people of Example",
    )
    return replace(folder, **changes)


def test_a_dialogue_comes_back_exactly_as_it_went_in() -> None:
    folder = small_folder()

    dialogue = import_dialogue(folder, HERE).dialogue

    assert fingerprint_of(as_folder(dialogue)) == fingerprint_of(folder)
    assert as_folder(dialogue).statements == folder.statements
    assert as_folder(dialogue).participants == folder.participants
    assert as_folder(dialogue).blocs == folder.blocs


def test_votes_without_a_clock_come_back_without_one() -> None:
    votes = replace(small_folder().votes, time=None)

    dialogue = import_dialogue(small_folder(votes=votes), HERE).dialogue

    assert as_folder(dialogue).votes.time is None


def test_a_dialogue_without_votes_or_people_can_be_stored() -> None:
    nothing = np.zeros(0, np.int32)
    votes = FolderVotes(nothing, nothing, np.zeros(0, np.int8), None)
    folder = small_folder(participants=(), statements=(), votes=votes, blocs={})

    dialogue = import_dialogue(folder, HERE).dialogue

    assert fingerprint_of(as_folder(dialogue)) == fingerprint_of(folder)


def test_a_new_dialogue_is_shared_narrowly_until_somebody_widens_it() -> None:
    assert import_dialogue(small_folder(), HERE).dialogue.sharing_label == "amber+strict"

    wide = replace(HERE, sharing_label=SharingLabel.CLEAR)

    assert import_dialogue(small_folder(), wide).dialogue.sharing_label == "clear"
    assert import_dialogue(small_folder(), HERE).dialogue.sharing_label == "clear"


def test_the_same_data_again_changes_no_row() -> None:
    first = import_dialogue(small_folder(), HERE)
    votes = list(Vote.objects.values_list("pk", flat=True))

    again = import_dialogue(small_folder(), HERE)

    assert (first.changed, again.changed) == (True, False)
    assert list(Vote.objects.values_list("pk", flat=True)) == votes
    assert Dialogue.objects.count() == 1


def test_newer_data_replaces_votes_and_keeps_the_rows_of_statements() -> None:
    dialogue = import_dialogue(small_folder(), HERE).dialogue
    before = dict(dialogue.statements.values_list("ref", "pk"))
    newer = small_folder(
        statements=(*small_folder().statements[:2], FolderStatement("4", "Trees.", "en")),
    )

    import_dialogue(newer, HERE)

    after = dict(dialogue.statements.values_list("ref", "pk"))
    assert (after["1"], after["2"]) == (before["1"], before["2"])
    assert set(after) == {"1", "2", "4"}
    assert fingerprint_of(as_folder(Dialogue.objects.get())) == fingerprint_of(newer)


def test_a_statement_may_leave_although_it_was_analysed() -> None:
    dialogue = import_dialogue(small_folder(), HERE).dialogue
    refresh_analysis(dialogue)
    kept = small_folder().statements[:2]

    changed = import_dialogue(small_folder(statements=kept), HERE).dialogue

    assert [statement.ref for statement in changed.statements.all()] == ["1", "2"]
    assert current_analysis(changed) is None


def test_progress_counts_every_vote() -> None:
    counted: list[int] = []

    import_dialogue(small_folder(), HERE, advance=counted.append)

    assert sum(counted) == 4


def test_a_failing_import_leaves_the_dialogue_as_it_was() -> None:
    import_dialogue(small_folder(), HERE)
    broken = replace(small_folder().votes, value=np.array([1, -1, 0, 5], np.int8))

    with pytest.raises(Exception, match="vote_value_known"):
        import_dialogue(small_folder(title="Broken", votes=broken), HERE)

    assert Dialogue.objects.get().title == "Safer streets"
    assert Vote.objects.count() == 4
