"""From evidence packs to a balanced slate of ten findings."""

from hanse.analysis.findings.slate import choose

__all__ = ["choose"]
