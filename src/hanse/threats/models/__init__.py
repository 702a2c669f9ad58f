"""Rows of the threat picture."""

from hanse.threats.models.alarms import (
    OPEN,
    Agreement,
    Alarm,
    Band,
    DigestChoice,
    Evaluation,
    Notice,
    Status,
)
from hanse.threats.models.imports import ImportFile, ImportRun, SavedProfile
from hanse.threats.models.measures import Coverage, Level, Measure, Unit
from hanse.threats.models.observations import (
    Credibility,
    Earlier,
    Eep,
    KnownTo,
    Observation,
    Reading,
    Reliability,
    Severity,
    SourceClass,
    Tally,
)
from hanse.threats.models.previews import Preview
from hanse.threats.models.releases import (
    CellState,
    Ladder,
    Release,
    ReleasedCell,
    Span,
    TogetherTotal,
)
from hanse.threats.models.signals import (
    Basis,
    Confidence,
    Confirmation,
    Direction,
    Effort,
    Signal,
)
from hanse.threats.models.triggers import Trigger

__all__ = [
    "OPEN",
    "Agreement",
    "Alarm",
    "Band",
    "Basis",
    "CellState",
    "Confidence",
    "Confirmation",
    "Coverage",
    "Credibility",
    "DigestChoice",
    "Direction",
    "Earlier",
    "Eep",
    "Effort",
    "Evaluation",
    "ImportFile",
    "ImportRun",
    "KnownTo",
    "Ladder",
    "Level",
    "Measure",
    "Notice",
    "Observation",
    "Preview",
    "Reading",
    "Release",
    "ReleasedCell",
    "Reliability",
    "SavedProfile",
    "Severity",
    "Signal",
    "SourceClass",
    "Span",
    "Status",
    "Tally",
    "TogetherTotal",
    "Trigger",
    "Unit",
]
