"""Plans by the rule of the next working day, and what every report says of it."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command import Command, flat


@pytest.fixture
def rolled(ttdn: Command, workspace: Path) -> Command:
    """The shipped plan, with the rule of the next working day."""
    plan = workspace / "plans" / "97-kh-duk.v1.yaml"
    text = plan.read_text(encoding="utf-8").replace("as_stated", "next_working_day")
    plan.write_text(text, encoding="utf-8")
    return ttdn


def last_day(ttdn: Command, task: str, unit: str, as_of: str) -> tuple[str, Any]:
    options = ("--task", task, "--unit", unit, "--as-of", as_of, "--format", "json")
    (found,) = json.loads(ttdn("status", *options).out)["obligations"]
    return found["deadline"]["last_day"], found["timeliness"]


@pytest.mark.parametrize(
    ("as_of", "timeliness"),
    [("2/1/2024", "due_soon"), ("3/1/2024", "overdue")],
)
def test_31_december_2023_moves_to_2_january_2024(
    rolled: Command, as_of: str, timeliness: str
) -> None:
    assert last_day(rolled, "III.1", "duk", as_of) == ("2024-01-02", timeliness)


@pytest.mark.parametrize(
    ("as_of", "timeliness"), [("1/4/2024", "due_soon"), ("2/4/2024", "overdue")]
)
def test_31_march_2024_moves_to_1_april_2024(rolled: Command, as_of: str, timeliness: str) -> None:
    assert last_day(rolled, "III.2.a", "sdl", as_of) == ("2024-04-01", timeliness)


def test_an_extensions_day_does_not_move(rolled: Command) -> None:
    to_sunday = ("--to", "28/4/2024", "--on", "2/4/2024", "--basis", "12-CV/ĐUK")
    assert rolled("extend", "III.2.c", "-u", "sdl", *to_sunday).code == 0
    assert last_day(rolled, "III.2.c", "sdl", "29/4/2024") == ("2024-04-28", "overdue")


@pytest.mark.parametrize(
    "command", [("status",), ("report",), ("report", "--unit", "sdl"), ("check",),
                ("explain", "III.2.a", "--unit", "sdl")],
)  # fmt: skip
def test_every_report_names_the_rule_and_the_calendar(
    rolled: Command, command: tuple[str, ...]
) -> None:
    text = flat(rolled(*command).out)
    assert "hạn trùng ngày nghỉ chuyển sang ngày làm việc tiếp theo" in text
    assert "holidays 0." in text


def test_explain_tells_the_stated_day_and_where_it_moved(rolled: Command) -> None:
    text = flat(rolled("explain", "III.2.a", "--unit", "sdl").out)
    assert "nên hạn cuối là hết ngày 31/3/2024 (Chủ nhật)" in text
    assert "Đó là ngày nghỉ nên hạn cuối chuyển sang 01/4/2024 (thứ Hai)." in text


def test_the_offices_own_days_overrule_and_are_told(rolled: Command, workspace: Path) -> None:
    (workspace / "ttdn.toml").write_text(
        '[holidays]\nextra = ["2024-04-01"]\nworking = [2024-05-11]\n', encoding="utf-8"
    )
    assert last_day(rolled, "III.2.a", "sdl", "2/4/2024") == ("2024-04-02", "due_soon")
    assert "ngày riêng của cơ quan: 1 ngày nghỉ, 1 ngày làm việc" in flat(rolled("status").out)


def test_a_day_that_is_both_off_and_worked_is_refused(rolled: Command, workspace: Path) -> None:
    (workspace / "ttdn.toml").write_text(
        '[holidays]\nextra = ["2024-04-01"]\nworking = ["2024-04-01"]\n', encoding="utf-8"
    )
    result = rolled("check")
    assert (result.code, result.out) == (3, "")
    assert "2024-04-01" in result.err


def test_without_the_library_there_is_no_answer_and_no_weekend_rule(
    rolled: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    result = rolled("check")
    assert (result.code, result.out) == (3, "")
    assert "python -m pip install holidays" in result.err


def test_a_plan_with_stated_days_needs_no_library(
    ttdn: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert ttdn("status").code == 0


def test_the_plans_own_day_stays_visible(rolled: Command) -> None:
    options = ("--task", "III.2.a", "--unit", "sdl")
    (found,) = json.loads(rolled("status", *options, "--format", "json").out)["obligations"]
    days = {key: found["deadline"][key] for key in ("unrolled_last_day", "stated_last_day")}
    assert days == {"unrolled_last_day": "2024-03-31", "stated_last_day": "2024-04-01"}
    (row,) = csv.DictReader(rolled("status", *options, "--format", "csv").out.splitlines())
    assert row["unrolled_last_day"] == "2024-03-31"
    explained = flat(rolled("explain", "III.2.a", "--unit", "sdl").out)
    assert "hạn cuối 01/4/2024 (ngày theo kế hoạch là 31/3/2024, rơi vào ngày nghỉ)" in explained
