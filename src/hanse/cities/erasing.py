"""What cities hold of a person, removed when the person is erased."""

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Application, Contact


def forget(person: User) -> None:
    """End where they belonged, and take them out of applications and contacts."""
    Affiliation.objects.filter(person=person).delete()
    Application.objects.filter(email=person.email).update(
        email=f"{person.pk}@erased.invalid", applicant="", post="", message=""
    )
    Contact.objects.filter(email=person.email).update(name="", email="", phone="")
