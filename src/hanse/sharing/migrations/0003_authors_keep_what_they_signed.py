"""Let authors read and write what they signed, and take their signature back with it."""

from django.db import migrations

from hanse.sharing.policies import forget_own, renew_rule


class Migration(migrations.Migration):
    dependencies = [("sharing", "0002_rules_in_the_database")]

    operations = [renew_rule(), forget_own("sharing_authorship")]
