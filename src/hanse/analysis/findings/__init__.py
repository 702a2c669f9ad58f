"""From evidence packs to a balanced slate of ten findings."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hanse.analysis.findings.slate import choose

__all__ = ["choose"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type is given above, for type checkers
    """Load `choose` when it is first asked for: it needs more of scipy than a quote does."""
    if name == "choose":
        from hanse.analysis.findings.slate import choose  # noqa: PLC0415 - see above

        return choose
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
