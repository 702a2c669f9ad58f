"""What came of an import, in plain text for a terminal."""

from hanse.threats.models import ImportRun
from hanse.threats.vocabulary import CATEGORIES

LISTED = 10
CHANGES = {
    "added": "new",
    "changed": "said differently now",
    "same": "there already",
    "withdrawn": "taken out by a person, left out",
    "counted": "of a time of which counts alone are kept, left out",
    "missing": "there from an earlier file and not in this one, left as they are",
    "alike": "new, and much like another source's telling of the same day",
}
OTHER_ROWS = {
    "merged": "rows tell again of an incident",
    "repeated": "rows are word for word the same as another",
    "elsewhere": "rows are of other places",
    "left_out": "rows are of no interest",
}


def import_summary(run: ImportRun, *, imported: bool) -> str:
    """Say what was found, what changed, and which rows and words need a person."""
    found = run.found
    said = "imported" if imported else "nothing was changed"
    lines = [
        f"{run.file_name}: {found['rows']:,} rows, {found['incidents']:,} incidents; {said}",
        *_span(found),
        *(f"  {found[key]:,} {words}" for key, words in OTHER_ROWS.items() if found[key]),
        "",
        *(f"{found['change'][key]:8,}  {w}" for key, w in CHANGES.items() if found["change"][key]),
        "",
        *_categories(found["categories"]),
    ]
    if run.unknown:
        lines += ["", "Words that mean nothing yet, counted under “other-target”:"]
        words = list(run.unknown.items())[:LISTED]
        lines += [f"{told[2]:8,}  {word} (column {told[0]})" for word, told in words]
    if run.errors:
        lines += ["", f"{found['wrong']:,} rows cannot be used, the first of them:"]
        lines += [f"  row {e[0]}, {e[1]}: {e[2]}. {e[3]}." for e in run.errors[:LISTED]]
        lines += [] if imported else ["Mend them, or leave them out with --skip-errors."]
    return "\n".join([*lines, ""])


def _span(found: dict[str, str]) -> list[str]:
    return [f"  from {found['first_day']} to {found['last_day']}"] if found["first_day"] else []


def _categories(counts: dict[str, int]) -> list[str]:
    """List incidents per word in the vocabulary's order; one incident may stand under several."""
    return [f"{counts[word]:8,}  {word}" for word in CATEGORIES if word in counts]
