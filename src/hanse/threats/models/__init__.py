"""Rows of the threat picture."""

from hanse.threats.models.imports import ImportFile, ImportRun, SavedProfile
from hanse.threats.models.measures import Coverage, Level, Measure, Unit
from hanse.threats.models.observations import (
    Credibility,
    Earlier,
    Eep,
    Observation,
    Precision,
    Reading,
    Reliability,
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
    "Coverage",
    "Credibility",
    "Direction",
    "Earlier",
    "Eep",
    "Effort",
    "ImportFile",
    "ImportRun",
    "Level",
    "Measure",
    "Observation",
    "Precision",
    "Reading",
    "Reliability",
    "SavedProfile",
    "Severity",
    "Signal",
    "SourceClass",
    "Tally",
    "Unit",
]
