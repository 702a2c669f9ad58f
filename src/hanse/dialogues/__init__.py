"""Dialogues: one question, many statements, votes, and what they show together."""
