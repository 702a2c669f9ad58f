"""Figures of the threat picture: dataclasses in, HTML for pages and SVG for documents out."""
