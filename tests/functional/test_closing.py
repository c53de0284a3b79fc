"""plan close: judged on the closing day, out of the check, past days unchanged, undone like any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Command, flat

CLOSE = ("plan", "close", "97", "--on", "11/4/2024", "--basis", "01-QĐ/MAU")


@pytest.fixture
def closed(ttdn: Command) -> Command:
    assert ttdn(*CLOSE).code == 0
    return ttdn


def summary(ttdn: Command, as_of: str) -> dict[str, object]:
    document = json.loads(ttdn("status", "--as-of", as_of, "--format", "json").out)
    return dict(document["summary"])


def test_it_says_what_is_left_open(ttdn: Command) -> None:
    # Of the 49 with a deadline nothing is done: 15 + 15 + 1 + 1 overdue, 17 of the year 2024.
    assert flat(ttdn(*CLOSE).out) == (
        "Đã ghi, lần cập nhật 1: - 97-kh-duk: kết thúc theo dõi, 11/4/2024; theo 01-QĐ/MAU."
        " Chưa hoàn thành khi kết thúc theo dõi: 49 đầu việc"
    )


def test_it_leaves_the_check_from_its_closing_day_on(closed: Command) -> None:
    assert closed("check", "--as-of", "10/4/2024").code == 1
    assert closed("check", "--as-of", "11/4/2024").code == 0
    assert closed("check").code == 0


@pytest.mark.parametrize("as_of", ["12/4/2024", "1/1/2026"])
def test_it_is_judged_on_its_closing_day_for_ever(closed: Command, as_of: str) -> None:
    assert summary(closed, as_of) == summary(closed, "11/4/2024")


def test_days_before_it_are_unchanged(ttdn: Command) -> None:
    def obligations() -> object:
        options = ("--as-of", "10/4/2024", "--format", "json")
        return json.loads(ttdn("status", *options).out)["obligations"]

    before = obligations()
    ttdn(*CLOSE)
    assert obligations() == before


def test_every_report_tells_the_day_the_document_and_what_was_open(closed: Command) -> None:
    for command in (("status",), ("report",), ("report", "--unit", "sdl")):
        text = flat(closed(*command).out)
        assert "97-KH/ĐUK: kết thúc theo dõi ngày 11/4/2024 (01-QĐ/MAU)" in text
        assert "chưa hoàn thành khi kết thúc theo dõi" in text
    explained = flat(closed("explain", "III.2.c", "--unit", "sdl").out)
    assert (
        "Sở Du lịch: quá hạn; chưa có thông tin; chưa hoàn thành khi kết thúc theo dõi" in explained
    )


def test_nothing_of_a_later_day_is_recorded_any_more(closed: Command) -> None:
    report = ("III.2.c", "--unit", "sdl", "--on")
    refused = closed("done", *report, "12/4/2024")
    assert refused.code == 2
    assert "đã kết thúc theo dõi ngày 11/4/2024" in refused.err
    assert closed("done", *report, "11/4/2024").code == 0


def test_it_is_undone_like_any_update(closed: Command) -> None:
    assert closed("undo", "1").code == 0
    assert closed("check").code == 1


def test_it_is_shown_in_the_log(closed: Command) -> None:
    assert "97-kh-duk: kết thúc theo dõi, 11/4/2024; theo 01-QĐ/MAU" in closed("log").out


# 1-4-2024 is one day after III.2.a and III.2.b were due; III.2.c is due on 09-4-2024.
@pytest.mark.parametrize("format_", ["text", "table"])
def test_the_status_of_a_later_year_counts_days_late_to_the_closing(
    ttdn: Command, format_: str
) -> None:
    ttdn("plan", "close", "97", "--on", "1/4/2024", "--basis", "01-QĐ/MAU")
    text = flat(ttdn("status", "--as-of", "24/11/2026", "--format", format_).out)
    assert "quá 1 ngày" in text
    assert "quá 967 ngày" not in text


# On 1-4-2024 the fifteen of III.2.c, due on 09-4-2024, were soon due.
@pytest.fixture
def closed_early(ttdn: Command) -> Command:
    assert ttdn("plan", "close", "97", "--on", "1/4/2024", "--basis", "01-QĐ/MAU").code == 0
    return ttdn


SOON = ("1/4/2024", "5/4/2024", "24/11/2026")


@pytest.mark.parametrize("as_of", SOON)
def test_its_figures_and_records_tell_nothing_as_soon_due(
    closed_early: Command, as_of: str
) -> None:
    told = json.loads(closed_early("status", "--as-of", as_of, "--format", "json").out)
    assert (told["summary"]["due_soon"], told["summary"]["open_in_time"]) == (0, 32)
    of_report = [o["timeliness"] for o in told["obligations"] if o["task"] == "III.2.c"]
    assert of_report == ["in_time"] * 15
    asked = ("status", "--as-of", as_of, "--timeliness", "due_soon", "--format", "json")
    assert json.loads(closed_early(*asked).out)["obligations"] == []


def test_its_status_lists_nothing_as_soon_due(closed_early: Command) -> None:
    text = flat(closed_early("status", "--as-of", "24/11/2026").out)
    assert "SẮP ĐẾN HẠN (đến 08/12/2026): không" in text
    assert "III.2.c" in flat(closed_early("status", "--all").out)  # listed as in time on that day
    asked = flat(closed_early("status", "--as-of", "5/4/2024", "--timeliness", "due_soon").out)
    assert "III.2.c" not in asked


def test_the_report_of_a_unit_tells_nothing_of_it_as_soon_due(closed_early: Command) -> None:
    text = flat(closed_early("report", "--unit", "sdl", "--as-of", "5/4/2024").out)
    assert "Sắp đến hạn: không có." in text
    assert "Còn trong hạn: 2." in text


def test_the_matrix_marks_nothing_of_it_as_soon_due(closed_early: Command) -> None:
    asked = ("matrix", "--as-of", "5/4/2024", "--format", "json")
    lines = json.loads(closed_early(*asked).out)["lines"]
    states = {cell["state"] for line in lines for cell in line["cells"]}
    assert "in_time" in states
    assert "due_soon" not in states


@pytest.mark.parametrize("as_of", ["1/4/2024", "10/4/2024", "11/4/2024"])
def test_who_was_in_a_group_on_the_closing_day_is_counted_in_it_for_ever(
    closed_early: Command, workspace: Path, as_of: str
) -> None:
    """A unit leaves the group nine days after the closing."""
    roster = workspace / "units.yaml"
    unit, member = 'name: "Sở Du lịch"\n    kind: khac\n    groups: [', "truc-thuoc, "
    text = roster.read_text("utf-8")
    assert unit + member in text
    left = '{id: truc-thuoc, until: "2024-04-10"}, '
    roster.write_text(text.replace(unit + member, unit + left), "utf-8")
    asked = ("status", "--group", "truc-thuoc", "--unit", "so-du-lich", "--format", "json")
    assert len(json.loads(closed_early(*asked, "--as-of", as_of).out)["obligations"]) == 13


def test_the_list_of_plans_says_so(closed: Command) -> None:
    assert "kết thúc theo dõi ngày 11/4/2024 (01-QĐ/MAU)" in flat(closed("plan", "list").out)
    for command in (("plan", "list"), ("plan", "show", "97")):
        (plan,) = json.loads(closed(*command, "--format", "json").out)["plans"]
        assert plan["closed_on"] == "2024-04-11"


def test_a_closing_is_not_corrected_but_taken_back(closed: Command) -> None:
    result = closed("correct", "1", "--on", "10/4/2024")
    assert result.code == 2
    assert "lần cập nhật 1 là kết thúc theo dõi; hủy lần ấy (ttdn undo 1)" in flat(result.err)
