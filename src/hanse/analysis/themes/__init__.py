"""Topics and near-duplicates of short texts, without any model: words, weights, likeness."""

from hanse.analysis.themes.find import find_themes
from hanse.analysis.themes.results import Themes

__all__ = ["Themes", "find_themes"]
