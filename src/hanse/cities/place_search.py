"""Finds a place by any of its names, in spite of case, accents and slips."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from hanse.cities.models import Place

SHORTEST = 2  # letters that a place is searched by

_STARTING_WITH = """
SELECT * FROM cities_place
WHERE folded LIKE '%%|' || {asked} || '%%'
ORDER BY starts_with(folded, '|' || {asked} || '|') DESC, population DESC, id LIMIT %(most)s
"""
_SOUNDING_LIKE = """
SELECT * FROM cities_place
WHERE {asked} <%% folded
ORDER BY word_similarity({asked}, folded) DESC, population DESC, id LIMIT %(most)s
"""
_FOLD = "lower(unaccent(%(asked)s))"


def places_named(asked: str, most: int = 10) -> list[Place]:
    """Find places by the start of any of their names, else by what is spelled much like it.

    Places of that very name come first, and among them the most populous.
    """
    asked = " ".join(asked.replace("|", " ").replace("%", " ").replace("_", " ").split())
    asked = asked.replace("\\", "")
    if len(asked) < SHORTEST:
        return []
    values = {"asked": asked, "most": most}
    found = list(Place.objects.raw(_STARTING_WITH.format(asked=_FOLD), values))
    return found or list(Place.objects.raw(_SOUNDING_LIKE.format(asked=_FOLD), values))


def places_called(asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Place]]:
    """Find the places of exactly these names in these countries, all in one question."""
    pairs = sorted(set(asked))
    if not pairs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_CALLED, [[name for name, _ in pairs], [code for _, code in pairs]])
        rows = cursor.fetchall()
    places = Place.objects.in_bulk({key for _name, _country, key in rows})
    found = defaultdict(list)
    for name, country, key in rows:
        found[name, country].append(places[key])
    return dict(found)


_CALLED = """
SELECT asked.name, asked.country, place.id
FROM unnest(%s::text[], %s::text[]) AS asked (name, country)
JOIN cities_place AS place ON place.country = asked.country
    AND place.folded LIKE '%%|' || lower(unaccent(
        translate(asked.name, '|%%_\\', '    '))) || '|%%'
ORDER BY place.population DESC, place.id
"""
