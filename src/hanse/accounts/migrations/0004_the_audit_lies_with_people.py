"""Keep the audit where accounts and cities can write it; the table and its seal stay as they are."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_one_open_invitation_for_one_thing"),
        ("sharing", "0003_authors_keep_what_they_signed"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ("verb", models.CharField(max_length=60, verbose_name="what was done")),
                        ("target", models.CharField(max_length=200, verbose_name="to what")),
                        ("person", models.UUIDField(null=True, verbose_name="by whom")),
                        ("system", models.CharField(blank=True, max_length=60, verbose_name="by which work of the system")),
                        ("detail", models.JSONField(default=dict, verbose_name="detail")),
                    ],
                    options={
                        "db_table": "sharing_auditentry",
                        "verbose_name": "entry of the audit",
                        "verbose_name_plural": "audit",
                        "ordering": ("id",),
                        "indexes": [models.Index(fields=["target", "id"], name="audit_of_a_target")],
                    },
                )
            ]
        )
    ]
