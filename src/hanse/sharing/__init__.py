"""Who may see what: the sharing label every record carries, and who may read which label."""
