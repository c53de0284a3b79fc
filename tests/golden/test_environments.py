"""Whole outputs in pipes and terminals of every kind, each printed by a process of its own.

Plain text is the same wherever it goes, byte for byte; status and matrix are drawn as tables in a
terminal that takes lines, and each of these has a kept file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.conftest import NOW, new_workspace
from tests.environments import ENVIRONMENTS, output_in
from tests.golden.story import NEWS, STORY, TOLD, is_as_kept
from tt_doingoai import clock
from tt_doingoai.cli.main import run

HERE: Final = Path(__file__).parent
EXPECTED: Final = HERE / "environments"
DAY: Final = ("--as-of", "12/4/2024")


class Answer(NamedTuple):
    """A command, and the file of its plain text."""

    command: tuple[str, ...]
    text: str


DRAWN: Final = {
    "status": Answer(("status", *DAY), "expected/status.txt"),
    "status-by-unit": Answer(("status", "--by", "unit", *DAY), "expected/status-by-unit.txt"),
    "matrix": Answer(("matrix", *DAY), "tables/matrix.txt"),
}
WRITTEN: Final = {
    "check": Answer(("check", *DAY), "expected/check.txt"),
    "check-new": Answer(NEWS, "expected/check-new.txt"),
    "report": Answer(("report", *DAY), "expected/report.txt"),
    "report-markdown": Answer(("report", "--format", "markdown", *DAY), "expected/report.md"),
    "remind": Answer(
        ("remind", "-u", "ubnd", "-u", "noi vu", *DAY, "--answer-by", "20/4/2024"),
        "environments/remind.txt",
    ),
    "explain": Answer(("explain", "III.2.c", "-u", "tu phap", *DAY), "expected/explain.txt"),
    "log": Answer(("log",), "expected/log.txt"),
    "export": Answer(("export", "--section", "III", *DAY), "tables/export.csv"),
}
TERMINALS: Final = [name for name, where in ENVIRONMENTS.items() if where.draws]
# Of the same width, with colours and without.
PAIRS: Final = (
    ("terminal-200", "terminal-200-no-color"),
    ("terminal-columns-0", "terminal-80-no-color"),
)
COLOR: Final = re.compile(r"\x1b\[[\d;]*m")


def table_file(name: str, where: str) -> Path:
    """Where a table is kept; one with colours is shown as it was by ``cat``."""
    ending = "txt" if "NO_COLOR" in ENVIRONMENTS[where].variables else "ansi"
    return EXPECTED / f"{name}.{where}.{ending}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An office that is only looked at, with a task that was announced already."""
    folder = tmp_path_factory.mktemp("environments") / "office"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda _time_zone: NOW)
        new_workspace(folder, patch)
        assert [run(step) for step in STORY] == [0] * len(STORY)
        assert run(TOLD) == 1
        yield folder


@pytest.mark.parametrize("where", ENVIRONMENTS)
@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_in_terminals_is_as_kept(
    office: Path, request: pytest.FixtureRequest, name: str, where: str
) -> None:
    answer = DRAWN[name]
    file = table_file(name, where) if where in TERMINALS else HERE / answer.text
    is_as_kept(file, output_in(ENVIRONMENTS[where], office, *answer.command), request)


@pytest.mark.slow
@pytest.mark.parametrize("where", ENVIRONMENTS)
@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_is_the_same_wherever_it_goes(
    office: Path, request: pytest.FixtureRequest, name: str, where: str
) -> None:
    answer = WRITTEN[name]
    told = output_in(ENVIRONMENTS[where], office, *answer.command)
    is_as_kept(HERE / answer.text, told, request)


@pytest.mark.parametrize(("colored", "plain"), PAIRS)
@pytest.mark.parametrize("name", DRAWN)
def test_a_table_says_the_same_without_its_colors(name: str, colored: str, plain: str) -> None:
    """No meaning hangs on a colour alone: the letters that are left are the whole of it."""
    drawn, told = (
        table_file(name, where).read_text(encoding="utf-8") for where in (colored, plain)
    )
    assert COLOR.search(drawn)
    assert "\x1b" not in told
    without = [line.rstrip() for line in COLOR.sub("", drawn).splitlines()]
    assert without == told.splitlines()


def test_no_kept_output_is_stale() -> None:
    tables = {table_file(name, where) for name in DRAWN for where in TERMINALS}
    assert set(EXPECTED.iterdir()) == tables | {EXPECTED / "remind.txt"}
