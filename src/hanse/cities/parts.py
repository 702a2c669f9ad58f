"""Which countries lie in the parts of the world that a network may compare as its sides."""

_COUNTRIES = {
    "europe": "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT "
    "JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK",
    "north-america": "CA GL MX PM US",
}
COUNTRIES: dict[str, frozenset[str]] = {
    part: frozenset(listed.split()) for part, listed in _COUNTRIES.items()
}


def part_of(country: str) -> str:
    """Return the part of the world a country lies in, empty when it is in none of them."""
    return next((part for part, countries in COUNTRIES.items() if country in countries), "")
