"""``store lock-test`` tells a lock that holds from one that does not."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import draft, note
from tt_doingoai.errors import CannotWrite, StoreBusy
from tt_doingoai.store import lock_test as module
from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.lock import locked
from tt_doingoai.store.lock_test import Turns, lock_test, take_turns


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "status.json"


@pytest.mark.slow
class TestTwoProcesses:
    def test_are_never_inside_together(self, path: Path) -> None:
        turns = lock_test(path, seconds=1)
        assert len(turns) == 2
        assert all(each.taken > 0 for each in turns)
        assert [each.broken for each in turns] == [0, 0]

    def test_leave_a_ledger_as_it_was(self, path: Path) -> None:
        JsonStore(path).append(draft(note()), made_from=0)
        before = {f: f.read_bytes() for f in path.parent.rglob("*") if f.is_file()}
        lock_test(path, seconds=0.2)
        assert {f: f.read_bytes() for f in path.parent.rglob("*") if f.is_file()} == before

    def test_begin_anew_where_a_test_was_cut_off(self, path: Path) -> None:
        path.parent.mkdir()
        (path.parent / ".ttdn-lock-test").write_bytes(b"left behind")
        assert [each.broken for each in lock_test(path, seconds=0.2)] == [0, 0]

    def test_without_a_lock_meet(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Only then does the test prove anything."""

        @contextlib.contextmanager
        def open_door(_path: Path) -> Iterator[None]:
            yield

        monkeypatch.setattr(module, "locked", open_door)
        path.parent.mkdir()
        seen: list[Turns] = []
        start = threading.Barrier(2)

        def enter() -> None:
            start.wait()
            seen.append(take_turns(path, seconds=0.5))

        both = [threading.Thread(target=enter) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert sum(turns.broken for turns in seen) > 0


def test_a_folder_that_cannot_be_written_is_told(path: Path) -> None:
    with pytest.raises(CannotWrite):
        lock_test(path.parent / "gone" / "status.json", seconds=0.1)


def test_a_lock_that_is_held_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()

    @contextlib.contextmanager
    def impatient(path: Path) -> Iterator[None]:
        with locked(path, seconds=0.1):
            yield

    monkeypatch.setattr(module, "locked", impatient)
    with locked(path), pytest.raises(StoreBusy):
        lock_test(path, seconds=0.1)


def test_a_process_that_got_no_turn_makes_the_test_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CODE", f"raise SystemExit({StoreBusy.exit_code})")
    with pytest.raises(StoreBusy):
        lock_test(path, seconds=0.1)


def test_what_else_a_process_fails_of_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CODE", "raise OSError('no room')")
    with pytest.raises(CannotWrite, match="no room"):
        lock_test(path, seconds=0.1)
