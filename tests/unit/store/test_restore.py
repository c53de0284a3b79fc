"""A backup is put back: what it replaces is kept and named, and nothing is replaced unasked."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from pathlib import Path

import pytest

from tests.builders import draft, note
from tests.disk import disk_that_fails
from tt_doingoai.errors import CannotWrite, Refused, StoreError
from tt_doingoai.model.ledger import Draft, Ledger, RestoreChange
from tt_doingoai.recording.commit import commit
from tt_doingoai.recording.undo import undo as undone
from tt_doingoai.store import backups, reading
from tt_doingoai.store.backups import Backup, backups_in
from tt_doingoai.store.content import Stored, held_by
from tt_doingoai.store.json_store import JsonStore, put_in_place
from tt_doingoai.store.protocol import Appended
from tt_doingoai.store.restore import Restoration, restoration, restore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of three updates, each with its backup."""
    path = tmp_path / "store" / "status.json"
    for revision, text in enumerate(("một", "hai", "ba")):
        JsonStore(path).append(draft(note(text)), made_from=revision)
    return path


def standing(path: Path) -> list[Backup]:
    """The backups that stand for the store in use."""
    return [backup for backup in backups_in(path.parent) if not backup.mark]


def kept_as_replaced(path: Path) -> list[Backup]:
    """What restores replaced."""
    return [backup for backup in backups_in(path.parent) if backup.mark == "replaced"]


def full(*_args: object, **_kwargs: object) -> None:
    """A disk that takes nothing more."""
    raise CannotWrite("full")


def backup_of(path: Path, revision: int) -> Backup:
    (backup,) = [b for b in standing(path) if b.revision == revision]
    return backup


def saying(change: RestoreChange) -> Draft:
    return draft(change, command="store restore")


def put_back(path: Path, revision: int, *, force: bool = False) -> Restoration:
    name = backup_of(path, revision).path.name
    return restore(path, name, saying, note=None, force=force)[0]


def damage(path: Path) -> bytes:
    damaged = path.read_bytes()[:-30]
    path.write_bytes(damaged)
    return damaged


def texts(path: Path) -> list[str]:
    return [
        getattr(c, "text", "khôi phục")
        for t in JsonStore(path).read().transactions
        for c in t.changes
    ]


