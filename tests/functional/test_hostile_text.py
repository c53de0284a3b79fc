"""What a file or a note says is data: never markup, never a formula, never a terminal escape."""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.command import Command

HOSTILE = "[/b] [red]đỏ[/red] :warning: [link=x] {n} %s \\u001b[31m"
HIDDEN = "\x1b]8;;http://x\x07\x1b[2J\u202eđảo\u200b\x9b31m"
FORMULAS = ('=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0")
READING = (
    ("status", "--all"),
    ("status", "--all", "--format", "table"),
    ("status", "--all", "--format", "json"),
    ("status", "--all", "--format", "csv"),
    ("report",),
    ("report", "--unit", "so-du-lich"),
    ("report", "--format", "markdown"),
    ("report", "--period", "2024-Q2", "--format", "csv"),
    ("check", "--as-of", "1/1/2025"),
    ("explain", "III.2.c"),
    ("log",),
    ("log", "--format", "json"),
    ("plan", "show"),
    ("units", "list"),
)


@pytest.fixture
def hostile(ttdn: Command, workspace: Path) -> Command:
    """A workspace in which names, titles and notes hold what could be taken for something else."""
    units = workspace / "units.yaml"
    text = units.read_text(encoding="utf-8")
    text = text.replace('"Sở Du lịch"', json.dumps(f"Sở Du lịch {HOSTILE}", ensure_ascii=False))
    text = text.replace('"Sở TTTT"', json.dumps(f"Sở TTTT {HIDDEN}"))
    text = text.replace('"Sở Nội vụ"', json.dumps(FORMULAS[0]))
    units.write_text(text, encoding="utf-8")
    plan = workspace / "plans" / "97-kh-duk.v1.yaml"
    text = plan.read_text(encoding="utf-8")
    title = '"Phổ biến, quán triệt, xây dựng kế hoạch"'
    plan.write_text(text.replace(title, json.dumps(HOSTILE + HIDDEN)), encoding="utf-8")
    note = HOSTILE + HIDDEN
    done = ttdn(
        "done",
        "III.2.c",
        "-u",
        "so-du-lich",
        "--on",
        "5/4/2024",
        "--note",
        note,
        "--evidence",
        FORMULAS[0],
    )
    assert done.code == 0
    assert ttdn("note", "III.2.c", note, "--unit", "so-tttt").code == 0
    return ttdn


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_nothing_reaches_the_terminal_that_it_would_act_on(
    hostile: Command, arguments: tuple[str, ...]
) -> None:
    result = hostile(*arguments)
    assert result.code in (0, 1)
    for char in result.out:
        assert char in "\n\r" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("arguments", [("status",), ("status", "--format", "table")])
def test_markup_is_printed_as_it_stands(hostile: Command, arguments: tuple[str, ...]) -> None:
    text = "".join(hostile(*arguments).out.split())
    for part in ("[/b]", "[red]đỏ[/red]", ":warning:", "[link=x]", "{n}", "%s"):
        assert part in text


def test_the_same_in_a_terminal_with_colours(hostile: Command) -> None:
    from tt_doingoai.assess.assessment import Assessment
    from tt_doingoai.cli.options import Narrowing, Place, View
    from tt_doingoai.cli.session import open_session, view_of
    from tt_doingoai.render.page import Page
    from tt_doingoai.render.status_table import status_table

    assessment: Assessment = view_of(open_session(Place()), View(), Narrowing())
    told = status_table(assessment, Page(width=200, color=True, unfold=True))
    assert "\x1b]8" not in told
    assert "\x1b[2J" not in told
    assert "[red]đỏ[/red]" in told


@pytest.mark.parametrize("options", [(), ("--unit", "so-du-lich"), ("--period", "2024-Q2")])
def test_nothing_in_a_markdown_report_is_markup_but_its_own(
    hostile: Command, options: tuple[str, ...]
) -> None:
    marked = hostile("report", "--format", "markdown", *options).out
    tokens = MarkdownIt("commonmark").enable("table").parse(marked)
    inner = {child.type for token in tokens for child in token.children or []}
    assert inner <= {"text", "text_special"}
    kinds = {token.tag for token in tokens if token.nesting == 1}
    assert kinds <= {"h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


def test_no_cell_of_a_csv_is_a_formula(hostile: Command) -> None:
    out = hostile("status", "--format", "csv").out
    cells = [cell for row in csv.reader(out.splitlines()) for cell in row]
    assert f"'{FORMULAS[0]}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_start_of_a_formula_is_made_harmless(formula: str) -> None:
    from tt_doingoai.render.csv_text import harmless

    assert harmless(formula) == f"'{formula}"
    assert harmless(f"\t{formula}").startswith("'")


def test_a_hidden_character_in_a_file_is_a_warning_not_an_error(hostile: Command) -> None:
    result = hostile("plan", "validate")
    assert result.code == 0
    assert "TD007 (cảnh báo)" in result.out


@pytest.mark.parametrize("query", ["[/b]", "\x1b[31m", "../../x", "%s", "{n}", "'", ""])
def test_a_hostile_name_is_looked_up_and_not_found(hostile: Command, query: str) -> None:
    result = hostile("done", "III.2.c", "--unit", query)
    assert result.code == 2
    assert "\x1b" not in result.err


def test_a_plan_id_is_never_a_path(hostile: Command, workspace: Path) -> None:
    plan = workspace / "plans" / "97-kh-duk.v1.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("id: 97-kh-duk", 'id: "../x"'), encoding="utf-8")
    assert "TD016" in hostile("plan", "validate").out
