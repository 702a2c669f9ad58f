"""Findings: what dialogues showed, with the evidence, published once a year as an edition."""
