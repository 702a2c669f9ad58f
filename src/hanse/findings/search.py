"""What of findings and their documents can be found, once an edition is published."""

from django.utils.translation import gettext_lazy as _

from hanse.shared.search import ITSELF, Searchable, named_in, naming_it, of_the_narrower, within

_EDITION = {
    "record": "e.record",
    "owner_id": "e.owner_id",
    "sharing_label": "e.sharing_label",
    "language": "e.language",
    "day": "e.published_on",
}
_FINDING = {
    "source": "f.id",
    # who may not read the dialogue cannot read what was found in it
    **of_the_narrower("e", "d"),
    "language": "coalesce(nullif(s.language, ''), e.language)",
    "title": "coalesce(nullif(f.headline, ''), s.text)",
    "words": (
        "concat_ws(' · ', nullif(f.topic, ''), (SELECT string_agg(r.text, ' · '"
        " ORDER BY r.position) FROM findings_recommendation AS r WHERE r.finding_id = f.id))"
    ),
    "day": "e.published_on",
    "arguments": "ARRAY[e.year::text, f.number::text]",
}
_FINDING_TABLES = """
findings_finding AS f JOIN findings_edition AS e ON e.id = f.edition_id
JOIN dialogues_statement AS s ON s.id = f.statement_id
JOIN dialogues_dialogue AS d ON d.id = f.dialogue_id
WHERE e.status = 'published' AND """ + within("e", "d")
_DOCUMENT = {
    **_EDITION,
    "source": "b.id",
    "title": "e.title",
    "words": "concat_ws(' · ', upper(b.format), nullif(e.initiative, ''), nullif(e.lede, ''))",
    "arguments": "ARRAY[e.year::text, b.format]",
}
_DOCUMENT_TABLES = """
findings_brieffile AS b JOIN findings_edition AS e ON e.id = b.edition_id
WHERE e.status = 'published' AND b.version = e.version AND b.format IN ('pdf', 'docx')
"""

SEARCHABLE = (
    Searchable(
        kind="finding",
        plural=_("Findings"),
        address="findings:finding",
        columns=_FINDING,
        tables=_FINDING_TABLES,
        follows={
            "findings_finding": ITSELF,
            "findings_recommendation": named_in("finding_id"),
            "findings_edition": naming_it("findings_finding", "edition_id"),
            "dialogues_dialogue": naming_it("findings_finding", "dialogue_id"),
            "dialogues_statement": naming_it("findings_finding", "statement_id"),
        },
    ),
    Searchable(
        kind="document",
        plural=_("Documents"),
        address="findings:brief",
        columns=_DOCUMENT,
        tables=_DOCUMENT_TABLES,
        follows={
            "findings_brieffile": ITSELF,
            "findings_edition": naming_it("findings_brieffile", "edition_id"),
        },
    ),
)
