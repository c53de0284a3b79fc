"""snapshot, report --of, report --since: figures closed, printed again, compared with now."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from tests.command import Command, flat
from tt_doingoai import clock

NAME = "BC quý I/2024"
TASK = ("III.2.c", "-u", "sdl")


@pytest.fixture
def closed(ttdn: Command) -> Command:
    """Two records of March, and the figures of 31 March closed as update 3."""
    ttdn("done", "III.2.a", "-u", "sdl", "--on", "20/3/2024")
    ttdn("done", "III.2.a", "-u", "ubnd", "--on", "28/3/2024")
    assert ttdn("snapshot", NAME, "--as-of", "31/3/2024", "--note", "gửi Tỉnh ủy").code == 0
    return ttdn


# Closing.


def test_it_says_what_was_closed(ttdn: Command) -> None:
    result = ttdn("snapshot", NAME, "--as-of", "31/3/2024")
    assert (
        result.out
        == "Đã ghi, lần cập nhật 1:\n- chốt số liệu BC quý I/2024: lần 0, ngày 31/3/2024\n"
    )


def test_without_a_day_it_is_today(ttdn: Command) -> None:
    ttdn("snapshot", NAME)
    (one,) = json.loads(ttdn("snapshot", "--format", "json").out)["snapshots"]
    assert (one["as_of"], one["at_revision"], one["revision"]) == ("2024-04-12", 0, 1)


def test_the_list_names_day_update_and_note(closed: Command) -> None:
    assert flat(closed("snapshot").out) == (
        "BC quý I/2024: số liệu đến hết ngày 31/3/2024, lần cập nhật 2; chốt ngày 12/4/2024"
        " (lần cập nhật 3); gửi Tỉnh ủy"
    )


def test_an_empty_list_says_so(ttdn: Command) -> None:
    assert ttdn("snapshot").out == "Chưa chốt số liệu lần nào.\n"


def test_a_dry_run_records_nothing(ttdn: Command, workspace: Path) -> None:
    assert "lần 0, ngày 12/4/2024" in ttdn("snapshot", NAME, "--dry-run").out
    assert not (workspace / "store" / "status.json").exists()


def test_a_taken_name_is_refused_and_named(closed: Command) -> None:
    result = closed("snapshot", "bc QUÝ i/2024")
    assert result.code == 2
    assert 'đã chốt số liệu với tên "BC quý I/2024" (lần cập nhật 3, ngày 31/3/2024)' in result.err


def test_a_name_that_differs_by_a_mark_only_is_taken(ttdn: Command) -> None:
    ttdn("snapshot", "BC quý I/2024")
    result = ttdn("snapshot", "BC quy I - 2024")
    assert result.code == 2
    assert '"BC quý I/2024"' in result.err


def test_a_name_is_cleaned_of_what_a_terminal_would_act_on(ttdn: Command) -> None:
    ttdn("snapshot", "BC\x1b[31m\u202e quý\t\nI")
    (one,) = json.loads(ttdn("snapshot", "--format", "json").out)["snapshots"]
    assert one["name"] == "BC[31m quý I"


@pytest.mark.parametrize(
    "arguments",
    [("",), ("\u200b",), ("a" * 81,), (NAME, "--as-of", "13/4/2024"), (NAME, "--format", "json"),
     ("--note", "x"), ("--as-of", "1/4/2024"), ("--dry-run",)],
    ids=repr,
)  # fmt: skip
def test_what_cannot_be_closed_is_refused(
    ttdn: Command, workspace: Path, arguments: tuple[str, ...]
) -> None:
    result = ttdn("snapshot", *arguments)
    assert (result.code, result.out) == (2, "")
    assert not (workspace / "store" / "status.json").exists()


def test_undo_takes_it_back_and_the_name_is_free(closed: Command) -> None:
    assert closed("undo", "3").code == 0
    assert closed("snapshot").out == "Chưa chốt số liệu lần nào.\n"
    assert closed("report", "--of", NAME).code == 2
    assert closed("snapshot", NAME).code == 0


def test_a_name_given_again_after_an_undo_of_the_undo_is_listed_not_guessed(
    closed: Command,
) -> None:
    closed("undo", "3")
    closed("snapshot", NAME)
    assert closed("undo", "4").code == 0
    result = closed("report", "--of", NAME)
    assert result.code == 2
    assert "(lần cập nhật 3)" in result.err
    assert "(lần cập nhật 5)" in result.err


def test_undo_names_what_it_took_back(closed: Command) -> None:
    told = flat(closed("undo", "3").out)
    assert told.endswith(
        "- hủy lần cập nhật 3: chốt số liệu BC quý I/2024: lần 2, ngày 31/3/2024; gửi Tỉnh ủy"
    )


def test_the_history_shows_it(closed: Command) -> None:
    out = flat(closed("log", "--kind", "snapshot").out)
    assert "- chốt số liệu BC quý I/2024: lần 2, ngày 31/3/2024; gửi Tỉnh ủy" in out


def test_it_cannot_be_corrected_only_taken_back(closed: Command) -> None:
    result = closed("correct", "3", "--note", "khác")
    assert result.code == 2
    assert "ttdn undo 3" in result.err


# Printing again.


FORMS = (
    (),
    ("-u", "sdl"),
    ("--period", "2024-Q1"),
    ("--format", "json"),
    ("--format", "markdown"),
)


@pytest.mark.slow
def test_the_same_bytes_come_out_after_all_that_was_recorded_since(ttdn: Command) -> None:
    ttdn("done", "III.2.a", "-u", "sdl", "--on", "20/3/2024")
    ttdn("done", "III.2.a", "-u", "ubnd", "--on", "28/3/2024")
    told = {form: ttdn("report", "--as-of", "31/3/2024", *form).out for form in FORMS}
    ttdn("snapshot", NAME, "--as-of", "31/3/2024")
    for number in range(28):
        called = ("note", "III.2.c", f"gọi lần {number}", "-u", "sdl", "--on", "1/3/2024")
        assert ttdn(*called).code == 0
    assert ttdn("correct", "1", "-u", "sdl", "--on", "25/3/2024").code == 0
    assert ttdn("undo", "2").code == 0
    for form in FORMS:
        again = ttdn("report", "--of", NAME, *form)
        assert (again.code, again.err) == (0, "")
        assert again.out == told[form]
        assert ttdn("report", "--as-of", "31/3/2024", *form).out != told[form]


def test_it_is_found_by_words_of_its_name(closed: Command) -> None:
    assert closed("report", "--of", "quy i").out == closed("report", "--of", NAME).out


def test_a_name_that_can_mean_two_is_listed(closed: Command) -> None:
    closed("snapshot", "BC quý I/2024 bổ sung")
    assert closed("report", "--of", "BC").code == 2
    assert closed("report", "--of", NAME).code == 0  # the whole name is one


def test_a_name_that_is_not_there_is_refused_with_those_that_are(closed: Command) -> None:
    result = closed("report", "--of", "quý II")
    assert result.code == 2
    assert "hiện có: BC quý I/2024" in result.err


@pytest.mark.parametrize("more", [("--as-of", "1/4/2024"), ("--revision", "1")])
def test_a_day_or_an_update_beside_the_name_is_refused(
    closed: Command, more: tuple[str, ...]
) -> None:
    result = closed("report", "--of", NAME, *more)
    assert (result.code, result.out) == (2, "")
    assert "--of" in result.err


def test_files_that_changed_since_the_closing_are_named(closed: Command, workspace: Path) -> None:
    assert closed("report", "--of", NAME).err == ""
    roster = workspace / "units.yaml"
    roster.write_text(roster.read_text(encoding="utf-8") + "# sửa\n", encoding="utf-8")
    result = closed("report", "--of", NAME)
    assert result.code == 0
    assert "lần cập nhật 2" in result.err


def test_files_that_changed_between_record_and_closing_are_no_difference(
    ttdn: Command, workspace: Path
) -> None:
    ttdn("done", *TASK, "--on", "5/4/2024")
    roster = workspace / "units.yaml"
    roster.write_text(roster.read_text(encoding="utf-8") + "# sửa\n", encoding="utf-8")
    ttdn("snapshot", NAME)
    assert ttdn("report", "--of", NAME).err == ""


# What changed.


@pytest.fixture
def later(closed: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """What was recorded after the closing: new, late, corrected, extended, explained."""
    closed("done", "III.2.c", "-u", "sdl", "--on", "8/4/2024")
    closed("done", "III.2.a", "-u", "so noi vu", "--on", "30/3/2024")  # typed after the closing
    closed("correct", "2", "-u", "ubnd", "--on", "2/4/2024")
    closed("extend", "III.2.c", "-u", "ubnd", "--to", "30/4/2024", "--on", "4/4/2024",
           "--basis", "12-CV/ĐUK")  # fmt: skip
    closed("note", "III.2.c", "chờ ý kiến", "-u", "mttq-tinh", "--kind", "reason")
    moment = dt.datetime(2024, 4, 15, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    monkeypatch.setattr(clock, "now", lambda _zone: moment)
    return closed


def test_it_says_the_figures_then_and_now(later: Command) -> None:
    out = flat(later("report", "--since", NAME).out)
    assert "Đã báo cáo, 31/3/2024: tổng số 49; hoàn thành đúng hạn 2;" in out
    # By now: one more was known to be in time, and one was not.
    assert "Hiện nay, 15/4/2024: tổng số 49; hoàn thành đúng hạn 3; hoàn thành quá hạn 1;" in out


def test_it_says_what_is_known_differently_of_that_day(later: Command) -> None:
    out = flat(later("report", "--since", NAME).out)
    known = out.split("6. Số liệu ngày 31/3/2024 nay đã khác: 2.")[1].split(" 7. ")[0]
    assert "Sở Nội vụ, Phổ biến, quán triệt, xây dựng kế hoạch" in known
    assert "đã báo cáo: chưa có thông tin, sắp đến hạn, hạn cuối 31/3/2024; nay là" in known
    assert "nay là: hoàn thành 30/3/2024, hoàn thành đúng hạn" in known
    assert "đã báo cáo: hoàn thành 28/3/2024, hoàn thành đúng hạn" in known


def test_it_says_what_is_new(later: Command) -> None:
    told = json.loads(later("report", "--since", NAME, "--format", "json").out)
    assert told["format"] == "ttdn/changes@1"
    done = {(o["task"], o["unit"]) for o in told["done"]}
    assert done == {("III.2.c", "so-du-lich"), ("III.2.a", "so-noi-vu")}
    assert [(o["task"], o["unit_name"]) for o in told["extended"]] == [("III.2.c", "UBND tỉnh")]
    (extension,) = told["extensions"]
    assert (extension["unit"], extension["to"]) == ("ubnd-tinh", "2024-04-30")
    assert ("III.2.c", "ubnd-tinh") not in {(o["task"], o["unit"]) for o in told["overdue"]}
    assert [(n["unit"], n["topic"]) for n in told["notes"]] == [("mttq-tinh", "reason")]
    assert told["reminders"] == told["begun"] == told["gone"] == []
    assert told["since"]["summary"]["done_on_time"] == 2


def test_its_table_has_a_row_a_change(later: Command) -> None:
    out = later("report", "--since", NAME, "--format", "csv").out
    kinds = [row["change"] for row in csv.DictReader(out.splitlines())]
    assert kinds.count("mended") == 2
    assert {"done", "overdue", "extended", "reason"} <= set(kinds)


def test_it_is_narrowed_to_a_unit_and_printed_as_markdown(later: Command) -> None:
    marked = later("report", "--since", NAME, "-u", "sdl", "--format", "markdown").out
    assert "Đơn vị: Sở Du lịch. Tính đến hết ngày 15/4/2024" in marked
    assert "## 2. Mới hoàn thành: 1." in marked
    assert "UBND tỉnh" not in marked


def test_a_period_is_compared_with_itself(later: Command) -> None:
    told = json.loads(
        later("report", "--since", NAME, "--period", "2024-Q1", "--format", "json").out
    )
    assert told["as_of"] == "2024-03-31"
    assert told["overdue"] == []


def test_two_closings_are_compared(later: Command) -> None:
    later("snapshot", "tháng 4")
    later("done", "III.2.c", "-u", "mttq-tinh", "--on", "10/4/2024")
    told = json.loads(later("report", "--since", NAME, "--of", "tháng 4", "--format", "json").out)
    assert ("III.2.c", "mttq-tinh") not in {(o["task"], o["unit"]) for o in told["done"]}


def test_nothing_changed_since_itself(later: Command) -> None:
    out = flat(later("report", "--since", NAME, "--of", NAME).out)
    assert "2. Mới hoàn thành: không có." in out
    assert "Cũng ngày ấy" not in out


@pytest.mark.parametrize(
    "more", [("--as-of", "30/3/2024"), ("--revision", "1"), ("--status", "done")], ids=repr
)
def test_a_view_from_before_the_closing_and_filters_of_lists_are_refused(
    later: Command, more: tuple[str, ...]
) -> None:
    result = later("report", "--since", NAME, *more)
    assert (result.code, result.out) == (2, "")
    assert "--since" in result.err
