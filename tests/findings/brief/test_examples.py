"""The examples in the documentation of the brief's helpers hold."""

import doctest
from types import ModuleType

import pytest

from hanse.dialogues import insights, summary
from hanse.dialogues.folders import values
from hanse.findings.brief import words
from hanse.shared.documents import unset


@pytest.mark.parametrize("module", [insights, summary, values, unset, words])
def test_every_example_gives_what_it_says(module: ModuleType) -> None:
    result = doctest.testmod(module)

    assert result.attempted > 0
    assert result.failed == 0
