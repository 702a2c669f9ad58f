"""Hanse: software for networks of cities that prevent hate, extremism and polarisation."""
