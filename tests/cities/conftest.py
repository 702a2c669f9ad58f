"""A small slice of the places, and some authorities."""

import pytest

from hanse.cities.models import Authority, Membership
from hanse.cities.places import load_places

SLICE = """\
264371	Athens	GR	Attica	37.9838	23.7278	664046	Europe/Athens	Athina|Athen
4180386	Athens	US	Georgia	33.9609	-83.3779	127315	America/New_York	Athens-Clarke County
4505542	Athens	US	Ohio	39.3292	-82.1013	25044	America/New_York\t
2886242	Köln	DE	North Rhine-Westphalia	50.9333	6.9500	1024621	Europe/Berlin	Cologne|Colonia
3143244	Oslo	NO	~Oslo	59.9127	10.7461	1082575	Europe/Oslo	Christiania
2993024	Mittelhausbergen	FR	Grand Est	48.6139	7.6931	1753	Europe/Paris\t
"""


@pytest.fixture
def places(db: None) -> None:  # noqa: ARG001 - asks for its effect
    load_places([SLICE.encode()])


@pytest.fixture
def oslo(db: None) -> Authority:  # noqa: ARG001 - asks for its effect
    return Authority.objects.create(
        slug="oslo",
        name="Oslo",
        country="NO",
        latitude=59.91,
        longitude=10.75,
        geonames_id=3143244,
        membership=Membership.MEMBER,
        verified_domains=["oslo.example"],
        population=717_710,
        population_year=2024,
        population_source="Statistics Norway",
        population_unit="municipality",
        challenges=["polarisation"],
    )
