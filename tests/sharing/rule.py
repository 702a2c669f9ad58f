"""The rule of sharing once more, in sets and plain Python: no database and none of our code.

It is written from docs/sharing.md, so that two readings of the rule are compared.
"""

from dataclasses import dataclass, field

NETWORK = ""  # the owner of what belongs to no city


@dataclass
class Someone:
    """A person: where they belong (city -> role), what they do for the network, what they may."""

    homes: dict[str, str] = field(default_factory=dict)
    job: str = ""
    two_factors: bool = False
    suspended: bool = False


@dataclass
class World:
    """The people, which cities are members, and the records with whom they were shared."""

    people: dict[str, Someone] = field(default_factory=dict)
    member_cities: set[str] = field(default_factory=set)
    records: dict[str, "Something"] = field(default_factory=dict)

    def sees(self, name: str) -> set[str]:
        """Return the records a person may read; a name nobody bears is the public."""
        person = self.people.get(name)
        if person is None or person.suspended:
            return {key for key, record in self.records.items() if record.label == "CLEAR"}
        return {key for key, record in self.records.items() if self._may(name, person, record)}

    def _may(self, name: str, person: Someone, record: "Something") -> bool:
        homes = {city: role for city, role in person.homes.items() if city in self.member_cities}
        inside = {city for city, role in homes.items() if role != "partner"}
        owns = record.owner in inside or (record.owner == NETWORK and person.job == "secretariat")
        if person.two_factors and record.author == name:
            return True
        match record.label:
            case "CLEAR":
                return True
            case "GREEN":
                return len(homes) > 0 or person.job in ("secretariat", "steward")
            case "AMBER":
                near = owns or record.owner in homes or bool(record.invited & homes.keys())
                return person.two_factors and near
            case "AMBER+STRICT":
                return person.two_factors and owns
            case "RED":
                return person.two_factors and name in record.audience
        raise ValueError(record.label)


@dataclass
class Something:
    """A record."""

    label: str
    owner: str
    invited: set[str] = field(default_factory=set)
    audience: set[str] = field(default_factory=set)
    author: str = ""
