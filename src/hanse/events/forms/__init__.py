"""Everything people send in about events."""
