"""Totals over the cities of one side, beside those of the whole network."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("threats", "0012_alarms_of_months")]

    operations = [
        migrations.AddField(
            model_name="togethertotal",
            name="side",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="side"),
        ),
    ]
