"""``store verify``: what is wrong with a ledger and its folder, each with a code."""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.builders import (
    SAMPLE_WORDS,
    draft,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    note,
    status,
    undo,
)
from tests.disk import NAMES_IN_ANY_SCRIPT
from tt_doingoai.model.ledger import Ledger
from tt_doingoai.store.audit import audit, out_of_order
from tt_doingoai.store.backups import backups_in
from tt_doingoai.store.findings import CATALOGUE
from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.verify import Health, examine

Found = Callable[[], list[tuple[str, str]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A good store of two updates."""
    path = tmp_path / "store" / "status.json"
    tmp_path.chmod(0o755)
    for revision in range(2):
        JsonStore(path).append(draft(note()), made_from=revision)
    return path


@pytest.fixture
def found(path: Path) -> Found:
    """What is found: pairs of a code and a place."""
    return lambda: [(finding.code, finding.where) for finding in examine(path).findings]


def test_nothing_is_found_wrong_with_a_good_store(path: Path) -> None:
    assert examine(path) == Health(JsonStore(path).read(), None, 2, ())


def test_nothing_is_found_wrong_before_the_first_record(tmp_path: Path) -> None:
    assert examine(tmp_path / "store" / "status.json") == Health(Ledger(), None, 0, ())


def test_looking_writes_nothing_and_takes_no_lock(path: Path) -> None:
    before = {f: f.stat().st_mtime_ns for f in path.parent.rglob("*")}
    examine(path)
    assert {f: f.stat().st_mtime_ns for f in path.parent.rglob("*")} == before


def test_a_damaged_ledger_is_found_and_told_as_every_command_tells_it(
    path: Path, found: Found
) -> None:
    path.write_bytes(b"")
    health = examine(path)
    assert health.ledger is None
    assert health.error is not None
    assert found() == [("TS001", "store/status.json")]
    assert health.findings[0].message == health.error.message


def test_how_many_backups_there_are_is_told_of_a_damaged_ledger_too(path: Path) -> None:
    path.write_bytes(b"")
    assert examine(path).backups == 2


@pytest.mark.parametrize("folder", [".", "backups"])
def test_a_temporary_left_over_is_found(path: Path, found: Found, folder: str) -> None:
    left = path.parent / folder / ".ttdn-status.json.123.0123abcd.tmp"
    left.write_bytes(b"")
    place = left.relative_to(path.parent.parent).as_posix()
    assert found() == [("TS002", place)]


def test_what_a_writer_at_work_has_open_is_not_left_over(
    path: Path, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is gone at a second look, and the one after it was not there at the first."""
    written = path.with_name(".ttdn-status.json.123.0123abcd.tmp")
    after = path.with_name(".ttdn-status.json.123.4567cdef.tmp")
    written.write_bytes(b"")

    def writer_goes_on(_seconds: float) -> None:
        written.unlink()
        after.write_bytes(b"")

    monkeypatch.setattr("time.sleep", writer_goes_on)
    assert found() == []


@pytest.mark.parametrize(
    "name",
    [
        "status (conflicted copy 2024-04-05).json",
        "status (PC2's conflicted copy).json",
        "status-PC2.json",
        "status - Copy.json",
        "status (1).json",
        "status.sync-conflict-20240405-091200-ABCDEFG.json",
        "status.json.bak",
        "Status.json~",
    ],
)
def test_a_copy_that_a_sync_service_or_a_person_made_is_found(
    path: Path, found: Found, name: str
) -> None:
    (path.parent / name).write_bytes(path.read_bytes())
    assert found() == [("TS003", f"store/{name}")]


def test_a_copy_among_the_backups_is_found(path: Path, found: Found) -> None:
    name = backups_in(path.parent)[0].path.name.replace(".json", " (1).json")
    (path.parent / "backups" / name).write_bytes(b"")
    assert found() == [("TS003", f"store/backups/{name}")]


@pytest.mark.parametrize("name", [".DS_Store", "desktop.ini", "ghi-chu.txt"])
def test_what_does_not_look_like_the_ledger_is_nobodys_business(
    path: Path, found: Found, name: str
) -> None:
    (path.parent / name).write_bytes(b"")
    assert found() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
class TestPermissions:
    @pytest.mark.parametrize("name", ["status.json", "status.json.lock", "backups", "."])
    def test_that_let_anybody_write_are_found(self, path: Path, found: Found, name: str) -> None:
        one = (path.parent / name).resolve()
        one.chmod(one.stat().st_mode | 0o002)
        assert found() == [("TS004", "/".join(one.parts[-2:]))]

    @pytest.mark.parametrize("name", ["status.json", "status.json.lock", "backups"])
    def test_that_shut_a_member_of_the_group_out_are_found(
        self, path: Path, found: Found, name: str
    ) -> None:
        path.parent.chmod(0o2770)
        for one in ("status.json", "status.json.lock"):
            (path.parent / one).chmod(0o660)
        (path.parent / "backups").chmod(0o2770)
        assert found() == []
        (path.parent / name).chmod(0o700 if name == "backups" else 0o600)
        assert found() == [("TS004", f"store/{name}")]

    def test_need_not_let_the_group_write_a_ledger_that_each_record_replaces(
        self, path: Path, found: Found
    ) -> None:
        path.parent.chmod(0o2770)
        (path.parent / "backups").chmod(0o2770)
        for one in ("status.json", "status.json.lock"):
            (path.parent / one).chmod(0o640)
        assert found() == [("TS004", "store/status.json.lock")]

    def test_are_found_though_no_backup_was_ever_made(self, path: Path, found: Found) -> None:
        shutil.rmtree(path.parent / "backups")
        path.chmod(0o666)
        assert found() == [("TS004", "store/status.json")]

    def test_are_found_beside_a_link_but_not_behind_it(self, path: Path, found: Found) -> None:
        own, elsewhere = path.parent / "backups", path.parent / "elsewhere"
        own.rename(elsewhere)
        own.symlink_to(elsewhere)
        elsewhere.chmod(0o777)
        path.chmod(0o666)
        assert found() == [("TS013", "store/backups"), ("TS004", "store/status.json")]

    def test_are_not_asked_after_on_windows(
        self, path: Path, found: Found, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path.chmod(0o666)
        monkeypatch.setattr("tt_doingoai.store.verify.os", SimpleNamespace(name="nt"))
        assert found() == []

    @pytest.mark.skipif(os.geteuid() != 0, reason="giving a file to another group needs root")
    def test_of_another_group_than_the_folders_are_found(self, path: Path, found: Found) -> None:
        path.parent.chmod(0o2770)
        (path.parent / "backups").chmod(0o2770)
        os.chown(path, -1, 65534)
        assert found() == [("TS004", "store/status.json")]

    def test_of_a_folder_that_is_one_persons_are_that_persons_affair(
        self, path: Path, found: Found
    ) -> None:
        path.parent.chmod(0o700)
        path.chmod(0o600)
        assert found() == []


@pytest.mark.parametrize("name", ["status.json.lock", "backups"])
def test_a_link_where_the_program_keeps_its_own_is_found(
    path: Path, found: Found, name: str
) -> None:
    (path.parent / name).rename(path.parent / "elsewhere")
    (path.parent / name).symlink_to(path.parent / "elsewhere")
    assert found() == [("TS013", f"store/{name}")]


def test_what_lies_behind_such_a_link_is_not_looked_at(path: Path, found: Found) -> None:
    (path.parent / "backups").rename(path.parent / "elsewhere")
    (path.parent / "backups").symlink_to(path.parent / "elsewhere")
    (path.parent / "elsewhere" / ".ttdn-status.json.123.0123abcd.tmp").write_bytes(b"")
    assert found() == [("TS013", "store/backups")]


def test_a_store_that_is_a_link_to_a_share_is_well(path: Path, found: Found) -> None:
    path.parent.rename(path.parent.parent / "share")
    path.parent.symlink_to(path.parent.parent / "share")
    assert found() == []


@NAMES_IN_ANY_SCRIPT
def test_a_name_that_looks_like_the_ledgers_is_told_apart(path: Path, found: Found) -> None:
    (path.parent / "status\u200b.json").write_bytes(b"")
    assert found() == [("TS003", r"store/status\u200b.json")]


def test_only_what_cannot_be_seen_of_a_name_is_spelt_out(path: Path, found: Found) -> None:
    (path.parent / "status của Đỗ\u200b.json").write_bytes(b"")
    assert found() == [("TS003", r"store/status của Đỗ\u200b.json")]


def test_a_damaged_backup_is_found(path: Path, found: Found) -> None:
    newest = backups_in(path.parent)[0].path
    newest.write_bytes(b"damaged")
    assert found() == [("TS007", f"store/backups/{newest.name}")]


def test_a_backup_that_holds_another_state_than_its_name_says_is_found(
    path: Path, found: Found
) -> None:
    newest, before = (backup.path for backup in backups_in(path.parent))
    before.write_bytes(newest.read_bytes())
    assert found() == [("TS007", f"store/backups/{before.name}")]


def test_a_damaged_store_that_a_restore_kept_is_not(path: Path, found: Found) -> None:
    name = backups_in(path.parent)[1].path.name.replace(".json", ".replaced.json")
    (path.parent / "backups" / name).write_bytes(b"damaged")
    assert found() == []


@pytest.mark.parametrize(
    "service", ["OneDrive - Co quan", "Dropbox", "Google Drive", "GoogleDrive"]
)
def test_a_folder_that_a_sync_service_keeps_is_found(tmp_path: Path, service: str) -> None:
    path = tmp_path / service / "office" / "store" / "status.json"
    path.parent.mkdir(parents=True)
    JsonStore(path).append(draft(note()), made_from=0)
    assert [(f.code, f.where) for f in examine(path).findings] == [("TS009", service)]


class TestAgainstPlansAndUnits:
    def test_a_record_of_an_unknown_unit_is_found(self) -> None:
        history = ledger(note(unit="mot"), note(unit="la"))
        (finding,) = audit(history, [make_plan()], make_roster())
        assert (finding.code, finding.where) == ("TS005", "lần cập nhật 2")
        assert '"la"' in finding.message

    @pytest.mark.parametrize(("plan", "task"), [("mau", "I.9"), ("khac", "I.1")])
    def test_a_record_of_an_unknown_task_or_plan_is_found(self, plan: str, task: str) -> None:
        (finding,) = audit(ledger(note(plan=plan, task=task)), [make_plan()], make_roster())
        assert (finding.code, finding.where) == ("TS006", "lần cập nhật 1")
        assert f"{plan}:{task}" in finding.message

    def test_a_task_that_a_later_version_took_out_is_told_as_a_note(self) -> None:
        versions = [make_plan(make_task("I.1"), version=1), make_plan(make_task("I.2"), version=2)]
        (finding,) = audit(ledger(note(task="I.1"), note(task="I.2")), versions, make_roster())
        assert (finding.code, finding.where) == ("TS011", "lần cập nhật 1")
        assert finding.severity == "note"

    def test_a_version_that_was_edited_under_its_records_is_found(self) -> None:
        edited = make_plan(text=SAMPLE_WORDS + " Thêm một câu.")
        (finding,) = audit(ledger(status()), [edited], make_roster())
        assert (finding.code, finding.where) == ("TS012", "kế hoạch mau, bản 1")
        assert "I.1" in finding.message
        assert audit(ledger(status()), [make_plan()], make_roster()) == []

    def test_a_unit_that_has_ended_is_known(self) -> None:
        ended = make_unit("mot", until=dt.date(2023, 12, 31))
        assert audit(ledger(note()), [make_plan()], make_roster(ended)) == []

    def test_what_concerns_no_obligation_is_not_asked_after(self) -> None:
        assert audit(ledger(note(), undo(1, "la")), [make_plan()], make_roster()) == []

    def test_one_update_says_it_once(self) -> None:
        history = ledger([note(unit="la"), note("khác", unit="la")])
        assert len(audit(history, [make_plan()], make_roster())) == 1


class TestTheOrder:
    def history(self, minutes: int) -> Ledger:
        made = ledger(note(), note())
        first, second = made.transactions
        later = second._replace(recorded_at=first.recorded_at + dt.timedelta(minutes=minutes))
        return Ledger((first, later))

    def test_an_update_recorded_before_the_one_before_it_is_found(self) -> None:
        (finding,) = out_of_order(self.history(-1))
        assert (finding.code, finding.where) == ("TS008", "lần cập nhật 2")

    @pytest.mark.parametrize("minutes", [0, 1])
    def test_the_same_moment_or_a_later_one_is_in_order(self, minutes: int) -> None:
        assert out_of_order(self.history(minutes)) == []


class TestWhatIsSaidOfIt:
    """Each finding says what is wrong, and what to do."""

    @pytest.mark.parametrize(
        ("history", "expected"),
        [
            (
                ledger(note(unit="la")),
                (
                    'units.yaml không có đơn vị "la" nên phần đã ghi không vào số liệu nào; thêm'
                    " lại đơn vị ấy, ghi ngày kết thúc"
                ),
            ),
            (
                ledger(note(task="I.9")),
                (
                    'không bản kế hoạch nào có nhiệm vụ "mau:I.9" nên phần đã ghi không vào số'
                    " liệu nào; đặt lại bản kế hoạch ấy vào plans/"
                ),
            ),
            (
                ledger(note(task="I.0")),
                'bản mới nhất không còn nhiệm vụ "mau:I.0"; phần đã ghi vẫn ở trong sổ',
            ),
            (
                ledger(status(task="I.2", fingerprint="x"), status(fingerprint="x")),
                (
                    "câu chữ, đơn vị thực hiện hoặc thời hạn của I.1, I.2 khác với lúc ghi; đặt"
                    " lại tệp như cũ rồi ban hành thành bản tiếp theo (ttdn plan amend), hoặc xem"
                    " lại và xác nhận (ttdn confirm)"
                ),
            ),
        ],
    )
    def test_that_no_file_knows(self, history: Ledger, expected: str) -> None:
        now = [make_task("I.1"), make_task("I.2")]
        versions = [make_plan(make_task("I.0"), *now), make_plan(*now, version=2)]
        (finding,) = audit(history, versions, make_roster())
        assert finding.message == expected

    def test_that_came_before_the_one_it_follows(self) -> None:
        (finding,) = out_of_order(TestTheOrder().history(-1))
        assert finding.message == (
            "giờ ghi sớm hơn lần cập nhật 1: đồng hồ của một máy bị sai; chỉnh lại đồng hồ các máy"
        )

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            (
                ".ttdn-status.json.123.0123abcd.tmp",
                "một lần ghi bị ngắt giữa chừng để lại; lần ghi sau sẽ tự xóa",
            ),
            (
                ".ttdn-announced.json.123.0123abcd.tmp",
                "một lần kiểm tra bị ngắt để lại; lần kiểm tra tới có --announce sẽ xóa",
            ),
            (
                "status (1).json",
                (
                    "đây không phải sổ theo dõi và không bao giờ được đọc; xem trong đó có lần cập"
                    " nhật nào mà sổ thiếu thì ghi lại, rồi chuyển nó ra khỏi thư mục này"
                ),
            ),
        ],
    )
    def test_that_does_not_belong_there(self, path: Path, name: str, expected: str) -> None:
        (path.parent / name).write_bytes(b"")
        (finding,) = examine(path).findings
        assert finding.message == expected

    def test_that_is_damaged(self, path: Path) -> None:
        backups_in(path.parent)[0].path.write_bytes(b"damaged")
        (finding,) = examine(path).findings
        assert finding.message == (
            "bị hỏng, không dùng để khôi phục được; chuyển nó ra khỏi thư mục này"
        )

    def test_that_is_a_link(self, path: Path) -> None:
        lock = path.parent / "status.json.lock"
        lock.rename(path.parent / "elsewhere")
        lock.symlink_to(path.parent / "elsewhere")
        (finding,) = examine(path).findings
        assert finding.message == (
            "đây là liên kết tượng trưng nên không ghi được gì; đặt chính tệp vào đó"
        )

    def test_that_cannot_be_looked_into(self, path: Path) -> None:
        own = path.parent / "backups"
        own.rename(path.parent / "elsewhere")
        own.symlink_to(path.parent / "elsewhere")
        (finding,) = examine(path).findings
        assert finding.message == (
            "không xem được bên trong (là liên kết tượng trưng) nên không tạo và không tìm được"
            " bản sao lưu; hãy sửa lại"
        )

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
    def test_that_anybody_can_write(self, path: Path) -> None:
        path.chmod(0o666)
        (finding,) = examine(path).findings
        assert finding.message == (
            f"ai dùng máy này cũng ghi vào được; chạy: chmod o-w {shlex.quote(str(path))}"
        )

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
    def test_that_the_group_cannot_use(self, path: Path) -> None:
        path.parent.chmod(0o2770)
        (path.parent / "backups").chmod(0o2770)
        (path.parent / "status.json.lock").chmod(0o660)
        path.chmod(0o600)
        (finding,) = examine(path).findings
        assert finding.message == (
            "thư mục dùng chung trong nhóm nhưng nhóm không dùng được tệp này; chạy: chmod g+rwX"
            f" {shlex.quote(str(path))}"
        )

    @pytest.mark.skipif(os.geteuid() != 0, reason="giving a file to another group needs root")
    def test_that_belongs_to_another_group(self, path: Path) -> None:
        path.parent.chmod(0o2770)
        (path.parent / "backups").chmod(0o2770)
        os.chown(path, -1, 65534)
        (finding,) = examine(path).findings
        assert finding.message == (
            f"nhóm sở hữu khác với thư mục; chạy: chgrp {path.parent.stat().st_gid}"
            f" {shlex.quote(str(path))} && chmod g+s {shlex.quote(str(path.parent))}"
        )

    def test_that_a_sync_service_keeps(self, tmp_path: Path) -> None:
        (finding,) = examine(tmp_path / "OneDrive" / "store" / "status.json").findings
        assert finding.message == (
            "dịch vụ đồng bộ chép tệp trong lúc đang ghi và tạo các bản xung đột: đặt thư mục làm"
            " việc ở ổ đĩa của máy hoặc thư mục chia sẻ của máy chủ"
        )


def test_every_code_is_used_and_every_code_used_is_in_the_catalogue() -> None:
    source = Path(sys.modules["tt_doingoai"].__file__ or "").parent
    files = (*(source / "store").glob("*.py"), source / "cli" / "stores.py")
    used = {c for f in files for c in re.findall(r'Finding\(\s*"(TS\d+)"', f.read_text("utf-8"))}
    assert used == set(CATALOGUE)


@pytest.mark.slow
def test_looking_while_a_writer_writes_finds_nothing(path: Path) -> None:
    """Looking needs no lock, so a writer at work must not look like damage."""
    code = (
        "import sys; from pathlib import Path; from tt_doingoai.store.verify import examine;"
        " bad = [f for _ in range(8) for f in examine(Path(sys.argv[1])).findings];"
        " sys.exit(str(bad) if bad else 0)"
    )
    lookers = [
        subprocess.Popen([sys.executable, "-c", code, path], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    revision = 2
    while any(looker.poll() is None for looker in lookers):
        revision = JsonStore(path).append(draft(note()), made_from=revision).revision
    assert [(looker.communicate()[1], looker.returncode) for looker in lookers] == [("", 0)] * 4
