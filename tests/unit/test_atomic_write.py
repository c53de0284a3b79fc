"""A file is replaced whole or not at all, and what is said about it is true (design 3.3)."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.disk import disk_that_fails
from tt_doingoai import atomic_write as module
from tt_doingoai.atomic_write import atomic_write, sweep
from tt_doingoai.errors import CannotWrite, reason_of

OLD = b"the old content\n"
NEW = "nội dung mới, dài hơn nội dung cũ\n".encode() * 3

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)


def os_error(code: int) -> OSError:
    return OSError(code, os.strerror(code))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "status.json"
    path.write_bytes(OLD)
    return path


def alone(file: Path) -> bool:
    """Whether nothing but the file is in its folder."""
    return list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("data", [b"", b"x", NEW, b"\x00\xff" * 100_000])
def test_the_content_is_replaced_whole(file: Path, data: bytes) -> None:
    assert atomic_write(file, data) is True
    assert file.read_bytes() == data
    assert alone(file)


def test_a_file_that_was_not_there_is_made(tmp_path: Path) -> None:
    assert atomic_write(tmp_path / "new.txt", NEW) is True
    assert (tmp_path / "new.txt").read_bytes() == NEW


def test_whoever_reads_the_old_file_reads_it_to_its_end(file: Path) -> None:
    with file.open("rb") as reader:
        atomic_write(file, NEW)
        assert reader.read() == OLD


def test_the_bytes_and_then_the_folder_are_flushed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        flushed.append("folder" if is_folder else "file")
        fsync(descriptor)

    def noted_replace(*args: Any) -> None:
        flushed.append("replace")
        replace(*args)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    atomic_write(file, NEW)
    assert flushed == ["file", "replace", "folder"]


def test_a_disk_that_writes_a_few_bytes_at_a_time_is_waited_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data[:3])))
    assert atomic_write(file, NEW) is True
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("kept", [0, 1, len(NEW) // 2, len(NEW) - 1])
def test_a_disk_that_says_it_wrote_more_than_it_kept_is_noticed(
    file: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    write = os.write

    def lying(descriptor: int, data: memoryview) -> int:
        write(descriptor, bytes(data[:kept]))
        return len(data)

    monkeypatch.setattr(os, "write", lying)
    with pytest.raises(CannotWrite):
        atomic_write(file, NEW)
    assert file.read_bytes() == OLD
    assert alone(file)


def test_a_size_that_does_not_fit_is_noticed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fstat = os.fstat

    def longer(descriptor: int) -> os.stat_result:
        values = list(fstat(descriptor))
        values[stat.ST_SIZE] += 1
        return os.stat_result(values)

    monkeypatch.setattr(os, "fstat", longer)
    with pytest.raises(CannotWrite):
        atomic_write(file, NEW)
    assert file.read_bytes() == OLD


def test_a_disk_that_keeps_nothing_is_an_error_and_not_an_endless_loop(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def keeps_nothing(_descriptor: int, _data: memoryview) -> int:
        calls.append(1)
        if len(calls) > 1000:
            pytest.fail("it goes on for ever")
        return 0

    monkeypatch.setattr(os, "write", keeps_nothing)
    with pytest.raises(CannotWrite):
        atomic_write(file, NEW)
    assert file.read_bytes() == OLD


def calls_of_a_good_run(file: Path) -> list[str]:
    with disk_that_fails() as disk:
        atomic_write(file, NEW)
    file.write_bytes(OLD)
    return disk.calls


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_whatever_fails_before_the_replacement_leaves_the_old_content_and_says_so(
    file: Path, code: int
) -> None:
    calls = calls_of_a_good_run(file)
    until_replaced = calls.index("replace") + 1
    assert until_replaced > len({"open", "write", "fsync", "close"})
    for k in range(1, until_replaced + 1):
        with disk_that_fails(k, os_error(code)) as disk, pytest.raises(CannotWrite) as caught:
            atomic_write(file, NEW)
        where = f"call {k}, {disk.calls[-1]}"
        assert disk.failed, where
        assert caught.value.exit_code == 5, where
        assert reason_of(os_error(code)) in caught.value.message, where
        assert "\n" not in caught.value.message, where
        assert file.read_bytes() == OLD, where
        assert alone(file), where


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_a_folder_that_cannot_be_flushed_is_reported_and_the_new_content_is_in_place(
    file: Path, code: int
) -> None:
    calls = calls_of_a_good_run(file)
    after_replacement = calls.index("replace") + 1
    assert calls[after_replacement:], "the folder is not flushed at all"
    for k in range(after_replacement + 1, len(calls) + 1):
        where = f"call {k}, {calls[k - 1]}"
        file.write_bytes(OLD)
        with disk_that_fails(k, os_error(code)) as disk:
            assert atomic_write(file, NEW) is False, where
        assert disk.failed, where
        assert file.read_bytes() == NEW, where
        assert alone(file), where


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_a_failure_where_nothing_was_leaves_nothing(tmp_path: Path, code: int) -> None:
    file = tmp_path / "new.txt"
    with disk_that_fails() as good:
        atomic_write(file, NEW)
    file.unlink()
    for k in range(1, good.calls.index("replace") + 2):
        with disk_that_fails(k, os_error(code)), pytest.raises(CannotWrite):
            atomic_write(file, NEW)
        assert list(tmp_path.iterdir()) == [], f"call {k}, {good.calls[k - 1]}"


def test_an_interruption_anywhere_leaves_one_content_whole_and_no_left_over(file: Path) -> None:
    calls = calls_of_a_good_run(file)
    for k, name in enumerate(calls, start=1):
        file.write_bytes(OLD)
        with disk_that_fails(k, KeyboardInterrupt()), pytest.raises(KeyboardInterrupt):
            atomic_write(file, NEW)
        replaced = k > calls.index("replace") + 1
        assert file.read_bytes() == (NEW if replaced else OLD), f"call {k}, {name}"
        assert alone(file), f"call {k}, {name}"


def test_a_left_over_that_cannot_be_removed_does_not_hide_the_failure(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: Any, **_kwargs: Any) -> None:
        raise os_error(errno.EIO)

    monkeypatch.setattr(os, "replace", fails)
    monkeypatch.setattr(os, "unlink", fails)
    with pytest.raises(CannotWrite):
        atomic_write(file, NEW)
    assert file.read_bytes() == OLD


def test_a_missing_folder_is_reported_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        atomic_write(tmp_path / "missing" / "status.json", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_name_too_long_for_the_disk_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        atomic_write(tmp_path / ("n" * 300), NEW)


def test_a_folder_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "status.json").mkdir()
    with pytest.raises(CannotWrite):
        atomic_write(tmp_path / "status.json", NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["status.json"]


@pytest.mark.parametrize("target_exists", [True, False], ids=["to a file", "to nothing"])
def test_a_symbolic_link_is_neither_followed_nor_replaced(
    tmp_path: Path, *, target_exists: bool
) -> None:
    target, link = tmp_path / "elsewhere.txt", tmp_path / "status.json"
    if target_exists:
        target.write_bytes(OLD)
    link.symlink_to(target)
    with pytest.raises(CannotWrite, match=r"status\.json"):
        atomic_write(link, NEW)
    assert link.is_symlink()
    assert target.exists() == target_exists
    assert not target_exists or target.read_bytes() == OLD


@contextmanager
def umask(bits: int) -> Iterator[None]:
    before = os.umask(bits)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize(
    ("bits", "mode", "expected"),
    [
        (0o022, None, 0o644),
        (0o002, None, 0o664),
        (0o000, None, 0o664),
        (0o077, None, 0o600),
        (0o077, 0o664, 0o664),
        (0o000, 0o640, 0o640),
    ],
)
def test_the_mode_is_the_one_asked_for_or_what_the_umask_leaves(
    tmp_path: Path, bits: int, mode: int | None, expected: int
) -> None:
    with umask(bits):
        atomic_write(tmp_path / "status.json", NEW, mode=mode)
    assert stat.S_IMODE((tmp_path / "status.json").stat().st_mode) == expected


def test_unless_told_otherwise_a_group_may_write(tmp_path: Path) -> None:
    with umask(0o002):
        atomic_write(tmp_path / "status.json", NEW)
    assert stat.S_IMODE((tmp_path / "status.json").stat().st_mode) == 0o664


class Killed(BaseException):
    """Stands for kill -9: nothing runs after it."""


def left_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a writer leaves behind that is killed just before the replacement."""
    before = set(file.parent.iterdir())

    def killed(*_args: Any, **_kwargs: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        patch.setattr(os, "unlink", killed)
        with pytest.raises(Killed):
            atomic_write(file, NEW)
    (left,) = set(file.parent.iterdir()) - before
    return left


def test_a_killed_writers_left_over_is_swept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = left_over(file, monkeypatch), left_over(file, monkeypatch)
    assert first != second
    sweep(file.parent, file.name)
    assert alone(file)
    assert file.read_bytes() == OLD


@pytest.mark.parametrize("other", ["units.yaml", "status.json.2024.bak", "status"])
def test_the_left_over_of_another_file_is_not_swept(
    file: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """Its writer may be at work: only the lock of its own file says that it is not."""
    left = left_over(file.with_name(other), monkeypatch)
    sweep(file.parent, file.name)
    assert left.exists()


@pytest.mark.parametrize(
    "name",
    [
        "status.json.lock",
        "status.json.bak",
        ".status.json.swp",
        "status (conflicted copy).json",
        "status.json.tmp",
        ".ttdn-status.json",
        "notes.tmp",
    ],
)
def test_nothing_else_is_swept(file: Path, name: str) -> None:
    (file.parent / name).write_bytes(b"somebody's")
    sweep(file.parent, file.name)
    assert (file.parent / name).read_bytes() == b"somebody's"


@pytest.mark.parametrize("name", ["[a].json", "a*.json", "a?.json"])
def test_a_name_is_no_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    own = left_over(tmp_path / name, monkeypatch)
    others = left_over(tmp_path / "abc.json", monkeypatch)
    sweep(tmp_path, name)
    assert (own.exists(), others.exists()) == (False, True)


def test_a_link_among_the_left_overs_is_removed_and_its_target_is_not(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = left_over(file, monkeypatch)
    left.unlink()
    target = file.with_name("precious.txt")
    target.write_bytes(OLD)
    left.symlink_to(target)
    sweep(file.parent, file.name)
    assert not left.is_symlink()
    assert target.read_bytes() == OLD


def test_sweeping_a_missing_folder_does_nothing(tmp_path: Path) -> None:
    sweep(tmp_path / "missing", "status.json")
    assert list(tmp_path.iterdir()) == []


class FakeClock:
    """Stands for ``time``: sleeping passes the time at once."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def windows_error(code: int) -> OSError:
    error = OSError(13, "in use")
    error.winerror = code  # type: ignore[attr-defined]  # Windows alone has it
    return error


class TestOnWindows:
    """A virus scanner or an open viewer blocks a file for moments (pitfalls, durable writes)."""

    @pytest.fixture
    def time(self, monkeypatch: pytest.MonkeyPatch) -> FakeClock:
        time = FakeClock()
        monkeypatch.setattr(module, "time", time)
        return time

    @pytest.mark.usefixtures("time")
    @pytest.mark.parametrize("code", [5, 32, 33])
    def test_a_file_in_use_is_tried_again(self, code: int) -> None:
        answers: list[OSError | None] = [windows_error(code), windows_error(code), None]

        def replace() -> None:
            answer = answers.pop(0)
            if answer:
                raise answer

        module._patiently(replace)
        assert answers == []

    @pytest.mark.parametrize("code", [5, 32, 33])
    def test_but_not_for_ever(self, time: FakeClock, code: int) -> None:
        def replace() -> None:
            raise windows_error(code)

        with pytest.raises(OSError, match="in use"):
            module._patiently(replace)
        assert 2 <= time.now <= 3

    def test_any_other_failure_is_reported_at_once(self, time: FakeClock) -> None:
        def replace() -> None:
            raise windows_error(112)  # the disk is full

        with pytest.raises(OSError, match="in use"):
            module._patiently(replace)
        assert time.now == 0
