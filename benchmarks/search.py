"""Search and pages over a large network: a thousand cities, ten thousand people, 200,000 notes."""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.table import row

from hanse.config.postgres import Server

CITIES, PEOPLE, EVENTS, NOTES = 1_000, 10_000, 2_000, 200_000
QUICK = 50  # so many times less of everything
SEARCH_MS, PAGE_MS = 100, 150
OK = 200
ROOMS = 4
COMMON = ("prevention", "city", "youth", "police", "mayor", "school", "community", "trust")
ASKED = (
    *(
        "prevention",
        "youth police",
        "mayor",
        '"community trust"',
        "school -police",
        "trust or fear",
    ),
    *(
        "prevenshun",
        "kovacova",
        "city 17",
        "person 4711",
        "galoben",
        "meeting 1999",
        "Stadt",
        "war",
    ),
)
PAGES = ("/", "/cities/", "/events/", "/events/meeting-7/", "/cities/city-7/", "/search/")


def main() -> None:
    """Fill a database of its own, then print a row for each kind of reader."""
    server = Server(Path(tempfile.mkdtemp(prefix="hanse-bench-")), disposable=True).start()
    os.environ["HANSE_PGHOST"] = str(server.socket)
    os.environ["DJANGO_SETTINGS_MODULE"] = "hanse.config.settings_test"
    try:
        for found in _measure(QUICK if "quick" in sys.argv[1:] else 1):
            sys.stdout.write(json.dumps(found) + "\n")
            sys.stdout.flush()
    finally:
        server.stop()


def _measure(less: int) -> Iterator[dict[str, Any]]:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    connection.settings_dict["USER"] = "hanse_owner"
    call_command("migrate", verbosity=0)
    fill(less)
    connection.close()
    connection.settings_dict["USER"] = "hanse_app"
    for reader, client in readers().items():
        yield _latency(
            "N1",
            f"search as {reader}, {NOTES // less:,} notes",
            [(client, "/search/", {"q": words}) for words in ASKED],
            SEARCH_MS,
        )
        yield _latency("N2", f"pages as {reader}", [(client, p, {}) for p in PAGES], PAGE_MS)
    connection.close()


def _latency(goal: str, what: str, visits: list[Any], most: int) -> dict[str, Any]:
    """Visit every page ten times, after once untimed."""
    times = []
    for turn in range(11):
        for client, address, query in visits:
            start = time.perf_counter()
            answer = client.get(address, query)
            spent = 1000 * (time.perf_counter() - start)
            if answer.status_code != OK:
                raise RuntimeError(f"{address} answers {answer.status_code}")
            if turn:
                times.append(spent)
    p50, p95 = statistics.median(times), float(np.quantile(times, 0.95))
    reached = f"p50 {p50:.0f} ms, p95 {p95:.0f} ms of {len(times)} whole pages"
    return row(goal, what, f"p95 under {most} ms", reached, p95 < most)


def readers() -> dict[str, Any]:
    """Sign in one reader of each kind: the public, a member of four rooms, the secretariat."""
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from hanse.accounts.models import User

    made = {"the public": Client()}
    for name, role in (("a member of four rooms", ""), ("the secretariat", "secretariat")):
        person = User.objects.get(email=f"reader-{role or 'member'}@example.org")
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
        made[name] = Client()
        made[name].force_login(person)
    return made


