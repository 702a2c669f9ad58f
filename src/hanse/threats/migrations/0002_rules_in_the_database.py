from django.db import migrations

from hanse.sharing.policies import protect, protect_child


class Migration(migrations.Migration):

    dependencies = [
        ("threats", "0001_observations_and_signals"),
        ("sharing", "0002_rules_in_the_database"),
    ]

    operations = [
        protect("threats_observation"),
        protect_child("threats_earlier", "observation_id", "threats_observation"),
        protect("threats_tally"),
        protect("threats_signal"),
        protect("threats_confirmation"),
        protect("threats_effort"),
    ]
