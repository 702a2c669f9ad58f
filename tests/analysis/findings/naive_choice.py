"""The choice and the associations once more: loops over people, obvious and slow."""

from collections.abc import Sequence
from math import log, sqrt

from hanse.analysis.findings.candidates import Candidate
from hanse.analysis.findings.results import Kind
from hanse.analysis.opinions.results import Analysis
from hanse.analysis.opinions.votes import VoteTable


def votes_of(table: VoteTable) -> list[dict[int, int]]:
    """Per participant: vote by statement."""
    return [
        {
            int(j): int(v)
            for j, v in zip(
                table.statement[table.start[i] : table.start[i + 1]],
                table.vote[table.start[i] : table.start[i + 1]],
                strict=True,
            )
        }
        for i in range(table.participants)
    ]


def naive_choice(
    table: VoteTable, analysis: Analysis, found: Sequence[Candidate], size: int
) -> list[Candidate]:
    """Pick one by one what scores highest, as docs/methods/slate.md says."""
    votes = votes_of(table)
    chosen: list[Candidate] = []
    while len(chosen) < size:
        left = [c for c in found if c not in chosen and topics(chosen).count(c.topic) < 2]
        if not left:
            break
        second_or_third = len(chosen) in range(1, 1 + min(2, size // 3))
        due = Kind.DISAGREEMENT if second_or_third else Kind.AGREEMENT
        now = [c for c in left if c.kind is due] or left
        best, best_score = now[0], -1.0
        for c in now:
            score = c.utility + 0.5 * coverage(votes, analysis, chosen, c)
            if c.topic in topics(chosen):
                score *= 0.5
            if score > best_score + 1e-12:
                best, best_score = c, score
        chosen.append(best)
    agreements = [c for c in chosen if c.kind is Kind.AGREEMENT]
    return agreements + [c for c in chosen if c.kind is Kind.DISAGREEMENT]


def topics(chosen: Sequence[Candidate]) -> list[int]:
    """Topics of what was chosen."""
    return [c.topic for c in chosen]


def backs(vote: dict[int, int], candidate: Candidate) -> bool:
    """Agrees with an agreement, takes a side on an open disagreement."""
    sides = (1, -1) if candidate.kind is Kind.DISAGREEMENT else (1,)
    return vote.get(candidate.statement) in sides


def coverage(
    votes: list[dict[int, int]], analysis: Analysis, chosen: Sequence[Candidate], c: Candidate
) -> float:
    """Mean over blocs of the harmonic share of those asked."""
    shares = []
    for lens in analysis.lenses[1:] or analysis.lenses:
        for level in range(len(lens.attribute.levels)):
            asked = [
                v
                for v, code in zip(votes, lens.attribute.codes, strict=True)
                if code == level and c.statement in v
            ]
            if len(asked) >= 10:
                worth = [
                    1 / (1 + sum(backs(v, before) for before in chosen)) if backs(v, c) else 0.0
                    for v in asked
                ]
                shares.append(sum(worth) / len(asked))
    return sum(shares) / len(shares) if shares else 0.0


def naive_association(table: VoteTable, one: int, other: int) -> tuple[float, float, int]:
    """Log odds ratio, its error and the common voters of two statements."""
    cells = {(a, b): 0.5 for a in (1, -1) for b in (1, -1)}
    for vote in votes_of(table):
        pair = (vote.get(one, 0), vote.get(other, 0))
        if pair in cells:
            cells[pair] += 1
    ratio = cells[1, 1] * cells[-1, -1] / (cells[1, -1] * cells[-1, 1])
    error = sqrt(sum(1 / n for n in cells.values()))
    return log(ratio), error, round(sum(cells.values()) - 2)
