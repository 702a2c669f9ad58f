"""From votes to bloc rates, bridging, an opinion map, groups if they are real, and stability."""

from hanse.analysis.opinions.pipeline import analyse
from hanse.analysis.opinions.results import Analysis, Label
from hanse.analysis.opinions.votes import Attribute, VoteTable, build_vote_table

__all__ = ["Analysis", "Attribute", "Label", "VoteTable", "analyse", "build_vote_table"]
