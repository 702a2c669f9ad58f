"""The doors of the threat picture."""
