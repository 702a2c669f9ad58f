"""Programmes and their events: what is known of them, from which source, and what is not."""
