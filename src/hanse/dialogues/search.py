"""What of dialogues can be found."""

from django.utils.translation import gettext_lazy as _

from hanse.shared.search import ITSELF, Searchable, naming_it

_DIALOGUE = {
    "source": "d.id",
    "record": "d.record",
    "owner_id": "d.owner_id",
    "sharing_label": "d.sharing_label",
    "language": "d.language",
    "title": "d.title",
    "words": "concat_ws(' · ', nullif(d.question, ''), nullif(d.description, ''))",
    "day": "d.closed_on",
    "arguments": "ARRAY[d.slug]",
}
_DIALOGUE_TABLES = """
dialogues_dialogue AS d
"""
_STATEMENT = {
    "source": "s.id",
    "record": "d.record",
    "owner_id": "d.owner_id",
    "sharing_label": "d.sharing_label",
    "language": "coalesce(nullif(s.language, ''), d.language)",
    "title": "s.text",
    "day": "d.closed_on",
    "arguments": "ARRAY[d.slug, s.ref]",
}
_STATEMENT_TABLES = """
dialogues_statement AS s JOIN dialogues_dialogue AS d ON d.id = s.dialogue_id
WHERE s.text <> '' AND s.moderated >= 0
"""

SEARCHABLE = (
    Searchable(
        kind="dialogue",
        plural=_("Dialogues"),
        address="dialogues:dialogue",
        columns=_DIALOGUE,
        tables=_DIALOGUE_TABLES,
        follows={"dialogues_dialogue": ITSELF},
    ),
    Searchable(
        kind="statement",
        plural=_("Statements"),
        address="dialogues:statement",
        columns=_STATEMENT,
        tables=_STATEMENT_TABLES,
        follows={
            "dialogues_statement": ITSELF,
            "dialogues_dialogue": naming_it("dialogues_statement", "dialogue_id"),
        },
        many=True,
    ),
)
