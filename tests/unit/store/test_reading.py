"""A ledger that cannot be trusted is refused in one sentence: why, and which way leads out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import draft, note
from tt_doingoai.errors import StoreError
from tt_doingoai.model.ledger import RestoreChange, Transaction
from tt_doingoai.store.backups import Backup, backups_in, name_of
from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.reading import load, newest_good
from tt_doingoai.store.restore import restore

# Recorded on 05-4-2024 at 09:12, as everything that ``draft`` makes.
NEWEST = (
    "bản sao lưu tốt gần nhất: lần cập nhật {n}, 05/4/2024, 09:12; khôi phục: ttdn store restore"
    " {file}"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of three updates, each with its backup."""
    path = tmp_path / "store" / "status.json"
    for revision, text in enumerate(("một", "hai", "ba")):
        JsonStore(path).append(draft(note(text)), made_from=revision)
    return path


def backup(path: Path, revision: int) -> Backup:
    (found,) = [b for b in backups_in(path.parent) if b.revision == revision and not b.mark]
    return found


def without_backups(path: Path) -> None:
    for kept in backups_in(path.parent):
        kept.path.unlink()


def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as refused:
        load(path)
    return refused.value.message


def sentence(reason: str, advice: str) -> str:
    return (
        f"không thể tin sổ store/status.json, nên không có câu trả lời: {reason}. Tệp không bị"
        f" động đến; {advice}"
    )


def newest(path: Path, revision: int) -> str:
    return NEWEST.format(n=revision, file=backup(path, revision).path.name)


def test_a_damaged_ledger_names_its_newest_good_backup_and_the_command(path: Path) -> None:
    path.write_bytes(b"")
    assert refusal(path) == sentence("tệp rỗng", newest(path, 3))
    backup(path, 3).path.write_bytes(b"cut")
    assert refusal(path) == sentence("tệp rỗng", newest(path, 2))


def test_a_damaged_ledger_without_a_backup_says_so(path: Path) -> None:
    path.write_bytes(b"")
    without_backups(path)
    advice = "không có bản sao lưu nào dùng được; hãy đặt lại một bản còn tốt"
    assert refusal(path) == sentence("tệp rỗng", advice)
    assert newest_good(path.parent) == (None, ())


def test_a_ledger_of_a_newer_version_asks_for_the_program_and_names_the_price(path: Path) -> None:
    told = json.loads(path.read_bytes()) | {"format": "ttdn/store@2"}
    path.write_text(json.dumps(told), encoding="utf-8")
    name = backup(path, 3).path.name
    assert refusal(path) == sentence(
        'tệp có định dạng "ttdn/store@2", do bản ttdn khác ghi: hãy cập nhật ttdn',
        "nếu không cập nhật được và chấp nhận bỏ những gì bản ấy ghi từ sau lần cập nhật 3,"
        f" 05/4/2024, 09:12: ttdn store restore {name} --force",
    )


def test_a_missing_ledger_is_none_only_where_no_backup_stands(path: Path) -> None:
    path.unlink()
    reason = "sổ bị mất, trong khi các bản sao lưu vẫn còn"
    assert refusal(path) == sentence(reason, newest(path, 3))
    without_backups(path)
    assert load(path).transactions == ()


def test_an_older_copy_in_the_ledgers_place_is_known_by_a_later_backup(path: Path) -> None:
    path.write_bytes(backup(path, 2).path.read_bytes())
    reason = (
        "sổ dừng ở lần cập nhật 2 nhưng có bản sao lưu của lần 3: có người đã chép đè một bản cũ"
        " hơn"
    )
    assert refusal(path) == sentence(reason, newest(path, 3))


def test_what_a_restore_has_marked_hides_no_backup_that_contradicts(path: Path) -> None:
    kept = backup(path, 3)
    marked = name_of(kept.recorded_at, 9, kept.head.ljust(64, "0"), "replaced")
    (kept.path.parent / marked).write_bytes(b"")
    path.write_bytes(backup(path, 1).path.read_bytes())
    assert "có bản sao lưu của lần 3" in refusal(path)


def test_a_later_backup_that_is_damaged_contradicts_nothing(path: Path) -> None:
    path.write_bytes(backup(path, 2).path.read_bytes())
    backup(path, 3).path.write_bytes(b"cut")
    assert len(load(path).transactions) == 2


def test_of_the_backups_those_in_use_come_before_those_that_were_replaced(path: Path) -> None:
    replaced = backup(path, 3).path
    replaced.rename(replaced.with_name(replaced.name.replace(".json", ".replaced.json")))
    good, held = newest_good(path.parent)
    assert good == backup(path, 2)
    assert len(held) == 2


# After a restore the ledger itself says which history it replaced, whatever the backups' names.


def put_back_the_first(path: Path) -> None:
    restore(path, "1", draft, note=None, force=True)


def unmark_all(path: Path) -> None:
    """As if renaming what the restore replaced had failed."""
    for kept in backups_in(path.parent):
        if kept.mark:
            kept.path.rename(kept.path.with_name(kept.path.name.replace(".replaced", "")))


def kinds(transactions: tuple[Transaction, ...]) -> list[bool]:
    """Which updates are restores."""
    return [isinstance(transaction.changes[0], RestoreChange) for transaction in transactions]


def test_backups_of_the_replaced_history_contradict_nothing(path: Path) -> None:
    put_back_the_first(path)
    unmark_all(path)
    assert kinds(load(path).transactions) == [False, True]


def test_a_backup_of_more_than_was_replaced_contradicts_the_ledger(path: Path) -> None:
    later = backup(path, 3).path
    kept = later.read_bytes()
    path.write_bytes(backup(path, 2).path.read_bytes())
    later.unlink()
    put_back_the_first(path)  # in place of two updates
    later.write_bytes(kept)
    assert "có bản sao lưu của lần 3" in refusal(path)


def test_a_restore_from_before_the_histories_part_explains_nothing(path: Path) -> None:
    put_back_the_first(path)
    for made_from in (2, 3):
        JsonStore(path).append(draft(note("sau")), made_from=made_from)
    path.write_bytes(backup(path, 3).path.read_bytes())
    assert "có bản sao lưu của lần 4" in refusal(path)
