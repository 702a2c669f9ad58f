"""The ten kinds of reader at every door, and the sets from which the rules are worked out."""

from dataclasses import dataclass, field

from tests.sharing.rule import Someone

OWN, OTHER = "Aarhus", "Boston"  # the cast's city, and one that is none of theirs


@dataclass
class Reader(Someone):
    """A person with what they may do for their city (city -> standing)."""

    standings: dict[str, str] = field(default_factory=dict)


PUBLIC = "public"
READERS: dict[str, Reader | None] = {
    PUBLIC: None,
    "member": Reader({OWN: "official"}, two_factors=True),
    "member, password only": Reader({OWN: "official"}),
    "partner": Reader({OWN: "partner"}, two_factors=True),
    "city editor": Reader({OWN: "official"}, two_factors=True, standings={OWN: "editor"}),
    "city steward": Reader({OWN: "mayor"}, two_factors=True, standings={OWN: "steward"}),
    "secretariat": Reader({}, "secretariat", two_factors=True),
    "network steward": Reader({}, "steward", two_factors=True),
    "national observer": Reader({}, "observer", two_factors=True),
    "suspended": Reader({OWN: "mayor"}, "", True, True, standings={OWN: "steward"}),
}
# who reads what is GREEN, second factor or not
NETWORK = frozenset(
    name
    for name, who in READERS.items()
    if who and not who.suspended and (who.homes or who.job in {"secretariat", "steward"})
)
