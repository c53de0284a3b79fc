"""A store of an earlier format is read as today's, and written as today's after a backup of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import draft, note
from tests.changes import FULL
from tt_doingoai.errors import StoreError
from tt_doingoai.store import content
from tt_doingoai.store.backups import backups_in
from tt_doingoai.store.frame import Unreadable, followed_by, transactions_of
from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.lines import encode
from tt_doingoai.store.migrations import MIGRATIONS, migrated

PAST = Path(__file__).parent / "past"
OLDER = b'{"format": "ttdn/store@0", "notes": [\n"m\xe1\xbb\x99t"\n]}\n'


def from_a_list_of_notes(data: bytes) -> bytes:
    """A planted earlier format: notes without a chain."""
    stored: bytes | None = None
    previous = None
    for revision, text in enumerate(json.loads(data)["notes"], start=1):
        stored = followed_by(
            stored, encode(draft(note(text)), revision=revision, previous=previous)
        )
        previous = transactions_of(stored)[-1].digest
    if stored is None:
        raise Unreadable("no notes")
    return stored


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that knows one earlier format."""
    known = {"ttdn/store@0": from_a_list_of_notes}
    monkeypatch.setattr(content, "migrated", lambda data: migrated(data, known))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store" / "status.json"
    path.parent.mkdir()
    path.write_bytes(OLDER)
    return path


@pytest.mark.usefixtures("planted")
class TestAnEarlierFormat:
    def test_is_read_without_writing(self, path: Path) -> None:
        assert [c.text for t in JsonStore(path).read().transactions for c in t.changes] == ["một"]
        assert path.read_bytes() == OLDER

    def test_is_written_in_todays_with_the_next_record(self, path: Path) -> None:
        JsonStore(path).append(draft(note("hai")), made_from=1)
        assert [c.text for t in transactions_of(path.read_bytes()) for c in t.changes] == [
            "một",
            "hai",
        ]

    def test_is_kept_for_good_as_it_was(self, path: Path) -> None:
        JsonStore(path).append(draft(note("hai")), made_from=1)
        (kept,) = [backup for backup in backups_in(path.parent) if backup.mark == "migrated"]
        assert kept.path.read_bytes() == OLDER
        for revision in range(2, 40):
            JsonStore(path).append(draft(note("sau")), made_from=revision)
        assert kept.path.read_bytes() == OLDER

    def test_is_refused_where_it_is_damaged(self, path: Path) -> None:
        path.write_bytes(OLDER.replace(b'"m\xe1\xbb\x99t"', b""))
        with pytest.raises(StoreError):
            JsonStore(path).read()


def test_a_format_that_nobody_knows_is_refused(path: Path) -> None:
    with pytest.raises(StoreError, match="ttdn/store@0"):
        JsonStore(path).read()


def test_several_steps_are_taken_one_after_the_other() -> None:
    steps = {
        "ttdn/store@1": lambda data: data.replace(b"store@1", b"store@2"),
        "ttdn/store@2": lambda data: data.replace(b"store@2", b"store@3"),
    }
    assert migrated(b'{"format": "ttdn/store@1", ', steps) == b'{"format": "ttdn/store@3", '


def test_todays_format_is_not_copied() -> None:
    data = b'{"format": "ttdn/store@1", "transactions": [\n'
    assert migrated(data) is data


class TestWhatEarlierProgramsWrote:
    """A file of every form that was ever written; none is ever taken out, or written anew."""

    def test_every_format_has_one(self) -> None:
        formats = {json.loads(file.read_bytes())["format"] for file in PAST.glob("*.json")}
        assert set(MIGRATIONS) <= formats
        assert "ttdn/store@1" in formats

    def test_the_first_program_did_not_note_the_settings(self) -> None:
        data = (PAST / "store@1-without-settings.json").read_bytes()
        transactions = transactions_of(migrated(data))
        assert [change for t in transactions for change in t.changes] == [
            change for kind, change in FULL.items() if kind != "restore"
        ]
        assert {t.inputs.settings for t in transactions} == {None}

    def test_what_is_added_to_it_notes_them(self, tmp_path: Path) -> None:
        data = (PAST / "store@1-without-settings.json").read_bytes()
        path = tmp_path / "status.json"
        path.write_bytes(data)
        JsonStore(path).append(draft(note()), made_from=8)
        assert JsonStore(path).read().transactions[-1].inputs.settings == "s" * 64
        assert path.read_bytes().startswith(data.removesuffix(b"\n]}\n"))
