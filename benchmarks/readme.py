"""The README's short table, taken from docs/benchmarks.md: python -m benchmarks.readme."""

from benchmarks.exports import ROOT
from benchmarks.table import BOWLING_GREEN, BREXIT, LARGE, NAMES, PEER, SAME

BEGIN, END = "<!-- from docs/benchmarks.md -->\n", "<!-- end -->\n"
PAGE, README = ROOT / "docs" / "benchmarks.md", ROOT / "README.md"
SPEED = (
    (LARGE, "33,422 people, 783 statements, 2.1 million votes (simulated)"),
    (BOWLING_GREEN, "Bowling Green: 2,031 people, 896 statements"),
    (BREXIT, "a workshop of 204 people, 50 statements"),
)
QUALITY = (
    ("false groups, open conversations", "groups reported where votes hold none"),
    ("log-loss of votes set aside", "error on votes set aside, as a share of that of Polis groups"),
    ("95 % interval of a bloc (ten", "95 % intervals that hold the planted share"),
    ("quotes that are byte-exact", "quotes exact to the byte"),
)


def short_table(page: str) -> str:
    """Pick the lines a newcomer asks for first."""
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in page.splitlines()
        if line.startswith("|")
    ]
    lines = ["| | red-dwarf 0.4.0 | Hanse, same products | |", "|---|--:|--:|--:|"]
    for dataset, words in SPEED:
        peer, ours = (
            next(row for row in rows if row[:2] == [dataset, NAMES[name]]) for name in (PEER, SAME)
        )
        lines.append(f"| {words}: CPU s | {peer[2]} | {ours[2]} | {ours[8]} times faster |")
        lines.append(f"| the same: peak MB | {peer[7]} | {ours[7]} | {ours[9]} times less |")
    lines += ["", "| | target | reached |", "|---|---|---|"]
    for start, words in QUALITY:
        found = next(row for row in rows if len(row) > 1 and row[1].startswith(start))
        lines.append(f"| {words} | {found[2]} | {found[3]} |")
    return "\n".join(lines) + "\n"


def with_table(readme: str, page: str) -> str:
    """Put the table between its two marks."""
    before, rest = readme.split(BEGIN)
    return f"{before}{BEGIN}{short_table(page)}{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    text = with_table(README.read_text(encoding="utf-8"), PAGE.read_text(encoding="utf-8"))
    README.write_text(text, encoding="utf-8")
