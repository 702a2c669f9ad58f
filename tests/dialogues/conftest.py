"""Dialogues of several sizes, stored as an import stores them."""

from collections.abc import Callable

import pytest

from hanse.dialogues.actions import Presentation, import_dialogue, refresh_analysis
from hanse.dialogues.folders.folder import DialogueFolder
from hanse.dialogues.furnish import PREVENTION, WORKSHOP, simulated
from hanse.dialogues.models import Dialogue
from hanse.sharing.acting import as_system
from hanse.sharing.labels import SharingLabel


@pytest.fixture(scope="session")
def workshop_folder() -> DialogueFolder:
    """Give a small room: 38 people, most blocs under ten voices."""
    return simulated(WORKSHOP)


@pytest.fixture(scope="session")
def prevention_folder() -> DialogueFolder:
    """Give 428 people on 72 statements: more than one page of them."""
    return simulated(PREVENTION)


Store = Callable[..., Dialogue]


@pytest.fixture
def store(db: None) -> Store:
    """Store a folder under an address, public unless said otherwise, with its analysis."""
    del db

    def stored(
        folder: DialogueFolder, slug: str = "workshop", label: SharingLabel = SharingLabel.CLEAR
    ) -> Dialogue:
        shown = Presentation(slug=slug, sharing_label=label)
        with as_system("a test"):
            dialogue = import_dialogue(folder, shown).dialogue
            refresh_analysis(dialogue)
        return dialogue

    return stored


@pytest.fixture
def workshop(store: Store, workshop_folder: DialogueFolder) -> Dialogue:
    return store(workshop_folder)


@pytest.fixture
def prevention(store: Store, prevention_folder: DialogueFolder) -> Dialogue:
    return store(prevention_folder, slug="prevention")
