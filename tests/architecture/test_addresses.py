"""Every address is visited as everybody in tests/access, so each needs a line there."""

from tests.access.house import addresses
from tests.access.rule_table import RULES
from tests.access.walk import every_address

ADDRESSES = addresses()
RULE_OF = {found.name: found.rule.rule for found in every_address() if found.rule}
HOW_TO_ADD = """
{name} has no line here, so nobody proves who may open it. Add one to ADDRESSES in
tests/access/features/<your feature>.py:

    "{name}": page(),                             names nothing; page(post=True) with a form
    "{name}": act(),                              names nothing and only takes what is sent
    "{name}": city(post=True),                    names a city by its slug
    "{name}": of("event", slug="slug"),           names a record: argument=attribute or function;
                                                  methods=READS | WRITES with a form, inside=True
                                                  where only the owner city's own people may
    "{name}": Visit(cases),                       anything else: cases(house) returns Cases by name

A record of a new kind needs one function in the same file and a line in its KINDS,

    KINDS = {{"event": Kind(store)}}                or Kind(store, OF_CITIES), or OF_THE_NETWORK

where `store(house, about, word)` puts `word("field")` into every text the record has and ends with
`return house.share(row, about)`. A rule of a new name needs its line in tests/access/rule_table.py.
"""


def test_every_address_tells_what_it_names() -> None:
    untold = [name for name in RULE_OF if name not in ADDRESSES]

    assert not untold, "".join(HOW_TO_ADD.format(name=name) for name in untold)
    assert [name for name in ADDRESSES if name not in RULE_OF] == []
    assert set(RULE_OF.values()) - RULES.keys() == set(), "a line in rule_table.py is missing"
