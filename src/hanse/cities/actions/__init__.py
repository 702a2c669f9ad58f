"""Writes about authorities: applying, deciding, belonging, editing."""
