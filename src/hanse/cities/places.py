"""Loads the shipped places into the database; they are the same in every house."""

import lzma
from collections.abc import Iterable
from importlib.resources import files

from django.db import connection, transaction

from hanse.cities.models import Place

_TAKE_IN = """
INSERT INTO cities_place
    (id, name, country, region, latitude, longitude, population, time_zone, folded)
SELECT id, name, country, region, latitude, longitude, population, coalesce(time_zone, ''),
    lower(unaccent('|' || name || '|' || coalesce(other, '') || '|'))
FROM place_lines
ON CONFLICT (id) DO UPDATE SET
    name = EXCLUDED.name, country = EXCLUDED.country, region = EXCLUDED.region,
    latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude,
    population = EXCLUDED.population, time_zone = EXCLUDED.time_zone, folded = EXCLUDED.folded
"""
_ZONES = """
UPDATE cities_authority AS a SET time_zone = coalesce(
    (SELECT p.time_zone FROM cities_place AS p WHERE p.id = a.geonames_id),
    (SELECT p.time_zone FROM cities_place AS p WHERE p.country = a.country
        ORDER BY (p.latitude - a.latitude) ^ 2
            + ((p.longitude - a.longitude) * cos(radians(a.latitude))) ^ 2 LIMIT 1), '')
WHERE a.time_zone = '' AND (a.geonames_id IS NOT NULL OR a.latitude IS NOT NULL)
"""
_LINES = """
CREATE TEMPORARY TABLE place_lines (
    id integer, name text, country text, region text,
    latitude double precision, longitude double precision, population integer,
    time_zone text, other text
)
"""


def shipped_lines() -> Iterable[bytes]:
    """Return the lines of the extract."""
    packed = (files("hanse.cities") / "data" / "places.tsv.xz").read_bytes()
    return lzma.decompress(packed).splitlines(keepends=True)


def load_places(lines: Iterable[bytes]) -> int:
    """Store places, replacing those that are there; return how many there are then."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LINES)
        copy = "COPY place_lines FROM STDIN WITH (NULL '')"
        with cursor.cursor.copy(copy) as into:  # Django's cursor hides this part of psycopg's
            into.write(b"".join(lines))
        cursor.execute(_TAKE_IN)
        cursor.execute("DROP TABLE place_lines")
    return Place.objects.count()


def ensure_places() -> None:
    """Load the shipped places where there are none, or none that knows its time zone."""
    if not Place.objects.exclude(time_zone="").exists():
        load_places(shipped_lines())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE cities_place")


def fill_time_zones() -> None:
    """Give authorities without a time zone that of their place, or of the one nearest to them."""
    with connection.cursor() as cursor:
        cursor.execute(_ZONES)
