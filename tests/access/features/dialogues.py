"""Addresses of the dialogues, and a small dialogue with its analysis."""

from dataclasses import replace
from typing import Any

from tests.access.house import House, Words
from tests.access.kinds import Kind, of, page
from tests.dialogues import sample
from tests.sharing.rule import Something


def dialogue(house: House, about: Something, word: Words) -> Any:
    """Store a dialogue and its analysis."""
    from hanse.dialogues.actions import Presentation, import_dialogue, refresh_analysis
    from hanse.dialogues.models import Dialogue

    row = house.share(Dialogue(slug=word("slug"), description=word("description")), about)
    stored = import_dialogue(_folder(word), Presentation(slug=row.slug)).dialogue
    refresh_analysis(stored)
    return Dialogue.objects.get(pk=stored.pk)


def _folder(word: Words) -> Any:
    plain = sample.folder()
    return replace(
        plain,
        title=word("title"),
        question=word("question"),
        source=word("source"),
        attribution=word("attribution"),
        licence=word("licence"),
        link=f"https://example.org/{word('link')}",
        statements=tuple(
            replace(each, text=f"{each.text} {word(each.id)}", author=word(f"author{each.id}"))
            for each in plain.statements
        ),
        participants=tuple(word(each) for each in plain.participants),
        blocs={word("side"): tuple(each and word(each[0]) for each in plain.blocs["side"])},
    )


def _statement(found: Any) -> str:
    return str(found.statements.first().ref)


KINDS = {"dialogue": Kind(dialogue)}
ADDRESSES = {
    "dialogues:dialogues": page(),
    "dialogues:methods": page(),
    "dialogues:dialogue": of("dialogue", slug="slug"),
    "dialogues:analysis-json": of("dialogue", slug="slug"),
    "dialogues:statements-csv": of("dialogue", slug="slug"),
    "dialogues:statements": of("dialogue", slug="slug"),
    "dialogues:statement": of("dialogue", slug="slug", ref=_statement),
}
