"""People choose whether letters about alarms come, and when."""

from hanse.accounts.models import User
from hanse.threats.models import DigestChoice


def choose_letters(person: User, how: str) -> None:
    """Keep somebody's choice of letters."""
    DigestChoice.objects.update_or_create(person=person, defaults={"how": how})
