"""Every word on screen can be said in German, and nothing in the catalogue is a guess."""

import ast
import gettext
import re
from pathlib import Path

from django.utils import translation
from django.utils.translation.template import templatize

import hanse
from hanse.shared import numbers

PACKAGE = Path(hanse.__file__).parent
CATALOGUE = PACKAGE / "locale" / "de" / "LC_MESSAGES" / "django.po"
CONTEXT_AND_SINGULAR = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 1}
PLAIN = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "gettext_noop"}
LITERAL = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"(?<![\w.])(?:n?gettext|_)\(\s*u?({LITERAL})")


def in_python(source: str) -> set[str]:
    """Return the strings a module asks to have translated."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            place = CONTEXT_AND_SINGULAR.get(name, 0 if name in PLAIN else None)
            if place is not None and len(node.args) > place:
                argument = node.args[place]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found.add(argument.value)
    return found


def in_template(source: str) -> set[str]:
    """Return the strings a template asks to have translated."""
    return {ast.literal_eval(text) for text in IN_TEMPLATE.findall(templatize(source))}


def asked_for() -> set[str]:
    """Return every string of the project that is to be translated."""
    modules = (file for file in PACKAGE.rglob("*.py") if "migrations" not in file.parts)
    templates = (
        file for file in PACKAGE.rglob("templates/**/*") if file.suffix in {".html", ".txt"}
    )
    return set().union(
        *(in_python(file.read_text(encoding="utf-8")) for file in modules),
        *(in_template(file.read_text(encoding="utf-8")) for file in templates),
    )


def translated() -> set[str]:
    """Return the strings the compiled German catalogue knows."""
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog
    texts = (key[0] if isinstance(key, tuple) else key for key in known)
    return {text.rpartition("\x04")[2] for text in texts if text}


def test_every_string_is_translated_and_none_is_left_over() -> None:
    asked, known = asked_for(), translated()

    assert {"missing": asked - known, "stale": known - asked} == {
        "missing": set(),
        "stale": set(),
    }, "run `make messages` and translate what is new"


def test_no_translation_is_a_guess_or_empty() -> None:
    text = CATALOGUE.read_text(encoding="utf-8")

    assert "fuzzy" not in text
    assert re.findall(r'msgid "(.+)"\nmsgstr ""\n\n', text) == []


def test_translations_fill_the_same_gaps_as_the_words_they_replace() -> None:
    gap = re.compile(r"%\((\w+)\)s")
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog
    pairs = ((key[0] if isinstance(key, tuple) else key, words) for key, words in known.items())

    assert {
        (key, words)
        for key, words in pairs
        if key and set(gap.findall(words)) - set(gap.findall(key))
    } == set()


def test_german_numbers_read_as_germans_write_them() -> None:
    with translation.override("de"):
        assert numbers.whole(18402) == "18.402"
        assert numbers.percent(0.91) == "91\u00a0%"
        assert numbers.span(0.86, 0.94) == "86–94\u00a0%"  # noqa: RUF001 - a range takes an en dash
