"""Rows of the threat picture."""

from hanse.threats.models.imports import ImportFile, ImportRun, SavedProfile
from hanse.threats.models.observations import (
    Earlier,
    Eep,
    Observation,
    Precision,
    Reading,
    Severity,
    SourceClass,
    Tally,
)
from hanse.threats.models.signals import (
    Basis,
    Confidence,
    Confirmation,
    Direction,
    Effort,
    Signal,
)

__all__ = [
    "Basis",
    "Confidence",
    "Confirmation",
    "Direction",
    "Earlier",
    "Eep",
    "Effort",
    "ImportFile",
    "ImportRun",
    "Observation",
    "Precision",
    "Reading",
    "SavedProfile",
    "Severity",
    "Signal",
    "SourceClass",
    "Tally",
]
