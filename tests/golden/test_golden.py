"""Whole outputs, compared byte for byte; ``make golden`` writes them anew."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.command import Command
from tests.golden.story import NEWS, STORY, TOLD, is_as_kept

EXPECTED = Path(__file__).parent / "expected"

CASES: dict[str, tuple[str, ...]] = {
    "status.txt": ("status",),
    "status-all.txt": ("status", "--all"),
    "status-by-unit.txt": ("status", "--by", "unit"),
    "status-task.txt": ("status", "--plan", "97", "--task", "bao cao"),
    "status.json": ("status", "--format", "json"),
    "status.csv": ("status", "--format", "csv"),
    "status-table-80.txt": ("status", "--format", "table"),
    "report.txt": ("report",),
    "report-unit.txt": ("report", "--unit", "tu phap"),
    "report.md": ("report", "--format", "markdown"),
    "report-period.txt": ("report", "--period", "2024-Q2"),
    "report-unit.md": (
        "report",
        "--unit",
        "tu phap",
        "--period",
        "2024-Q2",
        "--format",
        "markdown",
    ),
    "report-unit-period.json": ("report", "--unit", "ubnd", "--period", "2024-Q2", "-f", "json"),
    "report-unit.json": ("report", "--unit", "tu phap", "--format", "json"),
    "check.txt": ("check",),
    "check.json": ("check", "--format", "json"),
    "explain.txt": ("explain", "III.2.c", "--unit", "tu phap"),
    "explain.json": ("explain", "III.2.c", "--unit", "tu phap", "--format", "json"),
    "log.txt": ("log",),
    "log.json": ("log", "--format", "json"),
    "plan-show.txt": ("plan", "show"),
    "plans.json": ("plan", "list", "--format", "json"),
    "units.txt": ("units", "list"),
    "units.csv": ("units", "list", "--format", "csv"),
    "help.txt": ("--help",),
    "help-done.txt": ("done", "--help"),
}
EXTRA = ("status-empty.txt", "status-table-100.txt", "status-2026.txt", "status-en.txt",
         "report-unit-en.txt", "report-en.txt", "report-since.txt", "report-since.md",
         "report-since.json", "snapshots.txt", "store.json",
         "check-new.txt", "check-new.json", "check-new.csv", "check-new-en.txt",
         "schedule-cron.txt", "schedule-systemd.txt", "schedule-windows.txt")  # fmt: skip


@pytest.fixture
def office(ttdn: Command) -> Command:
    for arguments in STORY:
        result = ttdn(*arguments)
        assert result.code == 0, (arguments, result.err)
    return ttdn


def compare(name: str, text: str, request: pytest.FixtureRequest) -> None:
    is_as_kept(EXPECTED / name, text, request)


@pytest.mark.parametrize("name", CASES)
def test_the_output_is_as_kept(office: Command, name: str, request: pytest.FixtureRequest) -> None:
    compare(name, office(*CASES[name]).out, request)


def test_the_first_status_is_as_kept(ttdn: Command, request: pytest.FixtureRequest) -> None:
    compare("status-empty.txt", ttdn("status").out, request)


def test_the_status_two_years_on_is_as_kept(ttdn: Command, request: pytest.FixtureRequest) -> None:
    compare("status-2026.txt", ttdn("status", "--as-of", "22/11/2026").out, request)


def test_the_table_of_a_terminal_is_as_kept(
    office: Command, request: pytest.FixtureRequest
) -> None:
    from tt_doingoai.cli.options import Narrowing, Place, View
    from tt_doingoai.cli.session import open_session, view_of
    from tt_doingoai.render.page import Page
    from tt_doingoai.render.status_table import status_table

    assessment = view_of(open_session(Place()), View(), Narrowing())
    compare("status-table-100.txt", status_table(assessment, Page(width=100)), request)


def test_the_english_outputs_are_as_kept(
    office: Command, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("TTDN_LANG", "en")
    compare("status-en.txt", office("status").out, request)
    compare("report-unit-en.txt", office("report", "--unit", "tu phap").out, request)
    compare("report-en.txt", office("report", "--period", "2024-Q2").out, request)


def test_figures_that_were_closed_and_what_changed_since_are_as_kept(
    office: Command, request: pytest.FixtureRequest
) -> None:
    for arguments in (
        ("snapshot", "BC quý I/2024", "--as-of", "31/3/2024", "--note", "gửi Tỉnh ủy"),
        ("done", "III.2.a", "--unit", "ubnd", "--on", "30/3/2024"),
        ("correct", "3", "--unit", "doan the", "--on", "31/3/2024"),
        ("extend", "III.2.c", "--unit", "so noi vu", "--to", "30/4/2024", "--on", "8/4/2024",
         "--basis", "12-CV/ĐUK"),
    ):  # fmt: skip
        assert office(*arguments).code == 0
    since = ("report", "--since", "BC quý I/2024")
    compare("snapshots.txt", office("snapshot").out, request)
    compare("report-since.txt", office(*since).out, request)
    compare("report-since.md", office(*since, "--format", "markdown").out, request)
    compare("report-since.json", office(*since, "-u", "ubnd", "-f", "json").out, request)


def test_the_ledgers_bytes_are_as_kept(
    office: Command, workspace: Path, request: pytest.FixtureRequest
) -> None:
    store = (workspace / "store" / "status.json").read_text(encoding="utf-8")
    compare("store.json", store, request)


@pytest.fixture
def announced(office: Command) -> Command:
    """A morning on which one task was announced already."""
    assert office(*TOLD).code == 1
    return office


@pytest.mark.parametrize("format_", ["text", "json", "csv"])
def test_the_news_are_as_kept(
    announced: Command, request: pytest.FixtureRequest, format_: str
) -> None:
    ending = {"text": "txt"}.get(format_, format_)
    compare(f"check-new.{ending}", announced(*NEWS, "--format", format_).out, request)


def test_the_english_news_are_as_kept(
    announced: Command, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("TTDN_LANG", "en")
    compare("check-new-en.txt", announced(*NEWS).out, request)


@pytest.mark.parametrize("scheduler", ["cron", "systemd", "windows"])
def test_the_recipes_are_as_kept(
    ttdn: Command, workspace: Path, request: pytest.FixtureRequest, scheduler: str
) -> None:
    program = Path(sys.executable).absolute().with_name("ttdn")
    out = ttdn("schedule", "print", f"--{scheduler}").out
    told = out.replace(str(program), "/opt/ttdn/bin/ttdn").replace(str(workspace), "/srv/office")
    compare(f"schedule-{scheduler}.txt", told, request)


def test_no_kept_output_is_stale() -> None:
    assert {file.name for file in EXPECTED.iterdir()} == {*CASES, *EXTRA}
