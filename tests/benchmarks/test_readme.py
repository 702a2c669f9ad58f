"""The README quotes what the benchmark printed, and nothing else."""

from pathlib import Path

from benchmarks.readme import PAGE, README, with_table


def test_every_figure_of_the_readme_is_the_benchmarks() -> None:
    readme = README.read_text(encoding="utf-8")

    assert with_table(readme, PAGE.read_text(encoding="utf-8")) == readme


def test_its_first_lines_are_the_two_commands_and_its_pictures_exist() -> None:
    readme = README.read_text(encoding="utf-8")

    assert [line.split()[:2] for line in readme.splitlines()[1:3]] == [
        ["make", "demo"],
        ["make", "test"],
    ]
    for part in readme.split("](")[1:]:
        address = part.split(")")[0]
        assert address.startswith("#") or (Path(README).parent / address).exists(), address