class TestOfAStoreThatCannotBeRead:
    def test_brings_back_what_the_backup_holds(self, path: Path) -> None:
        damage(path)
        put_back(path, 3)
        assert texts(path) == ["một", "hai", "ba", "khôi phục"]

    @pytest.mark.parametrize(
        "lost", [b"", b"\xef\xbb\xbf{}", None], ids=["empty", "other", "missing"]
    )
    def test_works_however_it_was_lost(self, path: Path, lost: bytes | None) -> None:
        path.unlink() if lost is None else path.write_bytes(lost)
        put_back(path, 3)
        assert JsonStore(path).read().revision == 4

    def test_keeps_what_it_replaces(self, path: Path) -> None:
        damaged = damage(path)
        put_back(path, 3)
        assert [backup.path.read_bytes() for backup in kept_as_replaced(path)] == [damaged]

    def test_numbers_it_by_the_last_update_that_is_known(self, path: Path) -> None:
        damage(path)
        put_back(path, 3)
        assert [b.revision for b in kept_as_replaced(path)] == [3]

    def test_numbers_it_nought_where_none_is_known(self, path: Path, tmp_path: Path) -> None:
        other = tmp_path / "other" / "status.json"
        other.parent.mkdir()
        other.write_bytes(b"damaged")
        restore(other, str(path), saying, note=None, force=False)
        assert [b.revision for b in kept_as_replaced(other)] == [0]

    def test_keeps_it_apart_from_the_good_ones_though_nothing_came_of_it(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = standing(path)
        damaged = damage(path)
        monkeypatch.setattr("tt_doingoai.store.restore.put_in_place", full)
        with pytest.raises(CannotWrite):
            put_back(path, 2)
        assert standing(path) == before
        assert [b.path.read_bytes() for b in kept_as_replaced(path)] == [damaged]

    def test_keeps_it_for_good(self, path: Path) -> None:
        damaged = damage(path)
        put_back(path, 3)
        for revision in range(4, 40):
            JsonStore(path).append(draft(note()), made_from=revision)
        assert damaged in [backup.path.read_bytes() for backup in backups_in(path.parent)]

    def test_names_the_head_that_it_replaced(self, path: Path) -> None:
        head = JsonStore(path).read().head
        damaged = damage(path)
        put_back(path, 2)
        (change,) = JsonStore(path).read().transactions[-1].changes
        assert change == RestoreChange(
            name=backup_of(path, 2).path.name,
            replaced_revision=3,
            replaced_head=head,
            replaced_sha256=hashlib.sha256(damaged).hexdigest(),
            note=None,
        )

    def test_says_that_it_was_missing(self, path: Path) -> None:
        path.unlink()
        put_back(path, 3)
        (change,) = JsonStore(path).read().transactions[-1].changes
        assert isinstance(change, RestoreChange)
        assert change.replaced_sha256 is None

    def test_two_revisions_of_one_number_have_two_digests(self, path: Path) -> None:
        before = JsonStore(path).read().head
        damage(path)
        put_back(path, 2)
        after = JsonStore(path).read()
        assert after.revision == 3
        assert after.head != before

    def test_tells_which_updates_are_lost(self, path: Path) -> None:
        damage(path)
        assert [t.revision for t in put_back(path, 1).lost] == [2, 3]

    def test_tells_of_none_where_none_is(self, path: Path) -> None:
        damage(path)
        assert put_back(path, 3).lost == ()

    def test_reads_them_from_the_damaged_store_where_there_is_no_backup(self, path: Path) -> None:
        for revision in (2, 3):
            backup_of(path, revision).path.unlink()
        path.write_bytes(path.read_bytes().replace(b"\n]}", b"\r\n]}"))
        assert [t.revision for t in put_back(path, 1).lost] == [2, 3]

    def test_is_followed_by_new_updates_as_ever(self, path: Path) -> None:
        damage(path)
        put_back(path, 1)
        for revision in range(2, 6):
            JsonStore(path).append(draft(note("sau")), made_from=revision)
        assert texts(path) == ["một", "khôi phục", "sau", "sau", "sau", "sau"]

    def test_leaves_no_backup_that_says_the_store_ends_too_early(self, path: Path) -> None:
        damage(path)
        put_back(path, 1)
        assert [b.revision for b in standing(path)] == [2, 1]
        assert all(held_by(b) for b in standing(path))

    def test_has_its_own_backup_however_many_the_replaced_history_had(self, path: Path) -> None:
        for revision in range(3, 40):
            JsonStore(path).append(draft(note()), made_from=revision)
        damage(path)
        put_back(path, 1)
        assert standing(path)[0].path.read_bytes() == path.read_bytes()

    def test_counts_as_recorded_though_somebody_damages_it_the_moment_after(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def and_damaged(path: Path, held: Stored, made: Draft) -> Appended:
            appended = put_in_place(path, held, made)
            damage(path)
            return appended

        name = backup_of(path, 2).path.name
        damage(path)
        monkeypatch.setattr("tt_doingoai.store.restore.put_in_place", and_damaged)
        assert restore(path, name, saying, note=None, force=False)[1].revision == 3

    def test_is_named_by_the_number_of_its_update_too(self, path: Path) -> None:
        damage(path)
        restore(path, "2", saying, note=None, force=False)
        assert texts(path) == ["một", "hai", "khôi phục"]

    def test_can_be_put_back_again(self, path: Path) -> None:
        damage(path)
        put_back(path, 2)
        damage(path)
        put_back(path, 3)
        assert texts(path) == ["một", "hai", "khôi phục", "khôi phục"]


class TestOfAStoreThatCanBeRead:
    def test_is_refused(self, path: Path) -> None:
        before = path.read_bytes()
        with pytest.raises(Refused, match="--force"):
            put_back(path, 1)
        assert path.read_bytes() == before
        assert len(backups_in(path.parent)) == 3

    def test_is_done_with_force(self, path: Path) -> None:
        before = path.read_bytes()
        assert [t.revision for t in put_back(path, 1, force=True).lost] == [2, 3]
        assert texts(path) == ["một", "khôi phục"]
        assert before in [b.path.read_bytes() for b in backups_in(path.parent)]

    def test_keeps_what_it_replaces_once(self, path: Path) -> None:
        put_back(path, 1, force=True)
        assert sorted(b.revision for b in backups_in(path.parent) if b.mark) == [2, 3]

    def test_of_the_same_state_is_refused_even_with_force(self, path: Path) -> None:
        with pytest.raises(Refused):
            put_back(path, 3, force=True)

    def test_that_was_never_written_needs_no_force(self, path: Path, tmp_path: Path) -> None:
        """A whole ledger from another computer begins a new workspace."""
        other = tmp_path / "other" / "store" / "status.json"
        other.parent.parent.mkdir()
        restore(other, str(path), saying, note=None, force=False)
        assert texts(other) == ["một", "hai", "ba", "khôi phục"]


class TestOfAStoreOfANewerProgram:
    @pytest.fixture
    def newer(self, path: Path) -> bytes:
        path.write_bytes(path.read_bytes().replace(b"store@1", b"store@2"))
        return path.read_bytes()

    def test_is_refused_for_nothing_is_broken(self, path: Path, newer: bytes) -> None:
        with pytest.raises(Refused, match="--force"):
            put_back(path, 3)
        assert path.read_bytes() == newer

    def test_is_done_with_force(self, path: Path, newer: bytes) -> None:
        put_back(path, 3, force=True)
        assert newer in [b.path.read_bytes() for b in backups_in(path.parent)]


class TestAFileThatIsNoLedger:
    @pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"damaged"])
    def test_is_not_put_back(self, path: Path, content: bytes) -> None:
        damaged = damage(path)
        backup_of(path, 2).path.write_bytes(content)
        with pytest.raises(StoreError) as caught:
            put_back(path, 2)
        assert caught.value.exit_code == 3
        assert path.read_bytes() == damaged

    @pytest.mark.parametrize("name", ["none.json", "../none.json", "", "backups", "4", "02"])
    def test_or_is_not_there_is_not_put_back(self, path: Path, name: str) -> None:
        damage(path)
        with pytest.raises((Refused, StoreError)):
            restore(path, name, saying, note=None, force=False)

    def test_and_a_link_to_one_is_not_followed(self, path: Path, tmp_path: Path) -> None:
        damage(path)
        link = tmp_path / "link.json"
        link.symlink_to(backup_of(path, 3).path)
        with pytest.raises(StoreError):
            restore(path, str(link), saying, note=None, force=False)


