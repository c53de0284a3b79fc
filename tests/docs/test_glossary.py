"""docs/glossary.md: every word is a name in its home, every term is one that the program says."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Final, NamedTuple

import pytest
from babel.messages.pofile import read_po

from tests.conftest import ROOT

PAGE: Final = ROOT / "docs" / "glossary.md"
SOURCE: Final = ROOT / "src" / "tt_doingoai"
NOTHING_SHOWN: Final = "\u2013"  # the dash of the page


class Line(NamedTuple):
    """A line of the page."""

    words: tuple[str, ...]
    terms: tuple[str, ...]
    homes: tuple[str, ...]


def lines() -> list[Line]:
    rows = re.findall(
        r"(?m)^\| (`.+?) \| (.+?) \| .*\| (`.+`) \|$", PAGE.read_text(encoding="utf-8")
    )
    return [
        Line(code(words), tuple(terms.split("; ")), code(homes)) for words, terms, homes in rows
    ]


def code(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


@cache
def names_in(home: str) -> frozenset[str]:
    """What a module defines: classes, functions, members, and the values of its enumerations."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((SOURCE / home).read_text(encoding="utf-8"))):
        match node:
            case ast.ClassDef() | ast.FunctionDef():
                found.add(node.name)
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.add(name)
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found.add(value.value)
            case _other:
                pass
    return frozenset(found)


@cache
def said() -> str:
    """What the program can say: its catalogue, and the Vietnamese strings in the code."""
    catalogue = SOURCE / "locale" / "vi" / "LC_MESSAGES" / "ttdn.po"
    with catalogue.open("rb") as file:
        told = [
            m.string if isinstance(m.string, str) else " ".join(m.string) for m in read_po(file)
        ]
    for file in SOURCE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        told += [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in docstrings
        ]
    return "\n".join(told).casefold()


def public_classes(layer: str) -> dict[str, str]:
    found = {}
    for file in sorted((SOURCE / layer).rglob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[f"{node.name} of {file.relative_to(SOURCE).as_posix()}"] = node.name
    return found


LINES: Final = lines()


def test_the_page_has_lines_and_none_was_overlooked() -> None:
    rows = [row for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| `")]
    assert len(rows) == len(LINES) > 50


@pytest.mark.parametrize("line", LINES, ids=lambda line: ",".join(line.words))
def test_a_word_is_a_name_in_its_home(line: Line) -> None:
    there = frozenset[str]().union(*(names_in(home) for home in line.homes))
    assert not set(line.words) - there, f"not in {line.homes}"


@pytest.mark.parametrize("line", LINES, ids=lambda line: ",".join(line.words))
def test_a_term_is_one_that_the_program_says(line: Line) -> None:
    shown = [term for term in line.terms if term != NOTHING_SHOWN]
    assert [term for term in shown if term.casefold() not in said()] == []


@pytest.mark.parametrize("named", [*public_classes("model"), *public_classes("assess")])
def test_a_public_class_of_the_core_has_a_line_at_its_home(named: str) -> None:
    name, home = named.split(" of ")
    homes = {one for line in LINES if name in line.words for one in line.homes}
    assert home in homes, f"docs/glossary.md has no line of {named}"


def test_no_word_stands_twice_in_one_home() -> None:
    placed = [(word, home) for line in LINES for word in line.words for home in line.homes]
    assert sorted(placed) == sorted(set(placed))
