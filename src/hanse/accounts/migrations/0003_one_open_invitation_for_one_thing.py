from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_counters_of_attempts")]
    operations = [
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("email", "purpose", "target"),
                name="one_open_invitation_for_one_thing",
            ),
        ),
    ]
