"""Exit codes, streams and messages where something prevents an answer."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import Command, clean_environment
from tests.disk import lesser_user
from tt_doingoai.errors import reason_of

REPORT = ("III.2.c", "--unit", "so du lich", "--on", "5/4/2024")
READING = ("status", "report", "check", "log")


def process(
    *arguments: str, cwd: Path, stdout: int | None = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tt_doingoai", *arguments],
        cwd=cwd,
        env=clean_environment(**environment),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


@pytest.mark.parametrize("command", READING)
def test_without_a_workspace_there_is_no_answer(
    ttdn: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = ttdn(command)
    assert (result.code, result.out) == (3, "")
    assert "ttdn init" in result.err


def test_the_workspace_is_found_by_walking_up(
    ttdn: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace / "plans")
    assert ttdn("status").code == 0


def test_the_workspace_may_be_named_before_or_after_the_command(
    ttdn: Command, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ttdn("status", "--workspace", str(workspace)).code == 0
    assert ttdn("-w", str(workspace), "status").code == 0
    assert ttdn("-w", str(workspace), "plan", "list").code == 0
    monkeypatch.setenv("TTDN_WORKSPACE", str(workspace))
    assert ttdn("status").code == 0


@pytest.mark.parametrize("command", READING)
def test_a_plan_with_errors_gives_no_answer_and_names_them_all(
    ttdn: Command, workspace: Path, command: str
) -> None:
    plan = workspace / "plans" / "97-kh-duk.v1.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace('"2024-04-10"', '"2024-02-30"'), encoding="utf-8")
    (workspace / "units.yaml").write_text("format: ttdn/units@1\nunist: []\n", encoding="utf-8")
    result = ttdn(command)
    assert (result.code, result.out) == (3, "")
    assert 'TD014 lịch không có ngày "2024-02-30"' in result.err
    assert 'units.yaml:2:1: TD010 không có khóa "unist"; có phải "units"?' in result.err


def test_validate_reports_the_problems_of_all_files_and_exits_1(
    ttdn: Command, workspace: Path
) -> None:
    (workspace / "plans" / "x.v1.yaml").write_bytes(b"format: \xff")
    (workspace / "units.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
    result = ttdn("plan", "validate")
    assert result.code == 1
    assert [line.split(" ")[1] for line in result.out.splitlines()[:-1]] == ["TD002", "TD006"]


@pytest.mark.parametrize("command", [*READING, "done"])
@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"format": "ttdn/store@9", "transactions": []}\n', b"\xff"]
)
def test_a_store_that_cannot_be_trusted_is_refused_and_never_overwritten(
    ttdn: Command, workspace: Path, command: str, data: bytes
) -> None:
    store = workspace / "store" / "status.json"
    store.parent.mkdir()
    store.write_bytes(data)
    result = ttdn(command, *(REPORT if command == "done" else ()))
    assert (result.code, result.out) == (3, "")
    assert "không thể tin sổ store/status.json" in result.err
    assert store.read_bytes() == data


def test_one_changed_letter_in_the_store_is_refused(ttdn: Command, workspace: Path) -> None:
    ttdn("done", *REPORT)
    store = workspace / "store" / "status.json"
    store.write_bytes(store.read_bytes().replace(b"so-du-lich", b"so-tu-phap"))
    result = ttdn("check")
    assert result.code == 3
    assert "dòng 2 đã bị sửa hoặc hỏng" in result.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("due_soon_days = 'x'", "due_soon_days"),
        ("due_soon_days = 400", "due_soon_days"),
        ("time_zone = 'Mars/Base'", "Mars/Base"),
        ("colour = 1", "colour"),
        ("= 1", "ttdn.toml"),
        ("[holidays]\nextra = ['2024-02-30']", "holidays.extra.0"),
        ("[holidays]\nextra = '2024-04-29'", "chỉ gồm danh sách ngày"),
        ("[holidays]\nextra = ['30/4/2024']", 'extra = ["2024-04-29"]'),
    ],
)
def test_wrong_settings_give_no_answer(
    ttdn: Command, workspace: Path, text: str, told: str
) -> None:
    (workspace / "ttdn.toml").write_text(text, encoding="utf-8")
    result = ttdn("check")
    assert (result.code, result.out) == (3, "")
    assert told in result.err


def test_settings_change_when_due_soon_begins(ttdn: Command, workspace: Path) -> None:
    assert "SẮP ĐẾN HẠN (đến 15/01/2024): không có" in ttdn("status", "--as-of", "1/1/2024").out
    (workspace / "ttdn.toml").write_text("due_soon_days = 5\n", encoding="utf-8")
    assert "SẮP ĐẾN HẠN (đến 06/01/2024): không có" in ttdn("status", "--as-of", "1/1/2024").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("xyz",), 'không có lệnh "xyz"'),
        (("status", "--bogus"), 'không có tùy chọn "--bogus"'),
        (("status", "--as-of"), 'tùy chọn "--as-of" dùng chưa đúng'),
        (("done",), "thiếu"),
        (("explain",), "thiếu"),
        (("plan", "xyz"), 'không có lệnh "xyz"'),
        (("status", "extra"), "thừa: extra"),
    ],
)
def test_wrong_usage_exits_2_and_says_so_in_vietnamese(
    ttdn: Command, arguments: tuple[str, ...], told: str
) -> None:
    result = ttdn(*arguments)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert "--help" in result.err


def test_a_fault_of_the_program_is_70_without_a_traceback(
    ttdn: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tt_doingoai.cli import checking

    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(checking, "open_session", broken)
    result = ttdn("check")
    assert (result.code, result.out) == (70, "")
    assert "Traceback" not in result.err
    assert "KeyError" in result.err


@pytest.mark.parametrize("error", [KeyboardInterrupt, EOFError])
def test_an_interrupt_is_130(
    ttdn: Command, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    from tt_doingoai.cli import checking

    def interrupted(*_: object) -> None:
        raise error

    monkeypatch.setattr(checking, "open_session", interrupted)
    assert ttdn("check").code == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("status",), ("--help",), ("check", "-f", "json")])
def test_a_full_stdout_is_5_never_1(workspace: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = process(*arguments, cwd=workspace, stdout=full.fileno())
    assert result.returncode == 5
    assert b"Traceback" not in result.stderr


def test_a_closed_pipe_is_not_1(workspace: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = process("check", cwd=workspace, stdout=writer)
    finally:
        os.close(writer)
    assert result.returncode == 5
    assert b"Traceback" not in result.stderr


def test_a_broken_installation_is_70_never_1(workspace: Path) -> None:
    code = (
        "import sys; sys.modules['tt_doingoai.cli.main'] = None; sys.argv = ['ttdn', 'check'];"
        "from tt_doingoai.__main__ import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=workspace, env=clean_environment(), check=False
    )
    assert result.returncode == 70


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "cp437", "ascii"])
def test_output_is_utf_8_under_any_code_page(workspace: Path, encoding: str) -> None:
    result = process("status", cwd=workspace, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert result.returncode == 0
    assert "Báo cáo kết quả về Đảng ủy Khối" in result.stdout.decode("utf-8")


@pytest.mark.parametrize("columns", ["0", "1", "20", "x"])
def test_a_strange_width_cuts_nothing(workspace: Path, columns: str) -> None:
    status = ("status", "--as-of", "12/4/2024")
    plain = process(*status, cwd=workspace)
    odd = process(*status, cwd=workspace, COLUMNS=columns, TERM="dumb")
    assert odd.stdout == plain.stdout
    table = process("status", "--format", "table", cwd=workspace, COLUMNS=columns)
    assert table.returncode == 0
    assert "Trường Đại học" in table.stdout.decode()


@pytest.fixture
def read_only(ttdn: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A workspace with a record in a folder that every user can reach, and nobody may change."""
    ttdn("done", *REPORT)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        office = Path(folder) / "office"
        shutil.copytree(workspace, office)
        for path in (office, *office.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        monkeypatch.setenv("XDG_CONFIG_HOME", folder)
        monkeypatch.chdir(office)
        yield office


def test_a_read_only_folder_can_be_read_and_not_recorded_in(ttdn: Command, read_only: Path) -> None:
    before = ttdn("status").out  # what it imports, a lesser user may not be able to read
    files = {path: path.stat().st_mtime_ns for path in read_only.rglob("*")}
    with lesser_user(read_only):
        assert (ttdn("status").code, ttdn("status").out) == (0, before)
        refused = ttdn("done", "III.2.c", "--unit", "so noi vu", "--on", "5/4/2024")
    assert refused.code == 5
    assert {path: path.stat().st_mtime_ns for path in read_only.rglob("*")} == files


# --- the system's reasons


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOENT, "không có"),
        (errno.EEXIST, "đã có tệp hoặc thư mục trùng tên"),
        (errno.ELOOP, "là liên kết tượng trưng"),
        (errno.EBUSY, "đang được chương trình khác dùng"),
        (errno.ETXTBSY, "đang được chương trình khác dùng"),
        (errno.ENOTEMPTY, "thư mục không trống"),
    ],
)
def test_a_common_reason_is_told_in_the_users_language(number: int, told: str) -> None:
    assert told in reason_of(OSError(number, "English words"))


def test_a_rare_reason_is_told_as_the_system_tells_it() -> None:
    assert reason_of(OSError(errno.EXDEV, "English words")) == "English words"


def test_a_file_in_a_folders_place_is_told_without_english(ttdn: Command, workspace: Path) -> None:
    (workspace / "afile").write_text("x", encoding="utf-8")
    result = ttdn("check", "--output-dir", "afile")
    assert result.code == 5
    assert "trùng tên" in result.err
