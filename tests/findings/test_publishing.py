"""Publishing freezes what it publishes and never widens who may see it."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from hanse.dialogues.actions import Presentation, import_dialogue
from hanse.dialogues.folders.folder import DialogueFolder
from hanse.dialogues.models import Dialogue
from hanse.dialogues.queries import as_folder
from hanse.findings.actions import Ask, Plan, TooWideError, publish_edition
from hanse.findings.models import Edition, Finding, Recommendation
from hanse.shared.errors import InputError
from hanse.sharing.labels import SharingLabel


def test_ten_findings_are_numbered_and_no_topic_has_more_than_two(edition: Edition) -> None:
    findings = list(edition.findings.all())

    assert [finding.number for finding in findings] == list(range(1, 11))
    assert max(Counter(finding.topic for finding in findings).values()) <= 2
    assert sum(finding.kind == "disagreement" for finding in findings) == 2


def test_every_quote_is_a_stored_statement_byte_for_byte(
    edition: Edition, dialogue: Dialogue
) -> None:
    texts = {statement.id: statement.text for statement in as_folder(dialogue).statements}
    quotes = [q for f in edition.findings.all() for q in f.evidence["supporting"]]

    assert len(quotes) > 10
    assert all(q["text"] == texts[q["source_id"]][q["start"] : q["end"]] for q in quotes)


def test_no_finding_shows_a_bloc_under_ten_voices(edition: Edition) -> None:
    blocs = [bloc for finding in edition.findings.all() for bloc in finding.evidence["blocs"]]

    assert min(bloc["agree"] + bloc["disagree"] for bloc in blocs) >= 10


def test_an_edition_is_never_wider_than_its_dialogue(dialogue: Dialogue, plan: Plan) -> None:
    dialogue.sharing_label = SharingLabel.GREEN

    with pytest.raises(TooWideError):
        publish_edition(dialogue, plan)

    assert not Edition.objects.exists()
    assert publish_edition(dialogue, replace(plan, sharing_label=SharingLabel.GREEN)).pk


def test_an_editor_may_write_the_headline_and_the_statement_stays(
    dialogue: Dialogue, plan: Plan, edition: Edition
) -> None:
    first = edition.findings.get(number=1)
    assert str(first) == first.statement.text

    edited = replace(plan, headlines={first.statement.ref: "Speak in quiet times"}, version="1.1")
    again = publish_edition(dialogue, edited).findings.get(number=1)

    assert str(again) == "Speak in quiet times"
    assert again.evidence["statement"] == first.statement.text


def test_a_statement_under_a_finding_cannot_leave_its_dialogue(
    dialogue: Dialogue, edition: Edition, folder: DialogueFolder
) -> None:
    ref = edition.findings.get(number=1).statement.ref
    place = next(i for i, statement in enumerate(folder.statements) if statement.id == ref)
    other = replace(folder.statements[place], id="new")
    statements = (*folder.statements[:place], other, *folder.statements[place + 1 :])

    with pytest.raises(InputError, match="a finding rests on a statement"):
        import_dialogue(replace(folder, statements=statements), Presentation(slug=dialogue.slug))

    assert dialogue.statements.filter(ref=ref).exists()


def test_recommendations_stand_in_the_files_too(dialogue: Dialogue, plan: Plan) -> None:
    ref = publish_edition(dialogue, plan).findings.get(number=1).statement.ref
    ask = Ask(ref, Recommendation.Addressee.NATIONAL, "Fund the coordinator.")

    edition = publish_edition(dialogue, replace(plan, asks=[ask]))
    brief = json.loads(bytes(edition.files.get(format="json").content))

    assert [str(r) for r in Recommendation.objects.all()] == ["Fund the coordinator."]
    assert "Fund the coordinator." in json.dumps(brief)


def test_a_correction_keeps_the_files_of_the_earlier_version(
    dialogue: Dialogue, plan: Plan, edition: Edition
) -> None:
    before = edition.files.get(version="1.0", format="html").sha256

    again = publish_edition(dialogue, replace(plan, version="1.1", title="Corrected"))

    assert (again.pk, again.version, again.title) == (edition.pk, "1.1", "Corrected")
    assert again.files.get(version="1.0", format="html").sha256 == before
    assert again.files.count() == 4
    assert Finding.objects.count() == 10
