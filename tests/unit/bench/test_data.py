"""The benchmark times equal work: its data is the same on every run, and both programs' counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.data import (
    AS_OF,
    HUNDRED_THOUSAND,
    OFFICE,
    TEN_THOUSAND,
    Size,
    rows,
    write_taskwarrior,
    write_workspace,
)
from bench.table import Line, table
from tt_doingoai.cli.main import run

SMALL = Size(plans=2, tasks=10, units=5)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_sizes_are_those_of_the_budgets() -> None:
    assert [size.rows for size in (OFFICE, TEN_THOUSAND, HUNDRED_THOUSAND)] == [
        2_400,
        10_000,
        100_000,
    ]


def test_four_rows_of_ten_are_open() -> None:
    assert sum(not row.done for row in rows(OFFICE)) == 0.4 * OFFICE.rows


def test_the_data_is_the_same_on_every_run(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_workspace(tmp_path / name, SMALL)
        write_taskwarrior(tmp_path / name / "rows.json", SMALL)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_ttdn_counts_what_the_data_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_workspace(tmp_path / "office", SMALL)
    arguments = ["-w", str(tmp_path / "office"), "check", "--format", "json"]
    assert run([*arguments, "--as-of", AS_OF.isoformat()]) == 1
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert summary["overdue"] == sum(row.overdue for row in rows(SMALL))
    assert summary["done_on_time"] == sum(row.done for row in rows(SMALL))
    assert summary["needs_review"] == 0


def test_taskwarrior_is_given_the_same_rows(tmp_path: Path) -> None:
    write_taskwarrior(tmp_path / "rows.json", SMALL)
    told = json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))
    assert len(told) == SMALL.rows
    assert [row["status"] == "completed" for row in told] == [row.done for row in rows(SMALL)]
    # Late from the day after the last one on.
    late = [row["due"][:8] <= f"{AS_OF:%Y%m%d}" for row in told if row["status"] == "pending"]
    assert sum(late) == sum(row.overdue for row in rows(SMALL))


def test_a_ratio_over_its_budget_is_marked() -> None:
    told = {"ours": "9 ms", "theirs": "3 ms", "ratio": 3.0}
    kept = Line(what="kept", budget=3, **told)
    over = Line(what="over", budget=2.9, **told)
    assert (kept.met, over.met) == (True, False)
    assert [line.endswith("| OVER |") for line in table([kept, over]).splitlines()[2:]] == [
        False,
        True,
    ]
