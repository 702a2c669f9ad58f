"""Conversations drawn from a plan, with planted truth to check every statistic against."""

from hanse.analysis.opinions.simulation.phrases import TOPICS
from hanse.analysis.opinions.simulation.plan import Declared, Plan, Planted, Structure
from hanse.analysis.opinions.simulation.simulate import Simulated, Truth, simulate

__all__ = [
    "TOPICS",
    "Declared",
    "Plan",
    "Planted",
    "Simulated",
    "Structure",
    "Truth",
    "simulate",
]
