"""Files and functions stay small enough to be read in one go."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES, FUNCTION_LINES, TEST_FUNCTION_LINES, TEMPLATE_LINES = 300, 40, 30, 120


def written_files(suffix: str) -> list[Path]:
    """List the files people write: tracked or about to be, migrations left out."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
            f"*{suffix}",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    return [
        ROOT / name
        for name in listed
        if name and "/migrations/" not in name and (ROOT / name).is_file()
    ]


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring: a long explanation is no fault."""
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize(
    ("suffix", "most"),
    [(".py", FILE_LINES), (".css", FILE_LINES), (".js", FILE_LINES), (".html", TEMPLATE_LINES)],
)
def test_no_file_is_longer_than_its_budget(suffix: str, most: int) -> None:
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines())
        for file in written_files(suffix)
    }

    assert {name: length for name, length in lengths.items() if length > most} == {}


def test_no_function_is_longer_than_its_budget() -> None:
    lengths = {
        f"{file.relative_to(ROOT)}:{function.lineno} {function.name}": (
            code_lines(function),
            TEST_FUNCTION_LINES if function.name.startswith("test_") else FUNCTION_LINES,
        )
        for file in written_files(".py")
        for function in functions(file)
    }

    assert {name: length for name, (length, most) in lengths.items() if length > most} == {}
