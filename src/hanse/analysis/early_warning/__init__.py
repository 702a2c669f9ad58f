"""From counts to what was expected, a threshold, and an alarm that names its reason."""
