"""What of cities and their people can be found."""

from django.utils.translation import gettext_lazy as _

from hanse.shared.search import ITSELF, Searchable, named_in, naming_it

_CITY = {
    "source": "c.id",
    "record": "c.id",
    "title": "c.name",
    "words": "concat_ws(' · ', nullif(c.local_name, ''), nullif(c.region, ''))",
    "arguments": "ARRAY[c.slug]",
}
_CITY_TABLES = """
cities_authority AS c WHERE c.membership <> 'none'
"""
# a field without a label is for the city's own people, and nothing of a city is RED
_SAID = {
    "source": "c.id",
    "part": "f.part",
    "record": "c.id",
    "owner_id": "c.id",
    "sharing_label": "coalesce(c.labels ->> f.part, 'amber+strict')",
    "title": "c.name",
    "words": "f.words",
    "arguments": "ARRAY[c.slug]",
}
_SAID_TABLES = """
cities_authority AS c, LATERAL (VALUES
    ('summary', c.summary), ('government', c.government), ('mandate', c.mandate),
    ('strategy', c.strategy), ('challenges', array_to_string(c.challenges, ' · ')),
    ('lenses', array_to_string(c.lenses, ' · '))) AS f (part, words)
WHERE c.membership <> 'none' AND f.words <> ''
    AND coalesce(c.labels ->> f.part, '') IN ('', 'clear', 'green', 'amber', 'amber+strict')
"""
# people say who finds them, by name and place; there is a line for each place they belong to
_PERSON = {
    "source": "u.id",
    "part": "a.id::text",
    "record": "u.id",
    "owner_id": "CASE u.found_by WHEN 'city' THEN c.id END",
    "sharing_label": "CASE u.found_by WHEN 'city' THEN 'amber+strict' ELSE 'green' END",
    "inside": "u.found_by <> 'partners'",
    "title": "u.name",
    "words": "concat_ws(' · ', c.name, a.role, nullif(a.profession, ''))",
    "shown_from": "a.since",
    "shown_until": "a.until",
    "arguments": "ARRAY[c.slug]",
}
_PERSON_TABLES = """
accounts_user AS u JOIN cities_affiliation AS a ON a.person_id = u.id
JOIN cities_authority AS c ON c.id = a.authority_id
WHERE u.is_active AND u.suspended_at IS NULL AND u.name <> ''
    AND a.suspended_at IS NULL AND c.membership = 'member'
"""

SEARCHABLE = (
    Searchable(
        kind="city",
        plural=_("Cities"),
        address="cities:city",
        columns=_CITY,
        tables=_CITY_TABLES,
        follows={"cities_authority": ITSELF},
        key_type="uuid",
    ),
    Searchable(
        kind="said",
        plural=_("What cities say of themselves"),
        address="cities:city",
        columns=_SAID,
        tables=_SAID_TABLES,
        follows={"cities_authority": ITSELF},
        key_type="uuid",
    ),
    Searchable(
        kind="person",
        plural=_("People"),
        address="cities:city",
        columns=_PERSON,
        tables=_PERSON_TABLES,
        follows={
            "accounts_user": ITSELF,
            "cities_affiliation": named_in("person_id"),
            "cities_authority": naming_it("cities_affiliation", "authority_id", source="person_id"),
        },
        key_type="uuid",
    ),
)
