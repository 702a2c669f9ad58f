"""A city writes down what it does: measures with their split, and policy with its proof."""

from django.db import transaction

from hanse.cities.models import Authority
from hanse.sharing import audit
from hanse.sharing.actors import Actor, Person
from hanse.threats.models import Coverage, Measure


@transaction.atomic
def keep_measure(measure: Measure, city: Authority, person: Person | Actor) -> Measure:
    """Store a measure of a city, new or changed."""
    verb = "add a measure" if measure.pk is None else "change a measure"
    measure.owner = city
    measure.save()
    audit.record(verb, measure, person, city=str(city.pk))
    return measure


@transaction.atomic
def drop_measure(measure: Measure, person: Person | Actor) -> None:
    """Remove a measure that was entered by mistake."""
    audit.record("remove a measure", measure, person, city=str(measure.owner_id))
    measure.delete()


@transaction.atomic
def keep_coverage(coverage: Coverage, city: Authority, person: Person | Actor) -> Coverage:
    """Store how far policy covers one category."""
    coverage.owner = city
    coverage.save()
    audit.record(
        "change policy coverage", coverage, person, category=coverage.category, level=coverage.level
    )
    return coverage
