"""Backups stand beside the store after every write, and the right ones are kept."""

from __future__ import annotations

import datetime as dt
import errno
import os
from pathlib import Path

import pytest

from tests.builders import HANOI, draft, note
from tt_doingoai.errors import CannotWrite, StoreError
from tt_doingoai.model.ledger import Draft
from tt_doingoai.store import backups
from tt_doingoai.store.backups import (
    DAYS_KEPT,
    KEPT,
    Backup,
    backups_in,
    expendable,
    name_of,
    prune,
    sort_out,
)
from tt_doingoai.store.content import held_by
from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.reading import newest_good

FIRST = dt.datetime(2024, 4, 5, 9, 12, tzinfo=HANOI)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "status.json"


def at(moment: dt.datetime) -> Draft:
    made = draft(note())
    return Draft(
        recorded_at=moment,
        by=made.by,
        command=made.command,
        inputs=made.inputs,
        changes=made.changes,
    )


def written(path: Path, count: int, *, apart: dt.timedelta = dt.timedelta(minutes=1)) -> None:
    for revision in range(count):
        JsonStore(path).append(at(FIRST + revision * apart), made_from=revision)


def revisions(path: Path) -> list[int]:
    return [backup.revision for backup in backups_in(path.parent)]


class TestAfterAWrite:
    def test_a_backup_holds_what_the_store_holds(self, path: Path) -> None:
        written(path, 3)
        newest = backups_in(path.parent)[0]
        assert newest.path.read_bytes() == path.read_bytes()
        assert (newest.revision, newest.moment) == (3, "20240405T091400")
        assert newest.head == JsonStore(path).read().head[:8]  # type: ignore[index]

    def test_every_earlier_state_stands_too(self, path: Path) -> None:
        written(path, 3)
        assert revisions(path) == [3, 2, 1]
        assert all(held_by(backup) for backup in backups_in(path.parent))

    def test_an_editor_that_saves_in_place_damages_only_the_store(self, path: Path) -> None:
        written(path, 2)
        with path.open("r+b") as file:
            file.write(b"damaged")
        good, _held = newest_good(path.parent)
        assert good is not None
        assert good.revision == 2

    def test_a_very_large_store_is_linked_and_not_copied(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(backups, "LINKED", 0)
        written(path, 2)
        newest, before = backups_in(path.parent)
        assert newest.path.samefile(path)
        assert not before.path.samefile(path)
        assert held_by(before)

    def test_where_there_are_no_links_it_is_copied(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def none(*_args: object) -> None:
            raise PermissionError(1, "no links here")

        monkeypatch.setattr(backups, "LINKED", 0)
        monkeypatch.setattr(os, "link", none)
        written(path, 2)
        newest = backups_in(path.parent)[0]
        assert newest.path.read_bytes() == path.read_bytes()
        assert not newest.path.samefile(path)

    def test_a_backup_that_is_missing_is_made_before_the_next_write(self, path: Path) -> None:
        """A ledger of a program that made none, or one whose folder somebody emptied."""
        written(path, 2)
        for backup in backups_in(path.parent):
            backup.path.unlink()
        JsonStore(path).append(draft(note()), made_from=2)
        assert revisions(path) == [3, 2]

    def test_a_damaged_backup_is_made_anew_before_the_next_write(self, path: Path) -> None:
        written(path, 1)
        (backup,) = backups_in(path.parent)
        backup.path.write_bytes(b"")
        JsonStore(path).append(draft(note()), made_from=1)
        assert held_by(backup)

    def test_a_link_in_its_place_is_not_followed(self, path: Path, tmp_path: Path) -> None:
        written(path, 1)
        (backup,) = backups_in(path.parent)
        precious = tmp_path / "precious.txt"
        precious.write_bytes(b"somebody's")
        backup.path.unlink()
        backup.path.symlink_to(precious)
        with pytest.raises(CannotWrite):
            JsonStore(path).append(draft(note()), made_from=1)
        assert precious.read_bytes() == b"somebody's"

    def test_a_folder_of_backups_that_cannot_be_used_is_told_before_the_first_record(
        self, path: Path
    ) -> None:
        path.parent.mkdir()
        (path.parent / "backups").write_bytes(b"")
        with pytest.raises(StoreError):
            JsonStore(path).append(draft(note()), made_from=0)
        assert not path.exists()

    def test_a_folder_of_backups_that_is_a_link_is_not_followed(
        self, path: Path, tmp_path: Path
    ) -> None:
        written(path, 1)
        elsewhere = tmp_path / "elsewhere"
        (path.parent / "backups").rename(elsewhere)
        (path.parent / "backups").symlink_to(elsewhere)
        before = path.read_bytes()
        with pytest.raises(CannotWrite):
            JsonStore(path).append(draft(note()), made_from=1)
        assert path.read_bytes() == before
        assert len(list(elsewhere.iterdir())) == 1

    @pytest.mark.parametrize(
        "error", [OSError(errno.ENOSPC, "full"), CannotWrite("a link")], ids=["system", "own"]
    )
    def test_one_that_fails_takes_nothing_back(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        """The update is recorded before its backup is made: nothing may say otherwise."""
        written(path, 1)

        def fails(*_args: object, **_kwargs: object) -> None:
            raise error

        monkeypatch.setattr("tt_doingoai.store.json_store.keep_before", lambda *_: None)
        monkeypatch.setattr(backups, "keep", fails)
        assert JsonStore(path).append(draft(note()), made_from=1).revision == 2
        assert JsonStore(path).read().revision == 2


def backup(revision: int, moment: dt.datetime, mark: backups.Mark = "") -> Backup:
    name = name_of(moment, revision, f"{revision:08x}", mark)
    return Backup(revision, f"{moment:%Y%m%dT%H%M%S}", f"{revision:08x}", mark, Path(name))


def kept(found: list[Backup]) -> set[int]:
    found = sorted(found, reverse=True)
    return {one.revision for one in found} - {one.revision for one in expendable(found)}


class TestWhatIsKept:
    def test_the_last_twenty(self) -> None:
        many = [backup(n, FIRST + dt.timedelta(seconds=n)) for n in range(1, 60)]
        assert kept(many) == {1, *range(60 - KEPT, 60)}

    def test_the_first_of_each_day(self) -> None:
        days = [FIRST + dt.timedelta(days=n, hours=h) for n in range(10) for h in range(5)]
        many = [backup(n, moment) for n, moment in enumerate(days, start=1)]
        assert kept(many) == {*range(1, 51, 5), *range(31, 51)}

    @pytest.mark.parametrize(("age", "stays"), [(DAYS_KEPT - 1, True), (DAYS_KEPT, False)])
    def test_of_the_last_thirty_days_on_which_something_was_recorded(
        self, age: int, *, stays: bool
    ) -> None:
        days = [FIRST + dt.timedelta(days=3 * n) for n in range(DAYS_KEPT + 1)]
        many = [backup(n, day) for n, day in enumerate(days, start=1)]
        assert (len(many) - age in kept(many)) == stays

    def test_what_a_restore_or_a_migration_left_behind_for_good(self) -> None:
        last = FIRST + dt.timedelta(days=1000)
        old = [backup(1, FIRST, "migrated"), backup(2, FIRST, "replaced"), backup(3, FIRST)]
        many = [backup(n, last + dt.timedelta(days=n)) for n in range(4, 40)]
        assert kept([*old, *many]) & {1, 2, 3} == {1, 2}

    @pytest.mark.parametrize("wrong", [1, 20, 76])
    def test_all_the_same_where_a_clock_was_wrong_once(self, wrong: int) -> None:
        """Whether the update under that clock is an early one, or the newest of all."""
        moments = {n: FIRST + dt.timedelta(hours=8 * n) for n in range(1, 77)}
        right = kept([backup(n, moment) for n, moment in moments.items()])
        moments[wrong] = FIRST + dt.timedelta(days=30_000)
        assert right - kept([backup(n, moment) for n, moment in moments.items()]) <= {wrong}

    def test_nothing_of_nothing(self) -> None:
        assert expendable([]) == []

    def test_of_what_is_written(self, path: Path) -> None:
        written(path, KEPT + 5)
        assert revisions(path) == [*range(KEPT + 5, 5, -1), 1]

    def test_though_one_of_those_that_may_go_cannot_be_removed(self, tmp_path: Path) -> None:
        own = tmp_path / "backups"
        own.mkdir()
        for revision in range(1, KEPT + 10):
            (own / name_of(FIRST, revision, "a" * 8)).write_bytes(b"")
        stuck = own / name_of(FIRST, 8, "a" * 8)
        stuck.unlink()
        stuck.mkdir()
        prune(tmp_path)
        assert [b.revision for b in backups_in(tmp_path)] == [*range(KEPT + 9, 9, -1), 8, 1]


class TestOnlyItsOwnFiles:
    @pytest.mark.parametrize(
        "name",
        [
            "status.json",
            "status.20240405T091200.r000001.json",
            "status.20240405T091200.r000001.aaaaaaaa.json.bak",
            "status.20240405T091200.r000001.aaaaaaaa.other.json",
            "status.20241305T091200.r000001.aaaaaaaa.json",
            "status.20240405T091200.r000001.AAAAAAAA.json",
            "status.20240405T091200.r000001.aaaaaaaa (1).json",
            "notes.txt",
        ],
    )
    def test_are_listed_and_pruned(self, path: Path, name: str) -> None:
        (path.parent / "backups").mkdir(parents=True)
        (path.parent / "backups" / name).write_bytes(b"somebody's")
        assert backups_in(path.parent) == []
        written(path, KEPT + 3)
        assert (path.parent / "backups" / name).read_bytes() == b"somebody's"

    def test_a_store_without_a_folder_has_none(self, tmp_path: Path) -> None:
        assert backups_in(tmp_path / "none") == []


class TestAStoreThatItsBackupsContradict:
    def test_is_refused_where_it_is_missing(self, path: Path) -> None:
        written(path, 2)
        path.unlink()
        with pytest.raises(StoreError) as caught:
            JsonStore(path).read()
        assert f"ttdn store restore {backups_in(path.parent)[0].path.name}" in caught.value.message

    def test_is_never_begun_anew_where_it_is_missing(self, path: Path) -> None:
        written(path, 2)
        path.unlink()
        with pytest.raises(StoreError):
            JsonStore(path).append(draft(note()), made_from=0)
        assert not path.exists()

    def test_is_refused_where_it_is_missing_even_if_no_backup_held_by(self, path: Path) -> None:
        written(path, 1)
        path.unlink()
        backups_in(path.parent)[0].path.write_bytes(b"")
        with pytest.raises(StoreError) as caught:
            JsonStore(path).read()
        assert "ttdn store restore" not in caught.value.message

    def test_is_refused_where_it_is_missing_and_its_backups_cannot_be_looked_at(
        self, path: Path
    ) -> None:
        written(path, 1)
        path.unlink()
        (path.parent / "backups").rename(path.parent / "elsewhere")
        (path.parent / "backups").symlink_to(path.parent / "elsewhere")
        with pytest.raises(StoreError):
            JsonStore(path).read()

    def test_is_refused_where_its_folder_is_a_link_to_nowhere(self, path: Path) -> None:
        """A share that is not mounted holds no empty ledger."""
        path.parent.symlink_to(path.parent.parent / "not mounted")
        for attempt in (
            JsonStore(path).read,
            lambda: JsonStore(path).append(draft(note()), made_from=0),
        ):
            with pytest.raises(StoreError):
                attempt()
        assert not (path.parent.parent / "not mounted").exists()

    def test_is_read_where_its_folder_is_a_link_to_a_share(self, path: Path) -> None:
        (path.parent.parent / "share").mkdir()
        path.parent.symlink_to(path.parent.parent / "share")
        written(path, 2)
        assert JsonStore(path).read().revision == 2

    def test_is_refused_where_an_older_copy_was_put_in_its_place(self, path: Path) -> None:
        written(path, 3)
        path.write_bytes(backups_in(path.parent)[1].path.read_bytes())
        with pytest.raises(StoreError) as caught:
            JsonStore(path).read()
        assert "lần cập nhật 2" in caught.value.message
        assert f"restore {backups_in(path.parent)[0].path.name}" in caught.value.message

    def test_stands_where_only_a_name_contradicts_it(self, path: Path) -> None:
        written(path, 2)
        planted = path.parent / "backups" / name_of(FIRST, 99, "a" * 8)
        planted.write_bytes(path.read_bytes())
        assert JsonStore(path).read().revision == 2

    def test_is_refused_for_what_is_wrong_with_it_where_it_is_damaged(self, path: Path) -> None:
        written(path, 2)
        path.write_bytes(b"")
        with pytest.raises(StoreError) as caught:
            JsonStore(path).read()
        assert "tệp rỗng" in caught.value.message
        assert f"restore {backups_in(path.parent)[0].path.name}" in caught.value.message

    def test_names_the_newest_backup_that_held_by(self, path: Path) -> None:
        written(path, 3)
        path.write_bytes(b"")
        newest, second, _first = backups_in(path.parent)
        newest.path.write_bytes(b"damaged too")
        with pytest.raises(StoreError) as caught:
            JsonStore(path).read()
        assert second.path.name in caught.value.message
        assert newest.path.name not in caught.value.message


def test_what_was_kept_from_before_a_change_of_format_keeps_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "store" / "status.json"
    JsonStore(path).append(draft(note()), made_from=0)
    (own,) = backups_in(path.parent)
    migrated = own.path.with_name(own.path.name.replace(".json", ".migrated.json"))
    own.path.rename(migrated)
    for heads in ({own.head}, set[str]()):
        sort_out(path.parent, heads)
        assert [backup.path for backup in backups_in(path.parent)] == [migrated]


def test_backups_that_cannot_be_looked_into_are_left_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "backups").symlink_to(tmp_path / "nowhere")
    sort_out(tmp_path, set())
    with pytest.raises(OSError, match="là liên kết tượng trưng"):
        backups_in(tmp_path)


def test_backups_are_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "backups").symlink_to(tmp_path)
    with pytest.raises(CannotWrite) as refused:
        backups.ready(tmp_path)
    assert refused.value.message == '"backups" là liên kết tượng trưng; không ghi vào đó'


def test_a_file_in_the_place_of_the_backups_is_told_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "backups").write_bytes(b"")
    with pytest.raises(NotADirectoryError) as refused:
        backups.ready(tmp_path)
    assert refused.value.errno == errno.ENOTDIR
    assert refused.value.strerror == os.strerror(errno.ENOTDIR)
    assert refused.value.filename == str(tmp_path / "backups")
