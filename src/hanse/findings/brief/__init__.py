"""A brief: ten findings as one document, in HTML, PDF, Word and JSON."""
