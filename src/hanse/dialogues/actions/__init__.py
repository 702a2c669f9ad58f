"""Writes to dialogues: bring one in from its files, and keep its analysis up to date."""

from hanse.dialogues.actions.analysing import refresh_analysis, request_analysis
from hanse.dialogues.actions.importing import Imported, Presentation, import_dialogue

__all__ = [
    "Imported",
    "Presentation",
    "import_dialogue",
    "refresh_analysis",
    "request_analysis",
]
