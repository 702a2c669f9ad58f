"""Let a person be erased: the row stays as a nameless stub that what they did can point to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_the_audit_lies_with_people")]

    operations = [
        migrations.AddField(
            "user",
            "erased_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="erased"),
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(("name", ""), ("network_role", ""), ("suspended_at__isnull", False)),
                    _connector="OR",
                ),
                name="erased_people_have_no_name_and_no_way_in",
            ),
        ),
    ]
