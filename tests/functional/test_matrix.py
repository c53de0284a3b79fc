"""ttdn matrix: it fits the page, says what its letters mean, and hangs no meaning on a colour."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.builders import (
    before,
    every,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    picture,
    status,
    unstated,
)
from tests.command import Command
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.model.ledger import Status
from tt_doingoai.model.plan import Task
from tt_doingoai.render.matrix_table import matrix_table
from tt_doingoai.render.matrix_text import matrix_text
from tt_doingoai.render.page import Page
from tt_doingoai.text import width

LETTER = r"[QSCKNMĐXR]\+?\??"


def tasks() -> list[Task]:
    """Fifteen tasks, coded as plans code them."""
    rules = (before(), every(), unstated())
    return [
        make_task(f"{'III' if n % 2 else 'II'}.{n}.{'abc'[n % 3]}", rules[n % 3])
        for n in range(1, 16)
    ]


def large() -> Assessment:
    """130 units by 15 tasks, the names as long as real ones."""
    plan = make_plan(*tasks())
    names = ("Chi bộ Trung tâm mẫu số", "Đảng bộ Trường Cao đẳng Sư phạm kỹ thuật mẫu số")
    units = [make_unit(f"don-vi-{n}", name=f"{names[n % 2]} {n}") for n in range(130)]
    done = [
        status(Status.DONE, unit=unit.id, task=plan_task, plan=plan)
        for unit in units[::3]
        for plan_task in ("II.6.a", "III.3.a")
    ]
    return picture("2025-06-30", plan=plan, roster=make_roster(*units), history=ledger(done))


LARGE = large()


@pytest.mark.parametrize("columns", [60, 80, 100, 120, 160])
@pytest.mark.parametrize("color", [False, True])
def test_130_units_by_15_tasks_fit_a_terminal(columns: int, color: bool) -> None:
    text = matrix_table(LARGE, Page(width=columns, color=color))
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in text.splitlines()]
    assert max(map(width, lines)) <= columns
    told = " ".join(" ".join(lines).split())
    assert "…" not in told
    for number in (0, 129):
        assert re.search(rf"\b{number}\b", told)


def test_130_units_by_15_tasks_fit_a_page_of_80_cells() -> None:
    lines = matrix_text(LARGE, Page()).splitlines()
    assert max(map(width, lines)) <= 80


def test_in_a_wide_terminal_15_tasks_stand_in_one_block() -> None:
    text = matrix_table(LARGE, Page(width=160))
    assert "Bảng 1/" not in text
    row = next(line for line in text.splitlines() if "mẫu số 129" in line)
    assert len(re.findall(LETTER, row.split("129")[1])) == 15


def test_a_long_matrix_says_its_columns_once_more_below() -> None:
    lines = matrix_table(LARGE, Page(width=160)).splitlines()
    assert sum(len(re.findall(r"\bIII\b", line)) >= 8 for line in lines) == 2


def test_every_block_holds_every_unit_and_no_task_is_left_out() -> None:
    text = matrix_text(LARGE, Page())
    blocks = re.findall(r"Bảng (\d)/(\d)", text)
    assert len(blocks) == int(blocks[0][1]) > 1
    assert len(re.findall(r"\b129\b", text)) == len(blocks)
    legend = text.split("Các cột:")[1]
    for task in tasks():
        assert f" {task.id} " in legend


def test_without_colours_the_same_letters_stand() -> None:
    plain = matrix_table(LARGE, Page(width=120))
    colored = matrix_table(LARGE, Page(width=120, color=True))
    assert "\x1b[" in colored
    assert "\x1b[" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored).split() == plain.split()


def test_a_name_is_never_markup() -> None:
    hostile = make_roster(make_unit("mot", name="[bold]Đơn vị[/b] :warning:"))
    text = matrix_table(picture("2024-04-05", roster=hostile), Page(width=100))
    assert "[bold]Đơn vị[/b] :warning:" in text


# --- the command


def test_the_key_and_the_columns_stand_below(ttdn: Command) -> None:
    out = ttdn("matrix").out
    told = " ".join(out.split())
    assert "Ký hiệu: Q quá hạn; S sắp đến hạn; C còn trong hạn;" in told
    assert re.search(r"III\.2\.c +Báo cáo kết quả về Đảng ủy Khối \(qua Ban Tuyên giáo\)", out)
    assert max(map(width, out.splitlines())) <= 80


def test_a_sample_roster_and_an_empty_ledger_are_said_first(ttdn: Command) -> None:
    lines = ttdn("matrix").out.splitlines()
    assert lines[0].startswith("Sổ chưa ghi gì")
    assert "Danh sách đơn vị mẫu." in lines


def test_filters_narrow_it(ttdn: Command) -> None:
    out = ttdn("matrix", "--section", "III", "--unit", "so du lich", "--format", "csv").out
    head, *rows = csv.reader(io.StringIO(out))
    assert [name.split()[0] for name in head[2:4]] == ["III.2.a", "III.2.c"]
    assert rows[0][:4] == ["so-du-lich", "Sở Du lịch", "Q", "Q"]


def test_where_nothing_is_left_it_says_so(ttdn: Command) -> None:
    result = ttdn("matrix", "--status", "returned")
    assert (result.code, "Không có gì để hiển thị." in result.out) == (0, True)
    assert ttdn("matrix", "--status", "returned", "--format", "table").code == 0
    assert ttdn("matrix", "--status", "returned", "--format", "csv").code == 0


def test_the_edges_of_the_csv_agree_with_status(ttdn: Command) -> None:
    summary = json.loads(ttdn("status", "--format", "json").out)["summary"]
    *_, last = csv.reader(io.StringIO(ttdn("matrix", "--format", "csv").out))
    assert int(last[-1]) == summary["no_deadline"]


def test_the_json_says_of_every_cell_what_stands_in_it(ttdn: Command) -> None:
    document = json.loads(ttdn("matrix", "--task", "III.2.c", "--format", "json").out)
    assert document["format"] == "ttdn/matrix@1"
    (column,) = document["columns"]
    assert (column["task"], column["figures"]["overdue"]) == ("III.2.c", 15)
    (cell,) = document["lines"][0]["cells"]
    assert (cell["letter"], cell["state"]) == ("Q", "overdue")
    assert cell["obligations"][0]["last_day"] == "2024-04-09"
    assert {entry["letter"] for entry in document["key"]} == set("QSCKNMĐXR")


def test_a_past_day_and_an_earlier_update_are_shown_as_they_were(ttdn: Command) -> None:
    ttdn("done", "III.2.c", "-u", "so du lich", "--on", "5/4/2024")
    options = ("matrix", "--task", "III.2.c", "-u", "so du lich", "--format", "json")
    for view, letter in (((), "Đ"), (("--as-of", "4/4/2024"), "S"), (("--revision", "0"), "Q")):
        (line,) = json.loads(ttdn(*options, *view).out)["lines"]
        assert line["cells"][0]["letter"] == letter
