"""check --new: told once, marked only after it was told, by a file beside the ledger."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command, Result, flat
from tests.disk import NAMES_IN_ANY_SCRIPT
from tt_doingoai import clock
from tt_doingoai.errors import CannotWrite

JOB = ("check", "--new", "--soon", "--announce")
Morning = Callable[..., Result]


@pytest.fixture
def morning(ttdn: Command, monkeypatch: pytest.MonkeyPatch) -> Morning:
    """``morning(10, "check", "--new")``: a command at half past seven on a day of April 2024."""

    def run(day: int, *arguments: str) -> Result:
        moment = dt.datetime(2024, 4, day, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
        monkeypatch.setattr(clock, "now", lambda _time_zone: moment)
        return ttdn(*arguments)

    return run


@pytest.fixture
def mark(workspace: Path) -> Path:
    return workspace / "store" / "announced.json"


def test_what_is_new_comes_first_and_what_was_told_takes_one_line(
    morning: Morning,
) -> None:
    morning(9, *JOB)
    result = morning(10, *JOB)
    assert (result.code, result.err) == (1, "")
    new, before = result.out.split("QUÁ HẠN TỪ TRƯỚC")
    assert "ngày 10/4/2024 (thứ Tư): 15 việc MỚI quá hạn, 17 việc quá hạn từ trước" in flat(new)
    assert "III.2.c" in new
    assert "- Sở Du lịch: chưa có thông tin; quá 1 ngày" in new
    assert "đối chiếu sổ công văn đến từ ngày 08/4 đến ngày 09/4" in flat(new)
    line, _rest = before.split("\n", 1)
    assert line == ": 17 (III.2.a: 15; III.2.b: 1; III.1: 1; quá 10 đến 101 ngày)"
    assert "ttdn remind --overdue" in before


@pytest.mark.parametrize("command", [("check",), ("check", "--new")])
def test_the_command_for_reminders_stands_where_there_is_a_unit_to_remind(
    morning: Morning, command: tuple[str, ...]
) -> None:
    assert "Soạn đôn đốc: ttdn remind --overdue\n" in morning(10, *command).out
    issuers_own = morning(10, *command, "--task", "III.1").out
    assert "Đảng ủy Khối: chưa có thông tin; quá 101 ngày" in issuers_own
    assert "đôn đốc" not in issuers_own


def test_a_report_that_came_late_and_waits_is_nothing_to_remind_of(morning: Morning) -> None:
    one = ("--task", "III.2.c", "--unit", "tu phap")
    morning(10, "receive", "III.2.c", "--unit", "tu phap", "--on", "10/4/2024")
    told = morning(10, "check", "--new", *one).out
    assert "- Sở Tư pháp (nhận 10/4): đã nhận, chờ xem xét; quá 1 ngày" in told
    assert "đôn đốc" not in told


def test_a_day_that_the_office_has_set_is_marked_in_the_line_too(ttdn: Command) -> None:
    narrow = ("--task", "II.1.4", "--unit", "sdl", "--as-of", "1/1/2025")
    result = ttdn("check", "--new", "--always", *narrow)
    assert "31/12/2024 (thứ Ba) (*)" in result.out
    near = ttdn("check", "--new", "--always", *narrow[:-1], "31/12/2024").out
    assert "  II.1.4, năm 2024: Sở Du lịch; 31/12/2024 (thứ Ba) (*)\n" in near


def test_a_second_run_is_silent_and_0_and_the_day_after_too(morning: Morning) -> None:
    morning(10, *JOB)
    assert morning(10, *JOB) == (0, "", "")
    assert morning(11, *JOB) == (0, "", "")


def test_looking_by_hand_takes_nothing_from_the_job(morning: Morning, mark: Path) -> None:
    seen = morning(10, "check", "--new", "--soon")
    assert not mark.parent.exists()
    assert morning(10, *JOB) == seen
    assert morning(10, "check", "--new").code == 0


def test_a_missed_day_loses_nothing(morning: Morning) -> None:
    morning(9, *JOB)
    assert morning(15, *JOB).out.count("; quá 6 ngày") == 15


def test_a_report_received_in_time_waits_and_is_new_when_it_was_returned(morning: Morning) -> None:
    morning(9, "receive", "III.2.c", "-u", "sdl", "--on", "9/4/2024")
    out = flat(morning(10, *JOB).out)
    assert "31 việc MỚI quá hạn" in out
    assert "CHỜ CƠ QUAN MÌNH (1): Sở Du lịch (nhận 09/4), III.2.c" in out
    assert morning(11, *JOB).code == 0
    morning(11, "return", "III.2.c", "-u", "sdl", "--on", "11/4/2024")
    result = morning(12, *JOB)
    assert result.code == 1
    assert "1 việc MỚI quá hạn" in flat(result.out)
    assert "- Sở Du lịch (nhận 09/4, trả 11/4)" in result.out


def test_what_was_done_by_mistake_is_new_after_the_undo_though_the_runs_between_were_silent(
    morning: Morning,
) -> None:
    morning(10, *JOB)
    morning(10, "done", "III.2.c", "-u", "sdl", "--on", "8/4/2024")
    assert morning(11, *JOB) == (0, "", "")
    morning(11, "undo", "1")
    assert "1 việc MỚI quá hạn" in flat(morning(12, *JOB).out)


def test_what_was_handed_in_waits_and_is_not_soon_due_until_it_is_returned(
    morning: Morning,
) -> None:
    one = ("--task", "III.2.c", "--unit", "tu phap")
    which = ("III.2.c", "--unit", "tu phap")
    morning(1, "receive", *which, "--on", "1/4/2024")
    assert morning(2, *JOB, *one) == (0, "", "")
    always = morning(2, "check", "--new", "--soon", "--always", *one).out
    assert "CHỜ CƠ QUAN MÌNH (1): Sở Tư pháp (nhận 01/4), III.2.c" in always
    assert "SẮP ĐẾN HẠN (đến 16/4/2024): không có" in always
    morning(3, "return", *which, "--on", "3/4/2024")
    assert "MỚI SẮP ĐẾN HẠN (1)" in morning(3, *JOB, *one).out
    morning(4, "receive", *which, "--on", "4/4/2024")
    assert morning(4, *JOB, *one).out == ""
    morning(5, "return", *which, "--on", "5/4/2024")
    assert "MỚI SẮP ĐẾN HẠN (1)" in morning(5, *JOB, *one).out


def test_what_is_newly_soon_due_is_told_with_soon_only_and_is_no_finding(
    morning: Morning,
) -> None:
    narrow = ("--task", "III.2.c", "--unit", "sdl")
    assert morning(8, "check", "--new", *narrow) == (0, "", "")
    result = morning(8, *JOB, *narrow)
    assert result.code == 0
    assert "MỚI SẮP ĐẾN HẠN (1):" in result.out
    assert "MỚI QUÁ HẠN" not in result.out
    assert morning(9, *JOB, *narrow) == (0, "", "")
    assert morning(10, *JOB, *narrow).code == 1


def test_it_is_a_finding_where_only_the_old_is_overdue_beside_what_is_newly_soon_due(
    morning: Morning,
) -> None:
    morning(8, "check", "--new", "--announce")
    assert morning(8, "check", "--new") == (0, "", "")
    assert morning(8, "check", "--new", "--soon").code == 1
    assert morning(8, "check", "--new", "--soon", "--exit-zero").code == 0
    assert morning(8, "check", "--new", "--soon", "--quiet") == (1, "", "")


def test_only_what_was_shown_is_marked(morning: Morning) -> None:
    morning(10, *JOB, "--unit", "sdl")
    assert morning(10, *JOB, "--unit", "sdl") == (0, "", "")
    assert "30 việc MỚI quá hạn" in flat(morning(10, "check", "--new").out)
    morning(10, *JOB, "--due-from", "1/4/2024")
    assert "16 việc MỚI quá hạn" in flat(morning(10, "check", "--new").out)


@pytest.mark.parametrize("data", ['{"format": "ttdn/announced@2"}', "", "xin chào"])
def test_an_unreadable_mark_tells_everything_says_so_and_is_mended(
    morning: Morning, mark: Path, data: str
) -> None:
    morning(10, *JOB)
    mark.write_text(data, encoding="utf-8")
    by_hand = morning(10, "check", "--new")
    assert by_hand.out.startswith("Không đọc được những gì đã báo lần trước (store/announced.json")
    assert "32 việc MỚI quá hạn" in flat(by_hand.out)
    assert mark.read_text(encoding="utf-8") == data
    told = json.loads(morning(10, "check", "--new", "--format", "json").out)
    assert told["mark_unreadable"]
    assert "32 việc MỚI quá hạn" in flat(morning(10, *JOB).out)
    assert morning(10, *JOB) == (0, "", "")


def test_the_ledger_and_its_health_know_nothing_of_the_mark(
    morning: Morning, workspace: Path, mark: Path
) -> None:
    morning(10, "done", "III.2.c", "-u", "sdl", "--on", "8/4/2024")
    ledger = (workspace / "store" / "status.json").read_bytes()
    morning(10, *JOB)
    assert mark.is_file()
    assert (workspace / "store" / "status.json").read_bytes() == ledger
    result = morning(10, "store", "verify")
    assert (result.code, "Không có gì phải xử lý." in result.out) == (0, True)


def test_what_a_killed_check_left_is_a_note_that_says_what_removes_it(
    morning: Morning, mark: Path
) -> None:
    morning(10, *JOB)
    mark.with_name(".ttdn-announced.json.12.0123abcd.tmp").write_text("", encoding="utf-8")
    result = morning(10, "store", "verify")
    assert (result.code, "--announce" in result.out) == (0, True)
    morning(10, "receive", "III.2.c", "-u", "sdl", "--on", "9/4/2024")
    morning(11, *JOB)
    assert "--announce" not in morning(11, "store", "verify").out


def test_a_mark_beside_no_ledger_is_no_sign_of_a_lost_one(morning: Morning, mark: Path) -> None:
    morning(10, *JOB)
    assert mark.is_file()
    assert morning(10, "status").code == 0
    assert morning(10, "store", "verify").code == 0
    assert morning(10, "done", "III.2.c", "-u", "sdl", "--on", "8/4/2024").code == 0


def test_a_closed_plan_is_told_no_more_and_leaves_the_mark(morning: Morning, mark: Path) -> None:
    morning(10, *JOB)
    morning(10, "plan", "close", "97", "--on", "10/4/2024", "--basis", "01-QĐ/MAU")
    assert morning(11, *JOB) == (0, "", "")
    assert "97-kh-duk" not in mark.read_text(encoding="utf-8")


LISTS = ["new_overdue", "overdue_before", "new_due_soon", "due_soon", "awaiting_office"]


def test_json_is_always_printed_with_every_key(morning: Morning) -> None:
    morning(9, *JOB)
    morning(10, "receive", "III.2.c", "-u", "sdl", "--on", "9/4/2024")
    result = morning(10, "check", "--new", "--format", "json")
    told = json.loads(result.out)
    assert (result.code, told["format"], told["mark_unreadable"]) == (1, "ttdn/news@1", None)
    assert [len(told["lists"][name]) for name in LISTS] == [14, 17, 0, 0, 1]
    morning(10, *JOB, "--format", "json")
    result = morning(10, "check", "--new", "--format", "json")
    assert result.code == 0
    assert [len(told) for told in json.loads(result.out)["lists"].values()] == [0, 31, 0, 0, 1]


def test_what_came_late_waits_for_the_office_in_every_format(morning: Morning) -> None:
    morning(11, "receive", "III.2.c", "-u", "sdl", "--on", "11/4/2024")
    lists = json.loads(morning(12, "check", "--new", "--format", "json").out)["lists"]
    assert [o["unit"] for o in lists["awaiting_office"]] == ["so-du-lich"]
    assert "so-du-lich" in [o["unit"] for o in lists["new_overdue"]]
    assert "CHỜ CƠ QUAN MÌNH (1): Sở Du lịch" in morning(12, "check", "--new").out


@pytest.mark.parametrize("new", [(), ("--new",)])
def test_a_day_that_the_office_set_is_explained(morning: Morning, new: tuple[str, ...]) -> None:
    key = "(*) Hạn cuối do cơ quan xác định: kế hoạch không ghi ngày."
    assert key not in morning(10, "check", *new).out
    yearly = morning(10, "check", *new, "--as-of", "2/1/2025").out
    assert "(*)\n" in yearly
    assert key in " ".join(yearly.split())


def test_csv_has_the_list_in_its_first_column_and_is_empty_where_nothing_is_new(
    morning: Morning,
) -> None:
    morning(8, "check", "--new", "--announce")
    result = morning(8, *JOB, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert {row["list"] for row in rows} == {"overdue_before", "new_due_soon"}
    assert len(rows) == 17 + 15
    assert morning(8, *JOB, "--format", "csv") == (0, "", "")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--announce",), "--new"),
        (("--new", "--announce", "--as-of", "10/4/2024"), "--as-of"),
        (("--new", "--announce", "--revision", "0"), "--revision"),
        (("--new", "--announce", "--quiet"), "--quiet"),
        (("--output-dir", "x", "--quiet"), "--quiet"),
        (("--output", "y.txt", "--quiet"), "--quiet"),
        (("--output-dir", "x", "--output", "y.txt"), "--output-dir"),
    ],
)
def test_what_contradicts_itself_is_refused(
    morning: Morning, mark: Path, options: tuple[str, ...], told: str
) -> None:
    result = morning(10, "check", *options)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert not mark.exists()


def test_the_whole_list_has_what_is_soon_due_where_asked_and_always_comes_where_asked(
    morning: Morning,
) -> None:
    narrow = ("--task", "III.2.c", "--unit", "sdl")
    assert morning(8, "check", *narrow) == (0, "", "")
    result = morning(8, "check", "--soon", *narrow)
    assert result.code == 0
    assert "SẮP ĐẾN HẠN (đến 22/4/2024): 1 đầu việc của 1 đơn vị" in result.out
    result = morning(8, "check", "--always", *narrow)
    assert (result.code, "QUÁ HẠN: không có" in result.out) == (0, True)
    assert morning(8, "check", "--new", "--always", *narrow).code == 0
    morning(10, *JOB)
    result = morning(10, "check", "--new", "--always")
    assert (result.code, "0 việc MỚI quá hạn, 32" in flat(result.out)) == (1, True)


class TestAFolderOfFiles:
    @NAMES_IN_ANY_SCRIPT
    def test_gets_a_new_file_a_run_that_notepad_reads(
        self, morning: Morning, workspace: Path
    ) -> None:
        folder = workspace / "kiểm tra"
        at = ("--output-dir", str(folder), "--exit-zero")
        assert morning(10, *JOB, *at) == (0, "", "")
        (file,) = folder.iterdir()
        assert file.name == "ttdn-new-2024-04-10.txt"
        data = file.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n") > 10
        assert "MỚI QUÁ HẠN" in data.decode("utf-8-sig")
        assert morning(11, *JOB, *at).code == 0
        assert len(list(folder.iterdir())) == 1

    def test_never_loses_what_an_earlier_run_left(self, morning: Morning, workspace: Path) -> None:
        folder = workspace / "kt"
        for _run in range(3):
            morning(10, "check", "--output-dir", str(folder))
        morning(10, "check", "--format", "csv", "--output-dir", str(folder))
        morning(10, "check", "--format", "json", "--output-dir", str(folder))
        assert sorted(file.name for file in folder.iterdir()) == [
            "ttdn-check-2024-04-10-2.txt",
            "ttdn-check-2024-04-10-3.txt",
            "ttdn-check-2024-04-10.csv",
            "ttdn-check-2024-04-10.json",
            "ttdn-check-2024-04-10.txt",
        ]
        json.loads((folder / "ttdn-check-2024-04-10.json").read_text(encoding="utf-8"))

    def test_gets_word_of_a_failure_too(self, morning: Morning, workspace: Path) -> None:
        (workspace / "units.yaml").write_text("x", encoding="utf-8")
        folder = workspace / "kt"
        assert morning(10, *JOB, "--output-dir", str(folder)).code == 3
        (file,) = folder.iterdir()
        assert file.name == "ttdn-error-2024-04-10.txt"
        what, why = file.read_text(encoding="utf-8-sig").splitlines()
        assert what.startswith("units.yaml:1:1: TD012 ")
        assert why.startswith("Lỗi: ")

    def test_gets_word_of_a_bug_too(
        self, morning: Morning, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_assessment: object, **_options: object) -> None:
            raise ZeroDivisionError("x")

        monkeypatch.setattr("tt_doingoai.assess.news.news_of", broken)
        folder = workspace / "kt"
        assert morning(10, *JOB, "--output-dir", str(folder)).code == 70
        (file,) = folder.iterdir()
        assert "ZeroDivisionError" in file.read_text(encoding="utf-8-sig")

    def test_holds_no_empty_file_where_the_disk_took_nothing(
        self, morning: Morning, workspace: Path, mark: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_file: object, **_options: object) -> None:
            raise CannotWrite("đầy")

        monkeypatch.setattr("tt_doingoai.atomic_write.atomic_write", full)
        folder = workspace / "kt"
        assert morning(10, *JOB, "--output-dir", str(folder)).code == 5
        assert list(folder.iterdir()) == []
        assert not mark.exists()

    def test_that_cannot_be_written_leaves_the_mark_as_it_was(
        self, morning: Morning, workspace: Path, mark: Path
    ) -> None:
        (workspace / "kt").write_text("", encoding="utf-8")
        result = morning(10, *JOB, "--output-dir", str(workspace / "kt"))
        assert (result.code, result.out) == (5, "")
        assert not mark.exists()

    def test_is_none_of_the_workspaces_own(self, morning: Morning) -> None:
        for folder in ("store", "plans"):
            before = sorted(Path().rglob("*"))
            assert morning(10, *JOB, "--output-dir", folder).code == 2
            assert sorted(Path().rglob("*")) == before

    def test_is_not_made_where_a_share_is_not_mounted(
        self, morning: Morning, workspace: Path
    ) -> None:
        gone = workspace.with_name("share") / "office"
        at = ("--workspace", str(gone), "--output-dir", str(gone / "kt"))
        assert morning(10, *JOB, *at).code == 3
        assert not gone.parent.exists()

    def test_gets_word_of_a_workspace_that_is_gone(self, morning: Morning, workspace: Path) -> None:
        gone, folder = workspace.with_name("gone"), workspace.with_name("kt")
        at = ("--workspace", str(gone), "--output-dir", str(folder))
        assert morning(10, *JOB, *at).code == 3
        assert [file.name for file in folder.iterdir()] == ["ttdn-error-2024-04-10.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_mark_that_cannot_be_moved_is_5_after_all_was_told_and_is_told_again(
    morning: Morning, mark: Path
) -> None:
    mark.parent.mkdir()
    mark.symlink_to("elsewhere")
    for _run in range(2):
        result = morning(10, *JOB)
        assert result.code == 5
        assert "32 việc MỚI quá hạn" in flat(result.out)
        assert "lần kiểm tra sau sẽ báo lại" in result.err