def fill(less: int) -> None:
    """Store the network in SQL, as its owner; only the notes are drawn word by word."""
    from django.db import connection

    with connection.cursor() as cursor:
        cities, people, events = CITIES // less, PEOPLE // less, EVENTS // less
        cursor.execute(_CITIES, [cities])
        cursor.execute(_PEOPLE, [people, cities])
        cursor.execute(_READERS)
        cursor.execute(_EVENTS, [events])
        with cursor.cursor.copy(_NOTES) as into:  # Django's cursor hides this part of psycopg's
            for note in _notes(NOTES // less, events):
                into.write_row(note)
        cursor.execute(_ROOMS, [ROOMS])
        cursor.execute("SELECT search_learn_words()")
        connection.connection.commit()
        cursor.execute("VACUUM ANALYZE")


def _notes(count: int, events: int) -> Iterator[tuple[Any, ...]]:
    """Draw notes whose words are as uneven as those of a language."""
    draw = np.random.default_rng(1)
    syllables = [
        "pre",
        "ven",
        "tion",
        "ci",
        "ty",
        "mo",
        "lar",
        "ne",
        "ti",
        "sol",
        "ga",
        "ru",
        "ben",
        "ka",
        "lo",
        "mi",
        "dar",
        "ost",
        "fe",
        "lin",
    ]
    rare = ["".join(draw.choice(syllables, draw.integers(2, 5))) for _ in range(20_000)]
    labels = draw.choice(
        ["amber+strict", "amber", "green", "clear"], count, p=[0.3, 0.46, 0.15, 0.09]
    )
    for number in range(count):
        places = np.minimum(draw.random(40) ** -1.1, len(rare)).astype(int) - 1
        words = [rare[place] for place in places]
        words += [w for k, w in enumerate(COMMON) if draw.random() < 0.5 / (k + 1)]
        yield (
            *(1 + number % events, " ".join(words), "cities", "en"),
            *(labels[number], "chatham", "{}", True),
        )


_CITIES = """
INSERT INTO cities_authority (id, slug, name, local_name, kind, country, region, languages,
    population_source, population_unit, government, summary, mandate, competences, lenses,
    challenges, strategy, website, labels, verified_domains, membership, version, time_zone)
SELECT gen_random_uuid(), 'city-' || i, 'City ' || i, '', 'city', 'NO', 'Region ' || i %% 20,
    '{}', '', '', '', 'A city of youth work and trust number ' || i, '', '{}', '{}', '{}', '', '',
    '{"summary": "green"}', '{}', 'member', 1, '' FROM generate_series(1, %s) AS i
"""
_PEOPLE = """
WITH made AS (
    INSERT INTO accounts_user (id, password, email, name, language, network_role, country,
        is_active, found_by)
    SELECT gen_random_uuid(), '!', 'person-' || i || '@example.org', 'Person ' || i, 'en', '', '',
        true, 'members' FROM generate_series(1, %s) AS i RETURNING id, email)
INSERT INTO cities_affiliation (person_id, authority_id, role, profession, standing, since)
SELECT made.id, c.id, 'official', '', 'member', '2026-01-01' FROM made
JOIN cities_authority AS c
    ON c.slug = 'city-' || 1 + substring(email FROM '[0-9]+')::integer %% %s
"""
_READERS = """
INSERT INTO accounts_user (id, password, email, name, language, network_role, country, is_active,
    found_by)
VALUES (gen_random_uuid(), '!', 'reader-member@example.org', 'Anna Kováčová', 'en', '', '', true,
        'members'),
    (gen_random_uuid(), '!', 'reader-secretariat@example.org', 'Sam', 'en', 'secretariat', '',
        true, 'members');
INSERT INTO cities_affiliation (person_id, authority_id, role, profession, standing, since)
SELECT u.id, c.id, 'official', '', 'steward', '2026-01-01' FROM accounts_user AS u,
    cities_authority AS c WHERE u.email = 'reader-member@example.org' AND c.slug = 'city-7'
"""
_EVENTS = """
INSERT INTO events_event (slug, title, language, starts_on, precision, date_note, format, details,
    place, venue, country, online, rule, summary, sharing_label, simulated,
    revision)
SELECT 'meeting-' || i, 'Meeting ' || i || ' on prevention', 'en', '2012-01-01'::date + i * 2,
    'day', '', 'workshop', '', 'Oslo', '', 'NO', false, 'chatham-house', 'What cities do for trust',
    CASE i %% 3 WHEN 0 THEN 'green' ELSE 'clear' END, true, 0 FROM generate_series(1, %s)
    AS i
"""
_NOTES = (
    "COPY events_note (event_id, words, addressee, language, sharing_label, attribution, credit,"
    " simulated) FROM STDIN"
)
_ROOMS = """
INSERT INTO sharing_invited (record, authority_id)
SELECT n.record, c.id FROM events_note AS n, cities_authority AS c
WHERE c.slug = 'city-7' AND n.sharing_label = 'amber' AND n.event_id <= %s
"""

if __name__ == "__main__":
    main()
