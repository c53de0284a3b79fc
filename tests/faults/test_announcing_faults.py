"""check --new --announce under full disks, closed pipes and kills: repeated, never lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.builders import day
from tests.command import IN_ENGLISH, clean_environment
from tests.job import JOB, job
from tt_doingoai.model.announced import Announcement, Mark
from tt_doingoai.store.announced import Remembered, move_mark, read_mark

OLD = Mark(overdue=frozenset({Announcement("mau", "I.1", "mot", None, day("2024-04-09"))}))
NEW = Mark(overdue=frozenset({Announcement("mau", "I.1", "hai", None, day("2024-04-09"))}))


@pytest.fixture
def mark(workspace: Path) -> Path:
    return workspace / "store" / "announced.json"


def test_a_full_disk_under_stdout_leaves_the_mark_as_it_was(workspace: Path, mark: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        result = job(workspace, stdout=full)
    assert (result.returncode, b"the disk is full" in result.stderr) == (5, True)
    assert not mark.exists()


def test_a_file_that_takes_a_part_leaves_the_mark_as_it_was(workspace: Path, mark: Path) -> None:
    with (workspace / "part.txt").open("wb") as part:
        limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
        assert job(workspace, limit, stdout=part).returncode == 5
    assert not mark.exists()


def test_a_closed_pipe_leaves_the_mark_as_it_was(workspace: Path, mark: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    assert job(workspace, stdout=writer).returncode == 5
    os.close(writer)
    assert not mark.exists()


def test_a_closed_stdout_leaves_the_mark_as_it_was(workspace: Path, mark: Path) -> None:
    closed = "import os, sys; os.close(1); sys.stdout = None"
    assert job(workspace, closed).returncode == 5
    assert not mark.exists()


def test_a_disk_that_fails_only_when_it_is_asked_to_keep_leaves_the_mark(
    workspace: Path, mark: Path
) -> None:
    failing = (
        "import errno, os\ndef fail(_descriptor): raise OSError(errno.EIO, 'EIO')\nos.fsync = fail"
    )
    with (workspace / "out.txt").open("wb") as out:
        assert job(workspace, failing, stdout=out).returncode == 5
    assert not mark.exists()


def test_a_job_killed_between_output_and_mark_is_repeated(workspace: Path, mark: Path) -> None:
    killed = (
        "import os; from tt_doingoai.store import announced\n"
        "announced.move_mark = lambda *_: os.kill(os.getpid(), 9)"
    )
    first = job(workspace, killed, stdout=subprocess.PIPE)
    assert first.returncode == -signal.SIGKILL
    assert not mark.exists()
    again = job(workspace, stdout=subprocess.PIPE)
    assert (again.returncode, again.stdout) == (1, first.stdout)
    assert job(workspace, stdout=subprocess.PIPE).stdout == b""


def killed_at(line: int, path: Path) -> bool:
    """Move the mark in a child that is killed at a line of the code; return whether it was."""
    child = os.fork()
    if child == 0:
        left = line

        def trace(frame: FrameType, event: str, _argument: object) -> Any:
            nonlocal left
            if "tt_doingoai" not in frame.f_code.co_filename:
                return None
            if event == "line":
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        move_mark(path, lambda _now: NEW)
        os._exit(0)
    _child, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.slow
def test_killed_at_any_line_the_mark_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "store" / "announced.json"
    seen = []
    for line in range(10_000):
        move_mark(path, lambda _now: OLD)
        was_killed = killed_at(line, path)
        seen.append(read_mark(path))
        if not was_killed:
            break
    assert set(seen) == {Remembered(OLD), Remembered(NEW)}
    assert seen.count(Remembered(OLD)) > 20
    assert list(path.parent.glob("*.tmp")) == []


@pytest.mark.slow
def test_jobs_at_once_forget_nothing_that_another_has_told(workspace: Path, mark: Path) -> None:
    units = ("so-du-lich", "so-noi-vu", "so-tu-phap", "hoi-nha-bao")
    command = [sys.executable, "-m", "tt_doingoai", *JOB, "--unit"]
    jobs = [
        subprocess.Popen(
            [*command, unit],
            cwd=workspace,
            env=clean_environment(**IN_ENGLISH),
            stdout=subprocess.DEVNULL,
        )
        for unit in units
    ]
    assert [one.wait() for one in jobs] == [1] * len(units)
    told = json.loads(mark.read_text(encoding="utf-8"))["overdue"]
    assert {unit for _plan, _task, unit, *_rest in told} == set(units)
