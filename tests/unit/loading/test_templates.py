"""Templates of letters: the office's own before the shipped one, whatever editor saved it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tt_doingoai.errors import Untrusted
from tt_doingoai.loading.templates import REMINDER, read_template, shipped_template


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where an office keeps its own template; there is none yet."""
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates" / REMINDER


def test_without_an_own_template_the_shipped_one_is_read(tmp_path: Path) -> None:
    file = read_template(tmp_path, REMINDER)
    assert file.name == "templates/don-doc.txt"
    assert file.source == shipped_template(REMINDER).decode("utf-8")


def test_the_shipped_template_says_by_which_rule_and_on_what_it_rests() -> None:
    head = shipped_template(REMINDER).decode("utf-8").partition("#}")[0]
    assert head.startswith("{#")
    for told in ("05-HD/VPTW", "27/5/2026", "chưa đọc nguyên văn", "tóm tắt công khai"):
        assert told in head


def test_the_shipped_template_leaves_room_for_an_offices_own() -> None:
    assert len(shipped_template(REMINDER)) < 10_000


@pytest.mark.parametrize(
    "data", [b"Ch\xe1\xbb\xaf\nhai", b"\xef\xbb\xbfCh\xe1\xbb\xaf\r\nhai", "Chữ\nhai".encode()]
)
def test_an_own_template_is_read_as_any_editor_saves_it(own: Path, data: bytes) -> None:
    own.write_bytes(data)
    assert read_template(own.parents[1], REMINDER).source == "Chữ\nhai"


def test_what_is_not_utf8_is_named_with_its_line(own: Path) -> None:
    own.write_bytes("một\nhai\n".encode() + b"\xd0\xbe\xff")
    with pytest.raises(Untrusted, match=r"^templates/don-doc.txt:3: .*UTF-8"):
        read_template(own.parents[1], REMINDER)


def test_a_file_that_is_no_letter_is_not_read(own: Path) -> None:
    own.write_bytes(b"x" * 20_001)
    with pytest.raises(Untrusted, match="20000"):
        read_template(own.parents[1], REMINDER)
    own.write_bytes(b"x" * 20_000)
    assert read_template(own.parents[1], REMINDER).source


def test_a_folder_in_its_place_is_told(own: Path) -> None:
    own.mkdir()
    with pytest.raises(Untrusted, match=r"templates/don-doc.txt"):
        read_template(own.parents[1], REMINDER)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_in_its_place_is_not_waited_for(own: Path) -> None:
    os.mkfifo(own)
    with pytest.raises(Untrusted, match=r"templates/don-doc.txt"):
        read_template(own.parents[1], REMINDER)


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("x", encoding="utf-8")
    with pytest.raises(Untrusted, match=r"templates/don-doc.txt"):
        read_template(tmp_path, REMINDER)
