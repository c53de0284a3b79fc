"""The mark's file: what is written is read back, and anything else is no mark."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import day
from tests.disk import lock_held
from tt_doingoai.errors import CannotWrite, StoreBusy
from tt_doingoai.model.announced import Announcement, Mark
from tt_doingoai.store import lock
from tt_doingoai.store.announced import (
    Remembered,
    _bytes_of,
    _mark_of,
    mark_beside,
    move_mark,
    read_mark,
)

MARK = Mark(
    overdue=frozenset({Announcement("mau", "I.1", "mot", None, day("2024-04-09"))}),
    due_soon=frozenset({Announcement("mau", "I.2", "đơn-vị", "2024-Q2", day("2024-06-30"))}),
)
TEXT = (
    '{"format": "ttdn/announced@1", "overdue": [\n'
    '["mau", "I.1", "mot", null, "2024-04-09"]\n'
    '], "due_soon": [\n'
    '["mau", "I.2", "đơn-vị", "2024-Q2", "2024-06-30"]\n'
    "]}\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "announced.json"


def test_without_a_file_nothing_was_told(path: Path) -> None:
    assert read_mark(path) == Remembered(Mark())


def test_it_is_a_line_for_each_announcement(path: Path) -> None:
    move_mark(path, lambda _now: MARK)
    assert path.read_text(encoding="utf-8") == TEXT
    assert read_mark(path) == Remembered(MARK)


def test_a_list_of_nothing_takes_no_line_of_its_own(path: Path) -> None:
    move_mark(path, lambda _now: Mark(overdue=MARK.overdue))
    assert path.read_text(encoding="utf-8").endswith('\n], "due_soon": []}\n')


def test_it_lies_beside_the_ledger(path: Path) -> None:
    assert mark_beside(path.with_name("status.json")) == path


def test_a_mark_that_stays_is_not_written(path: Path) -> None:
    move_mark(path, lambda now: now)
    assert not path.parent.exists()
    move_mark(path, lambda _now: MARK)
    before = path.stat().st_ino
    move_mark(path, lambda now: now)
    assert path.stat().st_ino == before


def test_it_is_moved_from_what_another_run_left_meanwhile(path: Path) -> None:
    move_mark(path, lambda _now: Mark(overdue=MARK.overdue))
    move_mark(path, lambda now: now._replace(due_soon=MARK.due_soon))
    assert read_mark(path).mark == MARK


# What may lie in the mark's place, and is none.
OTHERS = {
    "nothing": b"",
    "no text": b"\xff\xfe",
    "one cut off": TEXT[:60].encode(),
    "a newer format": TEXT.replace("@1", "@2").encode(),
    "a format of two lines": b'{"format": "ttdn:\\n' + b"x" * 99 + b'"}',
    "a list": b"[]",
    "null": b"null",
    "no lists": b'{"format": "ttdn/announced@1"}',
    "another list": TEXT.replace('"overdue"', '"late"').encode(),
    "a day that never is": TEXT.replace('"2024-04-09"', '"2024-02-30"').encode(),
    "a day that is a number": TEXT.replace('"2024-04-09"', "20240409").encode(),
    "a period that is a number": TEXT.replace("null", "0").encode(),
    "a member too few": TEXT.replace('"mot", ', "").encode(),
    "a number for a list": b'{"format": "ttdn/announced@1", "overdue": 5, "due_soon": []}',
    "a text for a list": b'{"format": "ttdn/announced@1", "overdue": "x", "due_soon": []}',
    "deep nesting": b"[" * 100_000,
}


@pytest.mark.parametrize("other", OTHERS)
def test_anything_else_is_no_mark_and_the_next_announcement_mends_it(
    path: Path, other: str
) -> None:
    path.parent.mkdir()
    path.write_bytes(OTHERS[other])
    read = read_mark(path)
    assert read.mark == Mark()
    assert read.unreadable
    move_mark(path, lambda now: now)
    assert read_mark(path) == Remembered(Mark())


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("one cut off", "tệp không còn là JSON trọn vẹn; đã hỏng hoặc bị cụt"),
        ("another list", "tệp đã bị sửa tay hoặc do chương trình khác sửa"),
        (
            "a newer format",
            'định dạng là "ttdn/announced@2", do phiên bản khác hoặc chương trình khác ghi',
        ),
        (
            "a format of two lines",
            f'định dạng là "ttdn: {"x" * 34}", do phiên bản khác hoặc chương trình khác ghi',
        ),
    ],
)
def test_why_it_is_none_is_said_in_one_short_line(path: Path, other: str, expected: str) -> None:
    path.parent.mkdir()
    path.write_bytes(OTHERS[other])
    assert read_mark(path).unreadable == expected


def test_a_link_or_a_folder_in_its_place_is_no_mark_and_is_not_written_through(path: Path) -> None:
    path.parent.mkdir()
    elsewhere = path.with_name("elsewhere")
    elsewhere.write_text(TEXT, encoding="utf-8")
    path.symlink_to(elsewhere)
    assert read_mark(path).unreadable
    with pytest.raises(CannotWrite):
        move_mark(path, lambda _now: MARK)
    assert elsewhere.read_text(encoding="utf-8") == TEXT
    path.unlink()
    path.mkdir()
    assert read_mark(path).unreadable
    with pytest.raises(CannotWrite):
        move_mark(path, lambda _now: MARK)


def test_what_a_killed_run_left_is_swept(path: Path) -> None:
    path.parent.mkdir()
    left = path.with_name(".ttdn-announced.json.123.0123abcd.tmp")
    left.write_text("x", encoding="utf-8")
    move_mark(path, lambda _now: MARK)
    assert not left.exists()


def test_what_a_writer_of_the_ledger_is_just_writing_is_not(path: Path) -> None:
    """It holds the ledger's lock, and not the mark's."""
    path.parent.mkdir()
    written = path.with_name(".ttdn-status.json.123.0123abcd.tmp")
    written.write_text("x", encoding="utf-8")
    move_mark(path, lambda _now: MARK)
    assert written.exists()


def test_a_check_that_another_keeps_waiting_marks_nothing_and_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    monkeypatch.setattr(lock, "locked", functools.partial(lock.locked, seconds=0))
    with lock_held(path), pytest.raises(StoreBusy) as caught:
        move_mark(path, lambda _now: MARK)
    assert caught.value.message == (
        "một lần kiểm tra khác đang đánh dấu quá lâu hoặc bị treo; chưa đánh dấu gì"
    )
    assert not path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_it_is_as_open_as_its_folder_whatever_the_umask(path: Path) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o775)
    before = os.umask(0o077)
    try:
        move_mark(path, lambda _now: MARK)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o664


words = st.text(min_size=1, max_size=6)
announcements = st.builds(
    Announcement, words, words, words, st.none() | words, st.dates(max_value=day("2999-12-31"))
)
marks = st.builds(Mark, st.frozensets(announcements), st.frozensets(announcements))


@given(marks)
def test_what_is_written_is_read_back(mark: Mark) -> None:
    assert _mark_of(_bytes_of(mark)) == mark
