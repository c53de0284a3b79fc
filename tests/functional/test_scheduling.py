"""schedule print: recipes that run as they are printed."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.command import Command
from tests.disk import NAMES_IN_ANY_SCRIPT
from tests.job import CLOCK


def test_the_printed_cron_command_runs_as_cron_runs_it(
    ttdn: Command, workspace: Path, tmp_path: Path
) -> None:
    lines = ttdn("schedule", "print", "--cron", "--at", "6:05").out.splitlines()
    (line,) = [line for line in lines if line.startswith("5 6 * * 1-5 ")]
    command = line.removeprefix("5 6 * * 1-5 ").replace("\\%", "%")
    (tmp_path / "sitecustomize.py").write_text(CLOCK, "utf-8")
    bare = {"HOME": os.environ["HOME"], "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    bare |= {"PYTHONPATH": str(tmp_path)}  # for two runs on one day
    runs = [
        subprocess.run(["/bin/sh", "-c", command], cwd="/", env=bare, capture_output=True)  # noqa: PLW1510
        for _day in range(2)
    ]
    assert [(run.returncode, run.stderr) for run in runs] == [(1, b""), (0, b"")]
    told = runs[0].stdout.decode("utf-8")
    assert "ngày 12/4/2024 (thứ" in told
    assert "MỚI QUÁ HẠN" in told
    assert runs[1].stdout == b""


def test_it_names_this_program_and_this_workspace_by_absolute_paths(
    ttdn: Command, workspace: Path
) -> None:
    out = ttdn("schedule", "print", "--systemd").out
    (line, _whole) = [line for line in out.splitlines() if line.startswith("ExecStart=")]
    words = shlex.split(line.removeprefix("ExecStart="))
    assert Path(words[0]).is_absolute()
    assert Path(words[0]).parent == Path(sys.executable).absolute().parent
    assert words[words.index("--workspace") + 1] == str(workspace)


def test_the_zone_is_the_offices_own(ttdn: Command, workspace: Path) -> None:
    (workspace / "ttdn.toml").write_text('time_zone = "Asia/Bangkok"\n', encoding="utf-8")
    assert "CRON_TZ=Asia/Bangkok\n" in ttdn("schedule", "print", "--cron").out
    assert "07:30:00 Asia/Bangkok\n" in ttdn("schedule", "print", "--systemd").out


def test_files_are_written_as_their_scheduler_reads_them(ttdn: Command, workspace: Path) -> None:
    result = ttdn("schedule", "print", "--windows", "--output-dir", "lich")
    assert (result.code, result.out) == (0, "")
    assert "Đã ghi: " in result.err
    data = (workspace / "lich" / "ttdn-new.xml").read_bytes()
    assert data.startswith(b"\xff\xfe")
    assert ET.fromstring(data).tag.endswith("}Task")
    ttdn("schedule", "print", "--systemd", "--output-dir", "lich")
    timer = (workspace / "lich" / "ttdn-whole.timer").read_bytes()
    assert b"\r" not in timer
    assert timer.decode("utf-8")


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--cron", "--systemd"),
        ("--cron", "--at", "25:00"),
        ("--cron", "--at", "7"),
        ("--cron", "--output-dir", "plans"),
    ],
)
def test_what_cannot_be_meant_is_refused(ttdn: Command, options: tuple[str, ...]) -> None:
    result = ttdn("schedule", "print", *options)
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize(
    ("name", "recipe"),
    [
        ("a\nb", "--cron"),
        pytest.param("Va\u0306n", "--systemd", marks=NAMES_IN_ANY_SCRIPT),
        ("%a%", "--windows"),
    ],
)
def test_a_path_that_a_recipe_cannot_name_is_refused(
    ttdn: Command, workspace: Path, name: str, recipe: str
) -> None:
    odd = workspace.with_name(name)
    workspace.rename(odd)
    result = ttdn("schedule", "print", recipe, "--workspace", str(odd))
    assert (result.code, result.out) == (2, "")
    assert "hãy đổi tên thư mục" in result.err
