"""Let an addressee be taken out of a frozen audience when the person is erased."""

from django.db import migrations

from hanse.sharing.policies import forget_erased


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0004_the_audit_lies_with_people"),
        ("accounts", "0005_people_can_be_erased"),
    ]

    operations = [forget_erased("sharing_audience")]
