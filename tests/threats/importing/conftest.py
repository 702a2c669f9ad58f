"""An editor of a city, who may import for it."""

import pytest

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Standing


@pytest.fixture
def editor(city: Authority, official: User) -> User:
    Affiliation.objects.filter(person=official, authority=city).update(standing=Standing.EDITOR)
    return official
