"""Leave the audit to accounts; the table stays where it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0003_authors_keep_what_they_signed"),
        ("accounts", "0004_the_audit_lies_with_people"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="AuditEntry")]
        )
    ]
