"""From votes to bloc rates, bridging, an opinion map, groups if they are real, and stability."""

from typing import TYPE_CHECKING, Any

from hanse.analysis.opinions.results import Analysis, Label
from hanse.analysis.opinions.votes import Attribute, VoteTable, build_vote_table

if TYPE_CHECKING:
    from hanse.analysis.opinions.pipeline import analyse

__all__ = ["Analysis", "Attribute", "Label", "VoteTable", "analyse", "build_vote_table"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type is given above, for type checkers
    """Load `analyse` when it is first asked for: it needs more of scipy than reading votes does."""
    if name == "analyse":
        from hanse.analysis.opinions.pipeline import analyse  # noqa: PLC0415 - see above

        return analyse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
