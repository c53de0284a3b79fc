"""report: the consolidated text, periods, Markdown; what is recorded comes back in words."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Command, flat
from tt_doingoai.text import width

REPORT = "Báo cáo kết quả về Đảng ủy Khối (qua Ban Tuyên giáo) (điểm 2, mục III)"


def part(text: str, heading: str) -> str:
    """A part of a report: from its heading to the next empty line."""
    return flat(text[text.index(heading) :].split("\n\n", maxsplit=1)[0])


# The consolidated report.


def test_it_says_what_was_ordered_and_what_that_carries_out(ttdn: Command) -> None:
    ordered = part(ttdn("report").out, "I. NHIỆM VỤ ĐƯỢC GIAO")
    assert "Văn bản triển khai thực hiện: 57-KL/TW ngày 15/6/2023 của Bộ Chính trị;" in ordered
    assert "Giao 21 nhiệm vụ cho 18 đơn vị (15 đơn vị trực thuộc); trong đó 15" in ordered
    assert f'{REPORT[:-1]}: "trước ngày 10-4-2024"; chậm nhất hết ngày 09/4/2024): 15' in ordered
    assert '"Hàng năm"; hằng năm, từ năm 2024, hạn do cơ quan xác định): 16 đơn vị.' in ordered


def test_a_yearly_task_is_ordered_before_its_first_year_begins(ttdn: Command) -> None:
    ordered = part(ttdn("report", "--as-of", "31/12/2023").out, "I. NHIỆM VỤ ĐƯỢC GIAO")
    assert "Giao 21 nhiệm vụ" in ordered
    assert "hạn do cơ quan xác định): chưa đến kỳ đầu tiên." in ordered


def test_it_never_names_a_code(ttdn: Command) -> None:
    ttdn("done", "III.2.c", "-u", "sdl", "--on", "5/4/2024")
    for command in (("report",), ("report", "-u", "sdl"), ("report", "--format", "markdown")):
        out = ttdn(*command).out
        assert "III.2.c" not in out.replace("\\", "")
        assert "II.1.4" not in out


def test_what_is_late_stands_by_task_and_by_unit_with_the_reason(ttdn: Command) -> None:
    told = ("đang chờ ý kiến cấp trên", "-u", "ubnd", "--kind", "reason")
    assert ttdn("note", "III.2.c", *told).code == 0
    out = ttdn("report").out
    assert "1. Theo nhiệm vụ: 32 đầu việc." in out
    late = part(out, "2. Theo đơn vị: 17 đơn vị.")
    assert "- UBND tỉnh, 2 đầu việc. Phổ biến, quán triệt, xây dựng kế hoạch: quá 12" in late
    assert "quá 3 ngày; chưa có thông tin. Lý do (12/4/2024): đang chờ ý kiến cấp trên." in late


@pytest.mark.parametrize("options", [(), ("-u", "sdl"), ("--format", "markdown")])
def test_what_is_not_known_is_called_not_known(ttdn: Command, options: tuple[str, ...]) -> None:
    out = ttdn("report", *options).out.casefold()
    assert "chưa có thông tin" in out
    assert "chưa thực hiện" not in out


def test_requests_refusals_and_extensions_are_told_with_their_answers(ttdn: Command) -> None:
    ttdn("note", "III.2.c", "xin lùi đến 30/4", "-u", "so noi vu", "--kind", "request", "--on",
         "1/4/2024", "--evidence", "05-CV/SNV")  # fmt: skip
    ttdn("extend", "III.2.c", "-u", "so noi vu", "--to", "30/4/2024", "--on", "2/4/2024",
         "--basis", "12-CV/ĐUK")  # fmt: skip
    ttdn("note", "III.2.c", "xin lùi", "-u", "ubnd", "--kind", "request", "--on", "3/4/2024")
    ttdn("note", "III.2.c", "không lùi", "-u", "ubnd", "--kind", "refusal", "--on", "4/4/2024")
    ttdn("note", "III.2.c", "xin lùi", "-u", "sdl", "--kind", "request", "--on", "5/4/2024")
    out = ttdn("report").out
    asked = part(out, "2. Đề nghị gia hạn: 3.")
    assert "xin lùi đến 30/4; 05-CV/SNV; ngày 02/4/2024 được gia hạn đến 30/4/2024." in asked
    assert "03/4/2024: xin lùi; ngày 04/4/2024 không chấp thuận." in asked
    assert "05/4/2024: xin lùi; chưa trả lời." in asked
    assert "UBND tỉnh" in part(out, "3. Không chấp thuận gia hạn: 1.")
    granted = part(out, "4. Được gia hạn: 1.")
    assert "đến 30/4/2024, theo 12-CV/ĐUK, ngày 02/4/2024 (hạn cuối theo kế hoạch: 09/4/2024)." in (
        granted
    )


def test_what_was_received_waits_for_the_office(ttdn: Command) -> None:
    ttdn("receive", "III.2.c", "-u", "sdl", "--on", "10/4/2024", "--evidence", "05-BC/ĐU")
    waits = part(ttdn("report").out, "1. Đã nhận, chờ cơ quan xem xét: 1.")
    assert waits.endswith("Quá 1 ngày. Đã nhận ngày 10/4/2024: 05-BC/ĐU.")


def test_what_waits_for_the_office_does_not_fall_due_next(ttdn: Command) -> None:
    ttdn("receive", "III.2.c", "-u", "sdl", "--on", "9/4/2024")
    assert "trước ngày 10-4-2024" not in part(ttdn("report").out, "VI. NHIỆM VỤ")


def test_what_went_to_and_fro_unrecorded_is_called_not_recorded(ttdn: Command) -> None:
    out = ttdn("report").out
    for none in ("1. Đã đôn đốc", "2. Đề nghị gia hạn", "4. Được gia hạn"):
        assert part(out, none) == f"{none}: sổ chưa ghi."


def test_nothing_of_a_closed_plan_falls_due_next(ttdn: Command) -> None:
    ttdn("plan", "close", "97", "--on", "12/4/2024", "--basis", "80-QĐ/MAU")
    told = part(ttdn("report").out, "VI. NHIỆM VỤ ĐẾN HẠN TIẾP THEO")
    assert told.endswith("- Không còn việc nào chưa hoàn thành mà chưa đến hạn.")


@pytest.mark.parametrize("options", [(), ("-u", "sdl"), ("--period", "2024-Q1")])
def test_no_line_is_wider_than_a_letter(ttdn: Command, options: tuple[str, ...]) -> None:
    assert max(map(width, ttdn("report", *options).out.splitlines())) <= 80


# Periods.


def document(ttdn: Command, *options: str) -> dict[str, Any]:
    result = ttdn("report", "--format", "json", *options)
    assert result.code == 0, result.err
    return dict(json.loads(result.out))


@pytest.fixture
def office(ttdn: Command) -> Command:
    """Done in the first quarter: 13 of III.2.a; III.1 is left, and both of two units."""
    ttdn("done", "III.2.a", "-g", "truc-thuoc", "--except", "ubnd-tinh", "--except", "hoi-nha-bao",
         "--on", "28/3/2024", "--yes")  # fmt: skip
    ttdn("done", "III.2.a", "-u", "ubnd", "--on", "3/4/2024")
    return ttdn


def test_a_past_period_is_judged_on_its_last_day(office: Command) -> None:
    out = office("report", "--period", "2024-Q1").out.splitlines()
    assert out[1] == "Tính đến hết ngày 31/3/2024 (Chủ nhật)."
    assert out[2] == "Kỳ báo cáo: quý I/2024 (từ 01/01/2024 đến hết 31/3/2024)."


def test_a_period_that_runs_is_judged_today(office: Command) -> None:
    assert document(office, "--period", "2024-Q2")["as_of"] == "2024-04-12"


def test_another_day_can_be_named(office: Command) -> None:
    told = document(office, "--period", "2024-Q1", "--as-of", "12/4/2024")
    assert told["as_of"] == "2024-04-12"
    assert told["period"]["fell_due"]["done_late"] == 1


@pytest.mark.parametrize("quarter", ["2024-Q1", "2024-Q2"])
def test_an_extension_stands_in_the_period_it_was_granted_in_and_in_the_one_it_moved_to(
    ttdn: Command, quarter: str
) -> None:
    of = ("III.2.a", "-u", "so tttt")
    ttdn("note", *of, "--kind", "request", "xin lùi", "--on", "20/3/2024")
    ttdn("extend", *of, "--to", "15/4/2024", "--on", "31/3/2024", "--basis", "10-CV/ĐUK")
    told = ttdn("report", "--period", quarter).out
    assert "2. Đề nghị gia hạn: 1." in told
    assert "4. Được gia hạn: 1." in told


def test_what_is_dated_after_a_period_and_not_counted_in_it_is_not_in_its_report(
    ttdn: Command,
) -> None:
    of = ("III.2.c", "-u", "so tttt")
    ttdn("note", *of, "--kind", "request", "xin lùi", "--on", "1/4/2024")
    out = ttdn("report", "--period", "2024-Q1", "--as-of", "12/4/2024").out
    assert "2. Đề nghị gia hạn: sổ chưa ghi." in out


def test_a_period_counts_what_fell_due_and_what_was_carried_over(office: Command) -> None:
    first = document(office, "--period", "2024-Q1")
    # III.1 of 2023 was not done; III.2.a of fifteen units and III.2.b of one fall due on 31-3.
    assert rows(first) == ((0, 0, 0, 1), (13, 0, 3, 0))
    second = document(office, "--period", "2024-Q2")
    # Carried over: III.1, III.2.a of two units (one done since), III.2.b. Due: III.2.c of fifteen.
    assert rows(second) == ((0, 1, 0, 3), (0, 0, 0, 15))
    assert second["summary"]["overdue"] == 18


def rows(told: dict[str, Any]) -> tuple[tuple[int, ...], ...]:
    cells = ("done_on_time", "done_late", "open_in_time", "overdue")
    period = told["period"]
    return tuple(tuple(period[row][cell] for cell in cells) for row in ("carried_over", "fell_due"))


def test_the_rows_stand_in_the_text(office: Command) -> None:
    told = part(office("report", "--period", "2024-Q2").out, "II. SỐ LIỆU")
    assert "- Kỳ trước chuyển sang: tổng số 4; hoàn thành đúng hạn 0; hoàn thành quá hạn 1;" in told
    assert "- Đến hạn trong kỳ: tổng số 15; hoàn thành đúng hạn 0;" in told
    assert "- Cộng: tổng số 19;" in told


def test_a_units_report_has_the_rows_too(office: Command) -> None:
    out = flat(office("report", "-u", "ubnd", "--period", "2024-Q2").out)
    assert "- Kỳ trước chuyển sang: tổng số 1; hoàn thành đúng hạn 0; hoàn thành quá hạn 1;" in out
    assert "- Đến hạn trong kỳ: tổng số 1;" in out


def test_every_obligation_of_a_period_stands_in_exactly_one_list(office: Command) -> None:
    told = document(office, "--period", "2024-Q2")
    listed = [(o["task"], o["unit"]) for row in told["lists"].values() for o in row]
    assert len(listed) == len(set(listed)) == 19


def test_without_a_period_the_key_is_there_and_null(office: Command) -> None:
    assert document(office)["period"] is None


def test_the_table_says_which_rows_were_carried_over(office: Command) -> None:
    out = office("report", "--period", "2024-Q2", "--format", "csv").out
    found = list(csv.DictReader(out.splitlines()))
    assert {row["report_period"] for row in found} == {"2024-Q2"}
    carried = {row["task"] for row in found if row["carried_over"] == "true"}
    assert carried == {"III.1", "III.2.a", "III.2.b"}
    whole = csv.DictReader(office("report", "--format", "csv").out.splitlines())
    assert {row["carried_over"] for row in whole} == {""}


def test_what_falls_due_next_is_told_past_the_period(office: Command) -> None:
    told = part(office("report", "--period", "2024-Q1").out, "VI. NHIỆM VỤ ĐẾN HẠN TIẾP THEO")
    assert "trước ngày 10-4-2024" in told
    assert "hạn 31/12/2024 do cơ quan xác định" in told


def test_a_period_is_typed_as_people_write_it(office: Command) -> None:
    assert document(office, "--period", "quý 1/2024") == document(office, "--period", "2024-Q1")


@pytest.mark.parametrize(("as_of", "code"), [("31/3/2024", 2), ("1/4/2024", 0)])
def test_a_period_that_has_not_begun_is_refused(office: Command, as_of: str, code: int) -> None:
    result = office("report", "--period", "2024-Q2", "--as-of", as_of)
    assert result.code == code
    assert ("chưa sang quý II/2024" in result.err) == (code == 2)


# Markdown.


def test_markdown_holds_what_the_text_holds(office: Command) -> None:
    text = office("report", "--period", "2024-Q2").out
    marked = office("report", "--period", "2024-Q2", "--format", "markdown").out
    for heading in ("III. QUÁ HẠN", "IV. ĐÔN ĐỐC, GIA HẠN", "VI. NHIỆM VỤ ĐẾN HẠN TIẾP THEO"):
        assert heading in text
        assert f"## {heading}\n" in marked
    assert "| Kỳ trước chuyển sang | 4 | 0 | 1 | 0 | 3 |" in marked
    assert flat(text)[-80:] == flat(marked)[-80:]


def test_a_file_that_ends_in_md_is_markdown(office: Command, workspace: Path) -> None:
    assert office("report", "--output", "bao-cao.md").code == 0
    told = (workspace / "bao-cao.md").read_text(encoding="utf-8")
    assert told == office("report", "--format", "markdown").out


def test_several_units_have_a_report_each(office: Command) -> None:
    marked = office("report", "-u", "sdl", "-u", "ubnd", "--format", "markdown").out
    assert [line for line in marked.splitlines() if line.startswith("# ")] == [
        "# TÌNH HÌNH THỰC HIỆN KẾ HOẠCH SỐ 97-KH/ĐUK"
    ] * 2
