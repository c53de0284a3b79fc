"""docs/rules.md: every section that a comment cites is there, and every home it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tests.conftest import ROOT

PAGE: Final = ROOT / "docs" / "rules.md"
SOURCE: Final = ROOT / "src" / "tt_doingoai"
SEARCHED: Final = ("src", "docs", "tests", "bench")
# "design 2, 3.3" cites two.
_CITED: Final = re.compile(r"\bdesign ([0-9](?:\.[0-9])?(?:, [0-9](?:\.[0-9])?)*)")
# Pages that the repository does not hold: a comment says the fact itself.
_ELSEWHERE: Final = re.compile(r"\b(?:domain|pitfalls|design|outputs|style)\.md\b")


def texts() -> Iterator[tuple[str, str]]:
    """Every Python file and page, by its path."""
    for folder in SEARCHED:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in (".py", ".md"):
                yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")


def cited(text: str) -> list[str]:
    """The sections that a text cites."""
    return [section for found in _CITED.findall(text) for section in found.split(", ")]


def headings() -> set[str]:
    return set(re.findall(r"(?m)^##+ ([0-9](?:\.[0-9])?)\.? ", PAGE.read_text(encoding="utf-8")))


def test_every_section_that_is_cited_has_a_heading() -> None:
    found = {(path, section) for path, text in texts() for section in cited(text)}
    assert len(found) > 30
    assert sorted((path, section) for path, section in found if section not in headings()) == []


def test_several_sections_in_one_citation_are_each_looked_for() -> None:
    assert cited("late iff day > last day (design 2, 3.3).") == ["2", "3.3"]


def test_no_comment_leads_to_a_page_that_is_not_here() -> None:
    own = "tests/docs/test_rules_page.py"
    assert [path for path, text in texts() if path != own and _ELSEWHERE.search(text)] == []


def test_every_module_that_a_rule_names_as_its_home_is_there() -> None:
    named = set(re.findall(r"`((?:\w+/)?\w+\.py)`", PAGE.read_text(encoding="utf-8")))
    assert len(named) > 40
    assert sorted(module for module in named if not (SOURCE / module).is_file()) == []
