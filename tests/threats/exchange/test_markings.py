"""The marking of a stranger's file is obeyed: RED stays out, and so does what nobody knows."""

import pytest
from tests.threats.exchange.test_strangers import EVENT, REPORT, misp, stix

from hanse.shared.sharing_labels import SharingLabel
from hanse.threats.exchange.stix import TLP, TLP_EXTENSION

OWN = "marking-definition--11111111-1111-4111-8111-111111111111"
FIRST_GREEN = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"
FIRST_RED = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"


def own_marking(**about: object) -> dict[str, object]:
    return {"type": "marking-definition", "spec_version": "2.1", "id": OWN, **about}


STATEMENT = own_marking(definition_type="statement", definition={"statement": "© somebody"})
FIRST_TLP = own_marking(definition_type="tlp", definition={"tlp": "amber"})
COPY_OF_RED = own_marking(extensions={TLP_EXTENSION: {"tlp_2_0": "red"}})
STRANGE = own_marking(definition_type="company", definition={"level": "secret"})
FORGED = own_marking(definition_type="tlp", definition={"tlp": "clear"}) | {"id": FIRST_RED}


@pytest.mark.parametrize("label", [one for one in SharingLabel if one != SharingLabel.RED])
def test_what_is_for_more_than_named_people_comes_in(label: SharingLabel) -> None:
    assert len(stix(REPORT | {"object_marking_refs": [TLP[label]]}).incidents) == 1
    assert len(misp(EVENT | {"Tag": [{"name": f"TLP:{label.value.upper()}"}]}).incidents) == 1


@pytest.mark.parametrize("beside", [STATEMENT, FIRST_TLP])
def test_a_definition_in_the_file_that_says_who_may_read_or_speaks_of_else_is_understood(
    beside: dict[str, object],
) -> None:
    assert len(stix(beside, REPORT | {"object_marking_refs": [OWN, FIRST_GREEN]}).incidents) == 1


@pytest.mark.parametrize(
    ("marks", "beside", "problem"),
    [
        ([TLP[SharingLabel.RED]], STATEMENT, "TLP:RED is for named people"),
        ([FIRST_RED], FORGED, "TLP:RED is for named people"),
        ([TLP[SharingLabel.GREEN], FIRST_RED], STATEMENT, "TLP:RED is for named people"),
        ([OWN], COPY_OF_RED, "TLP:RED is for named people"),
        ([OWN], STRANGE, "a marking nobody knows here, so it counts as TLP:RED"),
        ([OWN], {"type": "identity"}, "a marking nobody knows here, so it counts as TLP:RED"),
    ],
)
def test_red_and_unknown_markings_keep_one_object_out_and_not_the_others(
    marks: list[str], beside: dict[str, object], problem: str
) -> None:
    other = REPORT | {"id": "report--0f7b7a60-2f0f-4d0c-9f4b-6d3f5a1c7e43"}

    outcome = stix(beside, REPORT | {"object_marking_refs": marks}, other)

    [error] = outcome.errors
    assert (error.row, error.column) == (2, "object_marking_refs")
    assert problem in error.problem
    assert len(outcome.incidents) == 1


def test_a_marking_of_a_part_counts_for_the_whole() -> None:
    part = {"selectors": ["description"], "marking_ref": TLP[SharingLabel.RED]}
    language = {"selectors": ["name"], "lang": "de"}

    assert len(stix(REPORT | {"granular_markings": [part]}).errors) == 1
    assert stix(REPORT | {"granular_markings": [language]}).errors == []
    assert len(stix(REPORT | {"granular_markings": "red"}).errors) == 1


@pytest.mark.parametrize("tag", ["tlp:red", "TLP:RED", "tlp:ex:chr", "tlp:unclear", "tlp:"])
def test_an_event_with_a_tag_for_few_or_of_no_known_label_stays_out(tag: str) -> None:
    outcome = misp(EVENT | {"Tag": [*EVENT["Tag"], {"name": tag}]})  # type: ignore[misc] # a list above

    assert [error.column for error in outcome.errors] == ["Tag"]
    assert outcome.incidents == {}


def test_a_text_of_ours_that_somebody_marked_red_stays_out() -> None:
    text = {"type": "text", "value": "What happened", "Tag": [{"name": "tlp:red"}]}
    tags = [{"name": 'hanse:severity="2"'}]

    assert len(misp(EVENT | {"Tag": tags, "Attribute": [text]}).errors) == 1
    assert misp(EVENT | {"Tag": tags, "Attribute": [text | {"Tag": []}]}).errors == []
