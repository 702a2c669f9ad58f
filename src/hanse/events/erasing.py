"""What events hold of a person, removed when the person is erased."""

from hanse.accounts.models import User
from hanse.events.models import CalendarKey, Registration
from hanse.sharing.acting import as_system


def forget(person: User) -> None:
    """Let the city's place stay, without who was to come; their calendar leads nowhere."""
    CalendarKey.objects.filter(person=person).delete()
    with as_system("erase a person"):
        Registration.objects.filter(person=person).update(person=None, named=False)
