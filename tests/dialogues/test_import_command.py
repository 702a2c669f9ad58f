"""`hanse import-dialogue` brings a folder in, narrowly shared unless said otherwise."""

from pathlib import Path

import pytest

from hanse import cli
from hanse.dialogues.folders import write_folder
from hanse.dialogues.folders.folder import DialogueFolder
from hanse.dialogues.models import Dialogue
from hanse.dialogues.queries import current_analysis

pytestmark = pytest.mark.django_db


def bring_in(*arguments: str) -> None:
    options = cli.build_parser().parse_args(["import-dialogue", *arguments])
    options.run(options)


@pytest.fixture
def folder(tmp_path: Path, workshop_folder: DialogueFolder) -> str:
    write_folder(workshop_folder, tmp_path / "folder")
    return str(tmp_path / "folder")


def test_the_title_gives_the_address_and_nobody_else_may_see_it(folder: str) -> None:
    bring_in(folder)

    dialogue = Dialogue.objects.get(slug="the-first-24-hours-a-workshop")
    assert dialogue.sharing_label == "amber+strict"
    assert current_analysis(dialogue)


def test_address_and_label_can_be_given(folder: str) -> None:
    bring_in(folder, "--slug", "first-hours", "--label", "CLEAR")
    bring_in(folder, "--slug", "first-hours")

    assert Dialogue.objects.get().sharing_label == "clear"


def test_it_is_silent_in_a_pipe(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    bring_in(folder)

    assert capsys.readouterr() == ("", "")
