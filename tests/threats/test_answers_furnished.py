"""The demonstration's cities act on what they observe: alarms, money, releases, all simulated."""

from typing import Any

import pytest
from django.test import Client

from hanse.cities.furnish import enter_initiative
from hanse.threats import furnish, furnish_answers
from hanse.threats.models import Alarm, Evaluation, Measure, Notice, Release

pytestmark = pytest.mark.django_db


def test_the_planted_rise_alarms_and_is_shared_and_all_of_it_is_simulated() -> None:
    enter_initiative()
    furnish.furnish()

    furnish_answers.furnish()
    furnish_answers.furnish()

    planted = Alarm.objects.filter(owner__slug="bratislava", category="antisemitism")
    assert planted.exists()
    assert Notice.objects.filter(owner__slug="bratislava", category="antisemitism").exists()
    for model in (Alarm, Evaluation, Measure, Notice, Release):
        assert not model.objects.filter(simulated=False).exists()
    assert set(Release.objects.values_list("owner__slug", flat=True)) == {"denver", "stockholm"}


def test_an_invented_table_says_that_it_is_simulated() -> None:
    enter_initiative()
    furnish.furnish()

    furnish_answers.publish_simulated("denver")

    release = Release.objects.get()
    assert (release.simulated, release.sharing_label) == (True, "clear")


def test_the_shared_picture_says_while_tables_are_still_being_prepared(
    client: Client, settings: Any
) -> None:
    enter_initiative()
    furnish.furnish()
    furnish_answers.furnish()

    outside = client.get("/threats/shared/").content.decode()
    settings.DEMO = True
    inside = client.get("/threats/shared/").content.decode()

    assert "being prepared" not in outside
    assert "the tables of 14 more cities are being prepared" in " ".join(inside.split())
