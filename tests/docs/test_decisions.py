"""docs/decisions.md: what it says of our own figures is what tests and linter ask for."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from tests.conftest import ROOT

PAGE: Final = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
_ARCHITECTURE: Final = (ROOT / "tests/unit/test_architecture.py").read_text(encoding="utf-8")


def limit(name: str) -> str:
    """A limit of modules' sizes, as the test of the architecture asks for it."""
    return re.findall(rf"(?m)^{name}: Final = ([0-9]+)", _ARCHITECTURE)[0]


def linter() -> dict[str, Any]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rules: dict[str, Any] = tomllib.loads(text)["tool"]["ruff"]["lint"]
    return rules


def test_our_row_beside_the_others_holds_what_is_asked_for() -> None:
    head, row = (re.findall(rf"(?m)^\| ?{start}.*$", PAGE)[0] for start in (r"\| modules", "ttdn,"))
    names, cells = ([cell.strip() for cell in line.split("|")] for line in (head, row))
    assert "D" in linter()["select"]
    assert not [rule for rule in linter()["ignore"] if re.match("D[0-9]|D$", rule)]
    assert {name: cell for name, cell in zip(names, cells, strict=True) if name and cell} == {
        "median": f"≤ {limit('MEDIAN')}",
        "largest": f"≤ {limit('LONGEST')}",
        "over 300": "0",
        "circles": "0",
        "docstrings": "100 %",
        "ignored rules": str(len(linter()["ignore"])),
    }


def test_the_limits_of_modules_are_those_of_the_test() -> None:
    assert f"none over {limit('LONGEST')} lines, a median of at most {limit('MEDIAN')} " in PAGE


def test_the_linters_rules_are_counted_right() -> None:
    assert f"list of rules left out holds {len(linter()['ignore'])}, each with its reason" in PAGE
    assert f"The linter is asked for {len(linter()['select'])} families of rules here" in PAGE


def test_every_topic_is_named_at_the_top_and_dated_rows_stand_in_one() -> None:
    topics = re.findall(r"(?m)^## (.+)$", PAGE)
    assert re.findall(r"(?<=\[)[^]]+(?=\]\(#)", PAGE.split("\n## ")[0]) == topics
    outside = (PAGE.split("\n## ")[0], PAGE.split(f"\n## {topics[-1]}")[1])
    assert not any(re.search(r"(?m)^\| 20", part) for part in outside)
