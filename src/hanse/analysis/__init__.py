"""Pure analysis: arrays in, frozen dataclasses out; no Django, no files, no network."""
