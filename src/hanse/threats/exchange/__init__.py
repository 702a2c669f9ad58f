"""Observations as STIX 2.1 and MISP JSON, written and read; pure, it stores nothing."""
