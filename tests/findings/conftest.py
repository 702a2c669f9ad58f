"""An edition made from the demonstration's own dialogue, published once for each test."""

import datetime as dt

import pytest

from hanse.dialogues.actions import Presentation, import_dialogue
from hanse.dialogues.folders.folder import DialogueFolder
from hanse.dialogues.furnish import PREVENTION, simulated
from hanse.dialogues.models import Dialogue
from hanse.findings.actions import Plan, publish_edition
from hanse.findings.models import Edition
from hanse.sharing.labels import SharingLabel


@pytest.fixture(scope="session")
def folder() -> DialogueFolder:
    return simulated(PREVENTION)


@pytest.fixture
def dialogue(db: None, folder: DialogueFolder) -> Dialogue:
    del db
    shown = Presentation(slug="prevention", sharing_label=SharingLabel.CLEAR)
    return import_dialogue(folder, shown).dialogue


@pytest.fixture
def plan() -> Plan:
    return Plan(
        initiative="Transatlantic Dialogue Initiative",
        year=2026,
        title="What cities agree on",
        published_on=dt.date(2026, 2, 24),
        sharing_label=SharingLabel.CLEAR,
        forms=("json", "html"),  # the quick ones; the others have tests of their own
    )


@pytest.fixture
def edition(dialogue: Dialogue, plan: Plan) -> Edition:
    return publish_edition(dialogue, plan)
