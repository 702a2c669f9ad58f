"""Let the serving role see a dialogue, and all that hangs on it, only as its label allows."""

from django.db import migrations

from hanse.sharing.policies import protect, protect_child


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0003_owner_and_record"),
        ("sharing", "0002_rules_in_the_database"),
    ]

    operations = [
        protect("dialogues_dialogue"),
        protect_child("dialogues_statement", "dialogue_id", "dialogues_dialogue"),
        protect_child("dialogues_participant", "dialogue_id", "dialogues_dialogue"),
        protect_child("dialogues_vote", "dialogue_id", "dialogues_dialogue"),
        protect_child("dialogues_storedanalysis", "dialogue_id", "dialogues_dialogue"),
        protect_child("dialogues_statementresult", "analysis_id", "dialogues_storedanalysis"),
    ]
