"""The demonstration furnishes its rooms once."""

import pytest
from django.test import Client

from hanse.dialogues.models import Dialogue, StoredAnalysis
from hanse.findings.models import BriefFile, Edition, Recommendation
from hanse.home.furnish import furnish

pytestmark = pytest.mark.django_db


def test_a_second_time_changes_nothing(client: Client) -> None:
    furnish()
    first = [list(m.objects.values_list("pk", flat=True)) for m in (Dialogue, Edition, BriefFile)]
    analyses = set(StoredAnalysis.objects.values_list("pk", flat=True))

    furnish()

    second = [list(m.objects.values_list("pk", flat=True)) for m in (Dialogue, Edition, BriefFile)]
    assert second == first
    assert set(StoredAnalysis.objects.values_list("pk", flat=True)) == analyses
    assert client.get("/").status_code == 200


def test_every_finding_that_was_written_for_has_a_recommendation() -> None:
    furnish()

    edition = Edition.objects.get()
    asked = set(Recommendation.objects.values_list("finding_id", flat=True))

    assert len(asked) >= 8
    assert edition.simulated
    assert set(Dialogue.objects.values_list("slug", "simulated")) == {
        ("prevention-2026", True),
        ("first-hours-workshop", True),
        ("bowling-green", False),
    }
