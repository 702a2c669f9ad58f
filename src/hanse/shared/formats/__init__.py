"""How dates and numbers are written where Django's own habits do not fit."""
