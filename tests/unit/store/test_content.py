"""What a file holds, and why it cannot be read where it cannot: nothing is taken for empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import draft, note
from tt_doingoai.store import content
from tt_doingoai.store.backups import backups_in
from tt_doingoai.store.content import Stored, bytes_of, content_of, held_by
from tt_doingoai.store.frame import Unreadable
from tt_doingoai.store.json_store import JsonStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store" / "status.json"
    JsonStore(path).append(draft(note()), made_from=0)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        bytes_of(path)
    return refused.value.reason


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert bytes_of(tmp_path / "none") is None
    assert content_of(tmp_path / "none") == Stored()


def test_a_store_is_held_as_its_own_bytes_and_verified(path: Path) -> None:
    found = content_of(path)
    assert found.written == found.data == path.read_bytes()
    assert found.transactions == JsonStore(path).read().transactions


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "đó không phải tệp"


def test_a_link_is_not_followed(path: Path) -> None:
    link = path.with_name("link.json")
    link.symlink_to(path)
    assert refusal(link) == "là liên kết tượng trưng"


def test_what_the_system_refuses_is_told_with_its_reason(path: Path) -> None:
    reason = "không đọc được: một phần của đường dẫn không phải thư mục"
    assert refusal(path / "below") == reason


def test_a_file_larger_than_any_ledger_is_not_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = path.stat().st_size
    monkeypatch.setattr(content, "_MAX_BYTES", size)
    assert bytes_of(path) == path.read_bytes()
    monkeypatch.setattr(content, "_MAX_BYTES", size - 1)
    assert refusal(path) == "tệp quá lớn"


def test_a_backup_holds_what_its_name_says_or_nothing(path: Path) -> None:
    (backup,) = backups_in(path.parent)
    assert held_by(backup) == JsonStore(path).read().transactions
    assert held_by(backup._replace(revision=2)) == ()
    assert held_by(backup._replace(head="00000000")) == ()
    backup.path.write_bytes(b"cut")
    assert held_by(backup) == ()
    backup.path.unlink()
    assert held_by(backup) == ()
