"""Let the serving role see an edition, and all that hangs on it, only as its label allows."""

from django.db import migrations

from hanse.sharing.policies import protect, protect_child


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0002_owner_and_record"),
        ("sharing", "0002_rules_in_the_database"),
    ]

    operations = [
        protect("findings_edition"),
        protect_child("findings_finding", "edition_id", "findings_edition"),
        protect_child("findings_recommendation", "finding_id", "findings_finding"),
        protect_child("findings_brieffile", "edition_id", "findings_edition"),
    ]