class TestWhatIsNoFile:
    """Something else took the ledger's place: it is moved aside, and never followed."""

    @pytest.fixture(params=["link", "dangling link", "folder", "pipe"])
    def stranger(self, request: pytest.FixtureRequest, path: Path, tmp_path: Path) -> Path:
        precious = tmp_path / "precious.txt"
        precious.write_bytes(b"somebody's")
        path.unlink()
        match request.param:
            case "link":
                path.symlink_to(precious)
            case "dangling link":
                path.symlink_to(tmp_path / "none")
            case "folder":
                path.mkdir()
            case _pipe:
                os.mkfifo(path)
        return precious

    def test_is_moved_aside(self, path: Path, stranger: Path) -> None:
        put_back(path, 3)
        assert texts(path) == ["một", "hai", "ba", "khôi phục"]
        assert stranger.read_bytes() == b"somebody's"
        assert len(kept_as_replaced(path)) == 1

    def test_stays_where_the_restore_fails(
        self, path: Path, stranger: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = os.lstat(path).st_ino
        monkeypatch.setattr("tt_doingoai.store.restore.put_in_place", full)
        with pytest.raises(CannotWrite):
            put_back(path, 3)
        assert os.lstat(path).st_ino == before
        with pytest.raises(StoreError):
            JsonStore(path).read()

    def test_that_cannot_be_moved_back_hides_not_why_the_restore_failed(
        self, path: Path, stranger: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full_and_taken(*_args: object) -> None:
            (path / "somebody's").mkdir(parents=True)
            full()

        monkeypatch.setattr("tt_doingoai.store.restore.put_in_place", full_and_taken)
        with pytest.raises(CannotWrite, match="full"):
            put_back(path, 3)
        assert stranger.read_bytes() == b"somebody's"


def test_a_writer_that_had_read_the_replaced_history_reads_again(path: Path) -> None:
    """The restore brings another history to the very number that the writer had read."""
    seen: list[str | None] = []

    def make(ledger: Ledger) -> Draft:
        seen.append(ledger.head)
        if len(seen) == 1:
            put_back(path, 2, force=True)
            assert JsonStore(path).read().revision == ledger.revision
        return draft(note("sau"))

    commit(JsonStore(path), make)
    assert len(set(seen)) == 2
    assert texts(path) == ["một", "hai", "khôi phục", "sau"]


class TestOfAnotherHistory:
    """A copy kept elsewhere, none of whose updates any backup knows."""

    @pytest.fixture
    def elsewhere(self, tmp_path: Path) -> str:
        other = tmp_path / "other" / "store" / "status.json"
        other.parent.parent.mkdir()
        JsonStore(other).append(draft(note("khác")), made_from=0)
        return str(other)

    def test_leaves_no_backup_that_contradicts_it(self, path: Path, elsewhere: str) -> None:
        restore(path, elsewhere, saying, note=None, force=True)
        assert texts(path) == ["khác", "khôi phục"]

    def test_and_back_again_gives_the_backups_their_standing_again(
        self, path: Path, elsewhere: str
    ) -> None:
        restore(path, elsewhere, saying, note=None, force=True)
        (third,) = [b for b in backups_in(path.parent) if b.revision == 3]
        restore(path, third.path.name, saying, note=None, force=True)
        assert [b.revision for b in standing(path)] == [4, 3, 2, 1]

    def test_is_seen_as_what_it_is_though_no_backup_could_be_renamed(
        self, path: Path, elsewhere: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(backups, "sort_out", lambda *_: None)
        restore(path, elsewhere, saying, note=None, force=True)
        assert [b.revision for b in standing(path)] == [3, 2, 2, 1]
        assert texts(path) == ["khác", "khôi phục"]

    def test_does_not_excuse_an_older_copy_put_in_place_later(
        self, path: Path, elsewhere: str
    ) -> None:
        restore(path, elsewhere, saying, note=None, force=True)
        JsonStore(path).append(draft(note()), made_from=2)
        path.write_bytes(backup_of(path, 2).path.read_bytes())
        with pytest.raises(StoreError):
            JsonStore(path).read()


@pytest.mark.slow
class TestCutOffAnywhere:
    """Killed or failing at any call, a restore leaves what was refused refused, what could be
    read as it was, and every update of the store somewhere."""

    @pytest.mark.parametrize("source", ["own newest", "own older", "another history"])
    @pytest.mark.parametrize("state", ["cut off", "missing", "older copy", "readable"])
    @pytest.mark.parametrize("killed", [True, False], ids=["killed", "failing"])
    def test_what_a_reader_is_told_in_between_is_true(
        self,
        path: Path,
        monkeypatch: pytest.MonkeyPatch,
        source: str,
        state: str,
        *,
        killed: bool,
    ) -> None:
        monkeypatch.setattr(reading, "_BETWEEN_LOOKS", 0)
        error = Killed() if killed else OSError(errno.ENOSPC, "full")
        name = source_for(path, source)
        told = as_told(path, state)
        whole = {b.path.read_bytes() for b in backups_in(path.parent)}
        shutil.copytree(path.parent, path.parent.with_name("before"))
        outcomes: set[str] = set()
        for k in range(1, 400):
            shutil.rmtree(path.parent)
            shutil.copytree(path.parent.with_name("before"), path.parent)
            stopped = contextlib.suppress(CannotWrite, StoreError, Refused, Killed)
            with disk_that_fails(k, error) as disk, stopped:
                restore(path, name, saying, note=None, force=True)
                outcomes.add("done")
            where = f"call {k}, {disk.calls[-1]}"
            now = read(path)
            assert now == told or (now != "refused" and now[-1] == "khôi phục"), where
            assert whole <= {b.path.read_bytes() for b in backups_in(path.parent)}, where
            if not disk.failed:
                break
            if now == told:
                outcomes.add("not begun")
        else:
            pytest.fail("it makes more calls than were tried")
        assert outcomes == {"done", "not begun"} or (source, state) == ("own newest", "readable")


class Killed(BaseException): ...


def source_for(path: Path, source: str) -> str:
    if source != "another history":
        return backup_of(path, 3 if source == "own newest" else 1).path.name
    other = path.parent.parent / "usb" / "status.json"
    JsonStore(other).append(draft(note("khác")), made_from=0)
    return str(other)


def as_told(path: Path, state: str) -> list[str] | str:
    """Bring a store into a state, and say what is read of it."""
    if state == "cut off":
        damage(path)
    elif state == "missing":
        path.unlink()
    elif state == "older copy":
        path.write_bytes(backup_of(path, 1).path.read_bytes())
    return read(path)


def read(path: Path) -> list[str] | str:
    try:
        return texts(path)
    except StoreError:
        return "refused"


class TestTheRecordOfIt:
    def test_cannot_be_taken_back(self, path: Path) -> None:
        damage(path)
        put_back(path, 3)
        with pytest.raises(Refused, match="ttdn store backups"):
            undone(JsonStore(path).read(), 4)

    def test_says_why(self, path: Path) -> None:
        damage(path)
        name = backup_of(path, 3).path.name
        asked = restoration(path, name, note="tệp bị cụt", force=False)
        assert asked.change.note == "tệp bị cụt"

    def test_is_not_made_by_only_looking(self, path: Path) -> None:
        damaged = damage(path)
        found = backups_in(path.parent)
        restoration(path, backup_of(path, 3).path.name, note=None, force=False)
        assert path.read_bytes() == damaged
        assert backups_in(path.parent) == found


class TestWhatItSays:
    def test_why_it_was_done_stands_in_the_ledger(self, path: Path) -> None:
        name = backup_of(path, 2).path.name
        restore(path, name, saying, note="ghi nhầm nhiều", force=True)
        (change,) = JsonStore(path).read().transactions[-1].changes
        assert isinstance(change, RestoreChange)
        assert change.note == "ghi nhầm nhiều"

    def refusal(self, path: Path, file: str) -> str:
        with pytest.raises((Refused, StoreError)) as refused:
            restoration(path, file, note=None, force=False)
        return refused.value.message

    def test_that_the_ledger_stands_so_already(self, path: Path) -> None:
        assert self.refusal(path, "3") == "sổ theo dõi đang đúng như vậy; không khôi phục gì"

    def test_what_would_be_replaced_unasked(self, path: Path) -> None:
        assert self.refusal(path, "2") == (
            "sổ theo dõi vẫn đọc được (lần cập nhật 3); khôi phục lần 2 sẽ thay sổ ấy: thêm"
            " --force nếu đúng ý"
        )

    def test_that_there_is_no_such_file(self, path: Path) -> None:
        assert self.refusal(path, "9\n") == 'không có tệp "9"; xem: ttdn store backups'

    def test_that_the_file_itself_is_damaged(self, path: Path) -> None:
        file = path.with_name("cu.json")
        file.write_bytes(b"")
        assert self.refusal(path, str(file)) == f'không khôi phục được từ "{file}": tệp rỗng'

    def test_that_a_newer_version_wrote_what_is_replaced(self, path: Path) -> None:
        newer = path.read_bytes().replace(b"store@1", b"store@2")
        path.write_bytes(newer)
        assert self.refusal(path, "3") == (
            'tệp có định dạng "ttdn/store@2", do bản ttdn khác ghi: hãy cập nhật ttdn; nếu vẫn'
            " muốn khôi phục bản cũ, thêm --force"
        )
        asked = restoration(path, "3", note=None, force=True)
        assert (asked.newer, asked.replaced, asked.readable) == (True, newer, None)

    def test_that_no_newer_version_wrote_what_is_only_damaged(self, path: Path) -> None:
        damaged = damage(path)
        asked = restoration(path, "3", note=None, force=False)
        assert (asked.newer, asked.replaced, asked.readable) == (False, damaged, None)

    def test_that_no_newer_version_wrote_what_can_be_read(self, path: Path) -> None:
        asked = restoration(path, "2", note=None, force=True)
        assert asked.newer is False
        assert asked.readable is not None
