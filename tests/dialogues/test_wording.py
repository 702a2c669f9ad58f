"""What the analysis says of groups, said in the reader's language and never too much."""

import numpy as np
import pytest
from django.utils import translation
from numpy.typing import NDArray

from hanse.analysis.opinions.groups import _no_candidate, _reason
from hanse.dialogues.figures import map_title
from hanse.dialogues.wording import SPECTRUM, group_reason


@pytest.mark.parametrize("place", range(4))
def test_every_reason_the_analysis_gives_has_its_german(place: int) -> None:
    reason = _reason(2, parted=place > 0, stable=place > 1, real=place > 2)

    with translation.override("de"):
        german = group_reason(reason)

    assert german.startswith(("Die Meinungen bilden", "2 Gruppen"))
    assert (reason in SPECTRUM) == (place < 3)


@pytest.mark.parametrize("position", [np.zeros((3, 2)), np.zeros((40, 2)), np.eye(40, 2)])
def test_every_reason_not_to_look_for_groups_has_its_german(position: NDArray[np.float64]) -> None:
    reason = _no_candidate(position)

    with translation.override("de"):
        assert group_reason(reason) != reason


def test_a_map_on_which_nobody_stands_apart_explains_nothing() -> None:
    lens = {"kind": "declared", "attribute": "side"}
    code = np.zeros(2, int)

    for positions in (np.zeros((0, 2)), np.ones((2, 2))):
        assert map_title({"groups": {"count": 0}}, lens, positions, code[: len(positions)]) == (
            "The votes set nobody apart"
        )
