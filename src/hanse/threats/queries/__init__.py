"""Reads of the threat picture."""

from hanse.threats.queries.observations import own_cities, visible_to

__all__ = ["own_cities", "visible_to"]
