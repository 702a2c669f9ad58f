from django.db import migrations

from hanse.sharing.policies import protect, protect_child

LISTS = ("source", "count", "organisation", "eventcity", "session", "output", "gap")


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0001_programmes_events_and_their_lists"),
        ("sharing", "0002_rules_in_the_database"),
    ]

    operations = [
        protect("events_event"),
        protect_child("events_eventprogramme", "event_id", "events_event"),
        *(protect_child(f"events_{name}", "event_id", "events_event") for name in LISTS),
    ]
