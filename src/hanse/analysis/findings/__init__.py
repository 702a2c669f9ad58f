"""From evidence packs to a balanced slate of ten findings."""
