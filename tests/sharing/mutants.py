"""Makes mutants of the rule: every clause removed once, from the Python and from the SQL."""

import ast
import copy
import inspect
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from hanse.sharing import policy
from hanse.sharing.policies import FUNCTIONS, READABLE

# what the splitting into clauses does not reach; whose audience it is stands twice, here and in
# the policy of the audience itself, so that losing one of the two shows nothing more
_SUBSELECTS = {
    "WHERE i.authority_id = ANY ((SELECT hanse_cities() || hanse_partner_of())::uuid[])": "",
    "hanse_cities() || hanse_partner_of()": "hanse_cities()",
    "hanse_cities()  || hanse_partner_of()": "hanse_partner_of()",
    "IN ('secretariat', 'steward')": "IN ('secretariat')",
    "IN ('secretariat',  'steward')": "IN ('steward')",
    "sharing_label IN ('amber', 'amber+strict')": "sharing_label IN ('amber')",
    "sharing_label IN ('amber',  'amber+strict')": "sharing_label IN ('amber+strict')",
}


def python_mutants() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield `readable` with one clause removed, and the line it was removed from."""
    tree = ast.parse(inspect.getsource(policy))
    count = sum(1 for _ in _removals(tree))
    for number in range(count):
        mutant = copy.deepcopy(tree)
        remove, line = list(_removals(mutant))[number]
        remove()
        module = ModuleType("mutant")
        code = compile(ast.fix_missing_locations(mutant), "mutant", "exec")
        exec(code, module.__dict__)  # noqa: S102 - our own source, one clause shorter
        yield line, module.readable


def _removals(tree: ast.Module) -> Iterator[tuple[Callable[[], None], str]]:
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            for kept in _kept(field, value):
                yield _swap(node, field, kept), ast.unparse(node)
            if field == "body" and isinstance(value, list):
                yield from _without_statements(value)


def _kept(field: str, value: Any) -> list[Any]:
    """List what stands in place of a condition once a part of it is gone."""
    match value:
        case ast.BinOp(op=ast.BitOr() | ast.BitAnd()):
            return [value.left, value.right]
        case ast.BoolOp():
            return list(value.values)
        case [_first, _second, *_rest] if field == "keywords":
            return [[kept] for kept in value]
    return []


def _without_statements(body: list[ast.stmt]) -> Iterator[tuple[Callable[[], None], str]]:
    for statement in body:
        removable = isinstance(statement, ast.AugAssign)
        if removable or (isinstance(statement, ast.If)):
            place = body.index(statement)
            yield _replace(body, place, ast.Pass()), ast.unparse(statement)


def _swap(node: ast.AST, field: str, kept: Any) -> Callable[[], None]:
    return lambda: setattr(node, field, kept)


def _replace(body: list[ast.stmt], place: int, kept: ast.stmt) -> Callable[[], None]:
    return lambda: body.__setitem__(place, kept)


def sql_mutants() -> Iterator[tuple[str, str]]:
    """Yield the rule in SQL with one clause removed, its helper functions written out."""
    for mutant in _without_clause(_flat(READABLE)):
        yield mutant, _written_out(mutant, FUNCTIONS)
    for name, (kind, body) in FUNCTIONS.items():
        start, condition = body.split("SELECT ", 1)
        for mutant in _without_clause(_flat(condition)):
            if mutant != _flat(condition) and " " in condition:
                changed = {**FUNCTIONS, name: (kind, f"{start}SELECT {mutant}")}
                yield f"{name}: {mutant}", _written_out(_flat(READABLE), changed)
    for before, after in _SUBSELECTS.items():
        plain = before.replace("  ", " ")
        rule = _flat(READABLE).replace(plain, after)
        functions = {n: (k, _flat(b).replace(plain, after)) for n, (k, b) in FUNCTIONS.items()}
        yield f"{plain} → {after or 'nothing'}", _written_out(rule, functions)


def whole_rule() -> str:
    """Return the rule in SQL with nothing removed, in the same form as the mutants."""
    return _written_out(_flat(READABLE), FUNCTIONS)


def _written_out(rule: str, functions: dict[str, tuple[str, str]]) -> str:
    """Put the bodies of the functions in place of their calls, so that none need be created."""
    for _depth in range(3):
        for name, (_kind, body) in functions.items():
            rule = rule.replace(f"{name}()", f"({body})")
    return rule


def _without_clause(text: str) -> Iterator[str]:
    for joint in (" OR ", " AND "):
        parts = _split(text, joint)
        if len(parts) == 1:
            continue
        for place, part in enumerate(parts):
            rest = [*parts[:place], *parts[place + 1 :]]
            yield joint.join(rest)
            inner = part.strip()
            if inner.startswith("(") and inner.endswith(")") and not inner.startswith("(SELECT"):
                for mutant in _without_clause(inner[1:-1]):
                    yield joint.join([*parts[:place], f"({mutant})", *parts[place + 1 :]])
        return


def _split(text: str, joint: str) -> list[str]:
    """Split where no bracket is open."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and text.startswith(joint, place):
            parts.append(text[start:place])
            start = place + len(joint)
    return [*parts, text[start:]]


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("( ", "(").replace(" )", ")")
