"""Keep uploaded lists of members until they are imported."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0002_places_to_pick_from'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MemberImport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='file')),
                ('content', models.BinaryField()),
                ('sheet', models.CharField(blank=True, max_length=100, verbose_name='sheet')),
                ('sha256', models.CharField(max_length=64)),
                ('columns', models.JSONField(default=dict, verbose_name='which column means what')),
                ('counts', models.JSONField(default=dict, verbose_name='what came of it')),
                ('uploaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='uploaded')),
                ('done_at', models.DateTimeField(editable=False, null=True, verbose_name='imported')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'list of members',
                'verbose_name_plural': 'lists of members',
                'ordering': ('-uploaded_at',),
            },
        ),
    ]
