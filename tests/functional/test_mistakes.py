"""Mistakes in the history are mended in their order; slips of the finger cost nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.command import Command, clean_environment

REPORT = ("III.2.c", "--unit", "ubnd")


def test_an_undo_is_not_undone_under_a_later_one_of_the_same_obligation(ttdn: Command) -> None:
    ttdn("receive", *REPORT, "--on", "1/4/2024")
    ttdn("correct", "1", "--on", "2/4/2024")
    ttdn("correct", "2", "--on", "3/4/2024")
    ttdn("undo", "3")
    ttdn("undo", "2")
    refused = ttdn("undo", "4")
    assert refused.code == 2
    assert "ttdn undo 5" in refused.err
    assert ttdn("undo", "5").code == 0
    assert ttdn("undo", "4").code == 0


def test_undo_has_no_task_option_that_it_would_not_heed(ttdn: Command) -> None:
    ttdn("done", "III.2.a", "III.2.c", "--unit", "sdl", "--on", "28/3/2024")
    assert ttdn("undo", "1", "--task", "III.2.a").code == 2


def test_an_undo_says_what_it_takes_back_and_how_things_stand_now(ttdn: Command) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    text = " ".join(ttdn("undo").out.split())
    assert text == (
        "Đã ghi, lần cập nhật 2: - hủy lần cập nhật 1 (UBND tỉnh). III.2.c Báo cáo kết quả về Đảng"
        " ủy Khối (qua Ban Tuyên giáo): chưa có thông tin; quá hạn (hạn cuối 09/4/2024)"
    )


def test_an_undo_that_touches_many_obligations_needs_yes(ttdn: Command) -> None:
    ttdn("done", "III.2.a", "-g", "truc-thuoc", "--on", "28/3/2024", "--yes")
    assert ttdn("undo").code == 2
    assert ttdn("undo", "--yes").code == 0


@pytest.mark.parametrize(
    "correction",
    [
        ("1", "--on", "12/4/2024"),  # the return would come before anything was received
        ("1", "--status", "returned"),
        ("2", "--status", "in_progress"),
    ],
)
def test_a_correction_that_breaks_the_order_of_the_records_is_refused(
    ttdn: Command, correction: tuple[str, ...]
) -> None:
    ttdn("receive", *REPORT, "--on", "8/4/2024")
    ttdn("return", *REPORT, "--on", "11/4/2024", "--answer-by", "19/4/2024")
    result = ttdn("correct", *correction, "--unit", "ubnd")
    assert result.code == 2
    assert "đính chính như vậy thì" in result.err


def test_what_belongs_to_one_status_does_not_outlive_its_correction(ttdn: Command) -> None:
    ttdn("receive", *REPORT, "--on", "8/4/2024")
    ttdn("return", *REPORT, "--on", "11/4/2024", "--answer-by", "19/4/2024")
    assert ttdn("correct", "2", "--status", "done", "--on", "10/4/2024").code == 0
    newest = json.loads(ttdn("log", "--format", "json").out)["transactions"][0]
    assert newest["changes"][0]["answer_by"] is None


def test_a_day_before_the_period_began_is_refused(ttdn: Command) -> None:
    result = ttdn("done", "II.1.4", "--unit", "sdl", "--on", "20/12/2023")
    assert result.code == 2
    assert "ngày 20/12/2023 chưa đến năm 2024" in result.err


@pytest.mark.parametrize("target", ["store/status.json", "store", "units.yaml", "plans/x.json"])
def test_a_schema_is_never_written_over_the_workspaces_own_files(
    ttdn: Command, workspace: Path, target: str
) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    assert ttdn("plan", "schema", "--output", target).code == 2
    assert ttdn("status").code == 0


@pytest.mark.parametrize("options", [("--timeliness", "in_time"), ("--due-from", "1/1/2025")])
def test_a_filter_of_the_lists_never_makes_what_is_overdue_disappear(
    ttdn: Command, options: tuple[str, ...]
) -> None:
    result = ttdn("check", *options)
    assert result.code == 1
    assert "Danh sách đã lọc" in result.out
    assert "QUÁ HẠN: không có" not in ttdn("status", *options).out
    assert "Quá hạn: không có" not in ttdn("report", *options).out


@pytest.mark.parametrize("day", ["31/12/9999", "1/1/0001", "1/1/1899", "1/1/2200"])
def test_a_day_that_no_office_can_mean_is_refused(ttdn: Command, day: str) -> None:
    assert ttdn("status", "--as-of", day).code == 2


def test_validate_says_where_there_is_no_plan(ttdn: Command, workspace: Path) -> None:
    (workspace / "plans" / "97-kh-duk.v1.yaml").unlink()
    result = ttdn("plan", "validate")
    assert result.code == 1
    assert "plans:1:1: TD001" in result.out


def test_validate_tells_of_wrong_settings_too(ttdn: Command, workspace: Path) -> None:
    (workspace / "ttdn.toml").write_text("due_soon_days = true", encoding="utf-8")
    result = ttdn("plan", "validate")
    assert result.code == 1
    assert result.out.startswith('ttdn.toml:1:1: "due_soon_days"')
    assert result.out.endswith("1 lỗi, 0 cảnh báo.\n")
    assert result.err == ""


@pytest.mark.parametrize(
    ("text", "place"), [("due_soon_days = true", (1, 1)), ("# cài đặt\ndue_soon_days = ,", (2, 17))]
)
def test_wrong_settings_are_among_the_problems_that_a_machine_reads(
    ttdn: Command, workspace: Path, text: str, place: tuple[int, int]
) -> None:
    (workspace / "ttdn.toml").write_text(text, encoding="utf-8")
    result = ttdn("plan", "validate", "--format", "json")
    (problem,) = json.loads(result.out)["problems"]
    assert result.code == 1
    assert (problem["path"], problem["line"], problem["column"]) == ("ttdn.toml", *place)
    assert problem["severity"] == "error"


# --- a file's ending


@pytest.mark.parametrize(
    ("command", "endings"),
    [
        (("form", "III.2.c", "--output", "x.xlsx"), ".csv"),
        (("form", "III.2.c", "--output", "x.json"), ".csv"),
        (("form", "III.2.c", "--output", "x"), ".csv"),
        (("export", "--output", "x.xlsx"), ".json, .csv"),
        (("export", "--output", "x.txt"), ".json, .csv"),
        (("report", "--output", "x.docx"), ".txt, .md, .json, .csv"),
        (("report", "--output", "x.PDF", "--format", "text"), ".txt, .md, .json, .csv"),
        (("status", "--output", "x.md"), ".txt, .json, .csv"),
        (("explain", "III.1", "--output", "x.csv"), ".txt, .json"),
        (("remind", "--overdue", "--output", "x.docx"), ".txt"),
        (("plan", "schema", "--output", "x.txt"), ".json"),
    ],
)
def test_an_ending_that_a_command_cannot_write_is_refused_with_those_it_can(
    ttdn: Command, workspace: Path, command: tuple[str, ...], endings: str
) -> None:
    result = ttdn(*command)
    assert (result.code, result.out) == (2, "")
    name = command[command.index("--output") + 1]
    assert f'tệp như "{name}"; ghi được tệp có đuôi: {endings}\n' in result.err
    assert not (workspace / name).exists()


@pytest.mark.parametrize("name", ["x.txt", "x.log", "x", "x.2024"])
def test_any_other_ending_is_text(ttdn: Command, workspace: Path, name: str) -> None:
    assert ttdn("status", "--output", name).code == 0
    assert (workspace / name).read_text(encoding="utf-8") == ttdn("status", "-f", "text").out


def test_a_format_that_was_written_goes_before_the_ending(ttdn: Command, workspace: Path) -> None:
    assert ttdn("export", "--format", "json", "--output", "x.log").code == 0
    assert json.loads((workspace / "x.log").read_text(encoding="utf-8"))


def test_the_schema_has_one_format(ttdn: Command) -> None:
    result = ttdn("plan", "schema", "--format", "csv")
    assert (result.code, result.out) == (2, "")
    assert "json" in result.err


def test_a_pipe_is_not_replaced_by_a_file(ttdn: Command, workspace: Path) -> None:
    os.mkfifo(workspace / "x")
    assert ttdn("status", "--output", "x").code == 5
    assert (workspace / "x").is_fifo()


def test_a_dry_run_asks_for_nothing_and_keeps_nothing(
    ttdn: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sys

    import typer

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: pytest.fail("it asked"))
    assert ttdn("done", *REPORT, "--on", "5/4/2024", "--dry-run").code == 0


def test_a_folders_name_is_data_too(ttdn: Command, tmp_path: Path) -> None:
    result = ttdn("init", str(tmp_path / "k\x1b[31mred"))
    assert result.code == 0
    assert "\x1b" not in result.out


def test_a_closed_stdout_is_5_and_a_quiet_check_needs_none(workspace: Path) -> None:
    import subprocess
    import sys

    script = (
        "import os, sys; os.close(1); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    command = [sys.executable, "-c", script, "-m", "tt_doingoai"]

    def code(*arguments: str) -> int:
        return subprocess.run(
            [*command, *arguments],
            cwd=workspace,
            env=clean_environment(),
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode

    assert code("status") == 5
    assert code("check", "--quiet", "--as-of", "12/4/2024") == 1


def test_a_refusal_of_a_whole_group_says_how_to_leave_a_unit_out(ttdn: Command) -> None:
    ttdn("done", "III.2.c", "--unit", "sdl", "--on", "5/4/2024")
    result = ttdn("done", "III.2.c", "--group", "truc-thuoc", "--on", "8/4/2024", "--yes")
    assert result.code == 2
    assert "--except ĐƠN_VỊ" in result.err


def test_a_past_view_says_where_its_files_have_changed_since(
    ttdn: Command, workspace: Path
) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    assert ttdn("status", "--revision", "1").err == ""
    units = workspace / "units.yaml"
    units.write_text(units.read_text(encoding="utf-8") + "# khác\n", encoding="utf-8")
    for command in ("status", "report", "log"):
        assert "đã thay đổi từ sau lần cập nhật 1" in ttdn(command, "--revision", "1").err


def test_the_log_can_be_seen_as_it_was(ttdn: Command) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    ttdn("undo")
    assert "[không còn hiệu lực]" in ttdn("log").out
    assert "[không còn hiệu lực]" not in ttdn("log", "--revision", "1").out


def test_a_group_named_for_a_task_it_does_not_hold_is_refused_by_task(ttdn: Command) -> None:
    group = ("--group", "truc-thuoc", "--on", "8/4/2024", "--yes")
    result = ttdn("done", "III.1", "III.2.c", *group)
    assert result.code == 2
    assert "III.1" in result.err


def test_except_names_a_member_of_the_group(ttdn: Command) -> None:
    result = ttdn("done", "III.2.b", "-g", "doan-the", "--except", "duk", "--on", "1/4/2024")
    assert result.code == 2
    assert "duk" in result.err


def test_undo_takes_back_what_is_left_of_an_update(ttdn: Command) -> None:
    ttdn("done", "III.2.c", "--unit", "sdl", "--unit", "ubnd", "--on", "5/4/2024")
    ttdn("undo", "1", "--unit", "sdl")
    assert ttdn("undo", "1").code == 0
    assert json.loads(ttdn("status", "-f", "json").out)["summary"]["done_on_time"] == 0


def test_a_correction_takes_nothing_that_belongs_to_another_status(ttdn: Command) -> None:
    ttdn("done", *REPORT, "--on", "5/4/2024")
    assert ttdn("correct", "1", "--answer-by", "19/4/2024").code == 2


def test_a_correction_keeps_to_the_period_too(ttdn: Command) -> None:
    ttdn("done", "II.1.4", "--unit", "sdl", "--on", "2/4/2024")
    assert ttdn("correct", "1", "--on", "2/4/2023").code == 2
    note = ("note", "II.1.4", "lý do", "--unit", "duk", "--period", "2024", "--on", "1/12/2023")
    assert ttdn(*note).code == 2


@pytest.mark.parametrize("tail", ["sections: []", ""])
def test_a_plan_that_was_cut_off_gives_no_answer(ttdn: Command, workspace: Path, tail: str) -> None:
    plan = workspace / "plans" / "97-kh-duk.v1.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text[: text.index("sections:")] + tail + "\n", encoding="utf-8")
    assert ttdn("check").code == 3


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("ten,nhom\n??ng b? S? A,truc-thuoc\n", "CSV UTF-8"),
        ("T?n;Nh?m\nA;truc-thuoc\n", "CSV UTF-8"),
        ("Tên\nĐảng bộ mẫu\n", "don-vi.csv:1:1: TD022"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused_at_its_own_lines(
    ttdn: Command, workspace: Path, table: str, told: str
) -> None:
    (workspace / "don-vi.csv").write_text(table, encoding="utf-8")
    result = ttdn("units", "import", "don-vi.csv")
    assert result.code == 2
    assert told in result.err
    assert "units.yaml" not in result.err


def test_groups_may_be_listed_with_commas_where_semicolons_part_the_columns(
    ttdn: Command, workspace: Path
) -> None:
    table = "Tên đơn vị;Nhóm;Ghi chú\nĐảng bộ mẫu;truc-thuoc, cap-uy;x\n"
    (workspace / "don-vi.csv").write_text(table, encoding="utf-8")
    assert ttdn("units", "import", "don-vi.csv").code == 0
