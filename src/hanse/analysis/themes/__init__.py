"""From short texts in any language to topics and near-duplicates."""
