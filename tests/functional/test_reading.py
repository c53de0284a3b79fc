"""status, report, check, explain on the shipped plan."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.command import Command
from tt_doingoai.text import width


def test_status_exits_0_with_late_items_in_it(ttdn: Command) -> None:
    result = ttdn("status", "--as-of", "12/4/2024")
    assert result.code == 0
    assert "QUÁ HẠN: 32 đầu việc của 17 đơn vị" in result.out


@pytest.mark.parametrize("command", ["status", "check", "report"])
def test_an_empty_ledger_and_a_sample_roster_are_said_first(ttdn: Command, command: str) -> None:
    lines = ttdn(command, "--as-of", "12/4/2024").out.splitlines()
    first = [line for line in lines if not line.startswith(("BÁO CÁO", "Tính đến"))][:2]
    assert first == [
        "Sổ chưa ghi gì: danh sách dưới đây chưa phải là kết luận chậm.",
        "Danh sách đơn vị mẫu.",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "--as-of", "12/4/2024"),
        ("status", "--all", "--as-of", "22/11/2026"),
        ("status", "--by", "unit", "--as-of", "12/4/2024"),
        ("report", "--as-of", "12/4/2024"),
        ("report", "--unit", "tu phap", "--as-of", "12/4/2024"),
        ("check", "--as-of", "22/11/2026"),
        ("explain", "III.2.c", "--as-of", "12/4/2024"),
        ("plan", "show"),
        ("units", "list"),
    ],
    ids=" ".join,
)
def test_no_line_is_wider_than_80_cells(ttdn: Command, arguments: tuple[str, ...]) -> None:
    result = ttdn(*arguments)
    assert max(width(line) for line in result.out.splitlines()) <= 80


def test_check_is_silent_and_0_when_nothing_is_overdue(ttdn: Command) -> None:
    assert ttdn("check", "--as-of", "31/12/2023") == (0, "", "")


def test_check_prints_what_is_overdue_and_exits_1(ttdn: Command) -> None:
    result = ttdn("check", "--as-of", "1/1/2024")
    assert (result.code, result.err) == (1, "")
    assert "- Đảng ủy Khối: chưa có thông tin; quá 1 ngày" in result.out


def test_check_quiet_says_it_by_the_exit_code_alone(ttdn: Command) -> None:
    assert ttdn("check", "--quiet", "--as-of", "12/4/2024") == (1, "", "")


def test_check_exit_zero_prints_and_exits_0(ttdn: Command) -> None:
    result = ttdn("check", "--exit-zero", "--as-of", "12/4/2024")
    assert result.code == 0
    assert "QUÁ HẠN" in result.out


def test_check_json_is_always_printed(ttdn: Command) -> None:
    result = ttdn("check", "--format", "json", "--as-of", "31/12/2023")
    assert result.code == 0
    document = json.loads(result.out)
    assert document["obligations"] == []
    assert document["summary"]["open_in_time"] == 32


def test_check_json_holds_the_overdue_only_and_the_whole_summary(ttdn: Command) -> None:
    document = json.loads(ttdn("check", "-f", "json", "--as-of", "12/4/2024").out)
    assert len(document["obligations"]) == 32
    assert {o["timeliness"] for o in document["obligations"]} == {"overdue"}
    assert document["summary"]["no_deadline"] == 165


def test_status_json_is_exactly_the_contract(ttdn: Command) -> None:
    document = json.loads(ttdn("status", "--format", "json", "--as-of", "12/4/2024").out)
    inputs = document.pop("inputs")
    assert set(inputs) == {"plans", "units", "settings"}
    assert all(len(digest) == 64 for digest in inputs.values())
    obligations = document.pop("obligations")
    assert document == {
        "format": "ttdn/status@1",
        "as_of": "2024-04-12",
        "revision": 0,
        "head": None,
        "sample_roster": True,
        "plans": [
            {
                "id": "97-kh-duk",
                "version": 1,
                "number": "97-KH/ĐUK",
                "deadline_rule": "as_stated",
                "closed_on": None,
            }
        ],
        "summary": {
            "done_on_time": 0,
            "done_late": 0,
            "open_in_time": 17,
            "overdue": 32,
            "due_soon": 0,
            "done_by_extension": 0,
            "overdue_unreported": 32,
            "overdue_day_not_stated": 0,
            "needs_review": 0,
            "no_deadline": 165,
            "no_deadline_done": 0,
            "not_applicable": 0,
            "rate_done": {"n": 0, "of": 49},
            "rate_on_time": {"n": 0, "of": 49},
            "rate_of_due": {"n": 0, "of": 32},
        },
        "passed_on": [],
    }
    assert len(obligations) == 214
    (one,) = [o for o in obligations if (o["task"], o["unit"]) == ("III.2.c", "so-du-lich")]
    assert one == {
        "plan": "97-kh-duk",
        "task": "III.2.c",
        "title": "Báo cáo kết quả về Đảng ủy Khối (qua Ban Tuyên giáo)",
        "citation": "điểm 2, mục III",
        "unit": "so-du-lich",
        "unit_name": "Sở Du lịch",
        "period": None,
        "status": "unreported",
        "timeliness": "overdue",
        "days_late": 3,
        "completed_on": None,
        "deadline": {
            "rule": "before",
            "wording": "trước ngày 10-4-2024",
            "day_stated": True,
            "unrolled_last_day": "2024-04-09",
            "stated_last_day": "2024-04-09",
            "last_day": "2024-04-09",
            "extended_to": None,
            "basis": None,
        },
        "needs_review": False,
        "evidence": [],
        "reminders": 0,
        "reminded": [],
        "recorded_on": None,
        "revision": None,
        "frozen_on": None,
        "inherited": [],
    }


def test_an_obligation_without_deadline_has_no_days(ttdn: Command) -> None:
    document = json.loads(ttdn("status", "-f", "json", "-t", "II.1.3", "-u", "duk").out)
    (one,) = document["obligations"]
    assert one["timeliness"] == "no_deadline"
    assert one["days_late"] is None
    assert one["deadline"]["last_day"] is None


def test_every_obligation_of_a_report_stands_in_exactly_one_list(ttdn: Command) -> None:
    document = json.loads(ttdn("report", "--format", "json", "--as-of", "12/4/2024").out)
    rows = [
        (row["task"], row["unit"], row["period"])
        for listed in document["lists"].values()
        for row in listed
    ]
    assert len(rows) == len(set(rows)) == 214


def test_status_of_one_task_names_those_missing_and_how_many_of_how_many(ttdn: Command) -> None:
    ttdn("done", "III.2.c", "--unit", "so du lich", "--on", "9/4/2024")
    out = ttdn("status", "--plan", "97", "--task", "bao cao", "--as-of", "12/4/2024").out
    assert "Chưa có thông tin (14): Sở Ngoại vụ; Sở TTTT;" in out
    assert "Hoàn thành 1/15 (6,7%): 1 đúng hạn, 0 quá hạn." in out


def test_a_task_in_time_is_listed_when_it_is_asked_for(ttdn: Command) -> None:
    out = ttdn("status", "--task", "III.2.c", "--as-of", "1/3/2024").out
    assert "CÒN TRONG HẠN: 15 đầu việc của 15 đơn vị" in out


def test_unit_and_task_filters_narrow_figures_and_lists(ttdn: Command) -> None:
    options = ("--unit", "so-tu-phap", "--section", "iii", "--as-of", "12/4/2024")
    document = json.loads(ttdn("status", "-f", "json", *options).out)
    assert [o["task"] for o in document["obligations"]] == ["III.2.a", "III.2.c"]
    assert document["summary"]["overdue"] == 2


def test_due_filters_narrow_the_lists_only(ttdn: Command) -> None:
    options = ("--due-before", "9/4/2024", "--due-from", "31/3/2024", "--as-of", "12/4/2024")
    document = json.loads(ttdn("status", "-f", "json", *options).out)
    assert {o["task"] for o in document["obligations"]} == {"III.2.a", "III.2.b"}
    assert document["summary"]["overdue"] == 32


def test_due_by_takes_its_day_in(ttdn: Command) -> None:
    document = json.loads(ttdn("status", "-f", "json", "--due-by", "9/4/2024").out)
    assert "III.2.c" in {o["task"] for o in document["obligations"]}


def test_a_future_day_can_be_asked_for(ttdn: Command) -> None:
    out = ttdn("status", "--as-of", "2027-01-01", "-f", "json").out
    assert json.loads(out)["as_of"] == "2027-01-01"


def test_the_same_bytes_come_out_twice(ttdn: Command) -> None:
    assert ttdn("report", "--as-of", "12/4/2024") == ttdn("report", "--as-of", "12/4/2024")


def test_csv_in_a_file_begins_with_a_byte_order_mark(ttdn: Command, workspace: Path) -> None:
    assert ttdn("status", "--output", "bang.csv").out == ""
    data = (workspace / "bang.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert len(rows) == 214
    assert rows[-1]["unit_name"] == "Ban Tuyên giáo Đảng ủy Khối"


def test_csv_on_stdout_has_no_byte_order_mark(ttdn: Command) -> None:
    assert ttdn("status", "--format", "csv").out.startswith("plan,task,title")


@pytest.mark.parametrize("name", ["units.yaml", "plans/x.txt", "store/status.json", "ttdn.toml"])
def test_output_never_goes_over_the_workspaces_own_files(
    ttdn: Command, workspace: Path, name: str
) -> None:
    before = (workspace / "units.yaml").read_bytes()
    assert ttdn("status", "--output", name).code == 2
    assert (workspace / "units.yaml").read_bytes() == before


def test_by_unit_gives_a_row_per_unit_and_the_sum(ttdn: Command) -> None:
    out = ttdn("status", "--by", "unit", "--as-of", "12/4/2024").out
    rows = [line.split() for line in out.splitlines()]
    assert ["Sở", "Du", "lịch", "3", "0", "0", "1", "2"] in rows
    assert ["CỘNG", "49", "0", "0", "17", "32"] in rows


def test_explain_quotes_the_clause_and_says_how_the_last_day_was_reached(ttdn: Command) -> None:
    out = ttdn("explain", "III.2.c", "--unit", "so-du-lich", "--as-of", "12/4/2024").out
    text = " ".join(out.split())
    assert "Các chi, đảng bộ trực thuộc tổ chức phò biến, quán triệt" in text
    assert "hạn cuối là hết ngày 09/4/2024 (thứ Ba)" in text
    assert "Sở Du lịch: quá hạn; chưa có thông tin; quá 3 ngày" in text


def test_explain_json_carries_its_format(ttdn: Command) -> None:
    document = json.loads(ttdn("explain", "III.1", "--format", "json").out)
    assert document["format"] == "ttdn/explain@1"
    assert document["task"]["wording"] == "hoàn thành trong tháng 12/2023"


def test_all_unfolds_what_has_no_deadline(ttdn: Command) -> None:
    out = ttdn("status", "--all", "--as-of", "12/4/2024").out
    assert "KHÔNG CÓ THỜI HẠN: 165 đầu việc của 18 đơn vị" in out


def test_plans_units_log_and_problems_carry_their_formats(ttdn: Command) -> None:
    for arguments, format_ in (
        (("plan", "list"), "ttdn/plans@1"),
        (("plan", "show"), "ttdn/plans@1"),
        (("units", "list"), "ttdn/units@1"),
        (("units", "show", "SDL"), "ttdn/units@1"),
        (("log",), "ttdn/log@1"),
        (("plan", "validate"), "ttdn/problems@1"),
        (("units", "validate"), "ttdn/problems@1"),
    ):
        result = ttdn(*arguments, "--format", "json")
        assert (result.code, json.loads(result.out)["format"]) == (0, format_), arguments


def test_the_shipped_workspace_is_valid(ttdn: Command) -> None:
    assert ttdn("plan", "validate") == (0, "Không có lỗi.\n", "")
