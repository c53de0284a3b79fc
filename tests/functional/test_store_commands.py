"""The ``store`` commands as staff run them: what they print, and what they exit with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command
from tt_doingoai.store import content
from tt_doingoai.store.backups import backups_in
from tt_doingoai.store.lines import digest_of, split_digest

REPORT = ("III.2.c", "--unit", "so du lich", "--on", "5/4/2024")
EVERY_COMMAND = (
    ("status",),
    ("report",),
    ("check",),
    ("check", "--quiet"),
    ("explain", "III.2.c"),
    ("log",),
    ("done", *REPORT),
    ("note", "III.2.c", "-u", "so du lich", "--kind", "reason", "mẫu"),
    ("correct", "1", "--on", "6/4/2024"),
    ("undo",),
)


@pytest.fixture
def store(ttdn: Command, workspace: Path) -> Path:
    """A ledger of two updates."""
    assert ttdn("done", *REPORT).code == 0
    assert ttdn("done", "III.2.c", "--unit", "so tu phap", "--on", "8/4/2024").code == 0
    return workspace / "store" / "status.json"


def newest(store: Path) -> str:
    return backups_in(store.parent)[0].path.name


def rechained(data: bytes, old: bytes, new: bytes) -> bytes:
    """The last line changed under a digest that holds, as another program could make it."""
    body = split_digest(data.split(b"\n")[2])[0].replace(old, new)
    line = body[:-1] + f', "digest": "{digest_of(body)}"}}'.encode()
    return b"\n".join([*data.split(b"\n")[:2], line, b"]}", b""])


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda _: None,
    "empty": lambda _: b"",
    "cut off": lambda d: d[:-5],
    "edited": lambda d: d.replace(b"so-du-lich", b"so-noi-vu"),
    "reformatted": lambda d: json.dumps(json.loads(d), indent=1).encode(),
    "a key twice": lambda d: rechained(d, b'"note": null', b'"note": null, "note": null'),
    "NaN": lambda d: rechained(d, b'"note": null', b'"note": NaN'),
    "1e999": lambda d: rechained(d, b'"note": null', b'"note": 1e999'),
    "too deep": lambda _: b"[" * 100_000,
    "not UTF-8": lambda d: b"\xff" + d,
    "a byte order mark": lambda d: b"\xef\xbb\xbf" + d,
    "an unknown kind": lambda d: rechained(d, b'"kind": "status"', b'"kind": "merger"'),
    "a newer format": lambda d: d.replace(b"store@1", b"store@2"),
    "an older copy": lambda d: b"\n".join(d.split(b"\n")[:2]).removesuffix(b",") + b"\n]}\n",
}


@pytest.mark.parametrize("arguments", EVERY_COMMAND, ids=" ".join)
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_command_refuses_it_in_one_line_and_names_the_way_out(
    ttdn: Command, store: Path, arguments: tuple[str, ...], damage: str
) -> None:
    damaged = DAMAGES[damage](store.read_bytes())
    store.unlink()
    if damaged is not None:
        store.write_bytes(damaged)
    result = ttdn(*arguments)
    assert (result.code, result.out) == (3, "")
    assert len(result.err.splitlines()) == 1
    assert f"ttdn store restore {newest(store)}" in result.err
    assert (store.read_bytes() if store.exists() else None) == damaged


def test_a_file_that_is_too_large_is_refused_too(
    ttdn: Command, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "_MAX_BYTES", store.stat().st_size - 1)
    result = ttdn("status")
    assert (result.code, result.out) == (3, "")
    assert "quá lớn" in result.err


def test_the_command_that_a_refusal_names_puts_it_right(ttdn: Command, store: Path) -> None:
    before = ttdn("status", "--format", "json").out
    store.write_bytes(b"")
    named = ttdn("status").err.strip().partition("ttdn store restore ")[2]
    restored = ttdn("store", "restore", named)
    assert (restored.code, restored.err) == (0, "")
    assert "lần cập nhật 2" in restored.out
    obligations = json.loads(ttdn("status", "--format", "json").out)["obligations"]
    assert obligations == json.loads(before)["obligations"]
    assert ttdn("store", "verify").code == 0


class TestRestore:
    def test_tells_what_has_to_be_recorded_again(self, ttdn: Command, store: Path) -> None:
        store.unlink()
        told = ttdn("store", "restore", "1").out
        assert "phải ghi lại" in told
        assert "III.2.c, Sở Tư pháp: hoàn thành, 08/4/2024" in told

    def test_is_shown_in_the_log(self, ttdn: Command, store: Path) -> None:
        store.unlink()
        ttdn("store", "restore", "1", "--note", "mất tệp")
        told = ttdn("log", "--kind", "restore").out
        assert "khôi phục sổ theo dõi từ status.20240412T083000.r000001" in " ".join(told.split())
        assert "mất tệp" in told

    def test_of_a_ledger_that_can_be_read_is_refused(self, ttdn: Command, store: Path) -> None:
        before = store.read_bytes()
        result = ttdn("store", "restore", "1")
        assert (result.code, result.out) == (2, "")
        assert "--force" in result.err
        assert store.read_bytes() == before

    def test_dry_writes_nothing(self, ttdn: Command, store: Path) -> None:
        before = {f: f.read_bytes() for f in store.parent.rglob("*") if f.is_file()}
        result = ttdn("store", "restore", "1", "--force", "--dry-run")
        assert result.code == 0
        assert "chưa ghi gì" in result.out
        assert {f: f.read_bytes() for f in store.parent.rglob("*") if f.is_file()} == before

    def test_of_a_file_that_is_not_there_is_refused(self, ttdn: Command, store: Path) -> None:
        store.unlink()
        result = ttdn("store", "restore", "khong-co.json")
        assert result.code == 2
        assert "ttdn store backups" in result.err

    def test_of_a_file_that_is_no_ledger_is_3(self, ttdn: Command, workspace: Path) -> None:
        result = ttdn("store", "restore", "units.yaml")
        assert result.code == 3
        assert "units.yaml" in result.err

    def test_needs_neither_plans_nor_units(
        self, ttdn: Command, store: Path, workspace: Path
    ) -> None:
        """After an accident they may be damaged too."""
        (workspace / "units.yaml").write_text("x: [", encoding="utf-8")
        store.write_bytes(b"")
        assert ttdn("store", "restore", "2").code == 0
        assert ttdn("store", "verify").out.startswith("TS010")

    def test_says_that_a_newer_program_may_have_written_more(
        self, ttdn: Command, store: Path
    ) -> None:
        store.write_bytes(store.read_bytes().replace(b"store@1", b"store@2"))
        assert "hãy cập nhật ttdn" in ttdn("status").err
        told = ttdn("store", "restore", "2", "--force").out
        assert "bản ttdn mới hơn" in " ".join(told.split())


class TestVerify:
    def test_says_what_is_well_and_exits_0(self, ttdn: Command, store: Path) -> None:
        result = ttdn("store", "verify")
        assert (result.code, result.err) == (0, "")
        assert result.out.splitlines()[-1] == "Không có gì phải xử lý."

    def test_exits_1_with_findings(self, ttdn: Command, store: Path) -> None:
        (store.parent / "status (1).json").write_bytes(b"")
        result = ttdn("store", "verify")
        assert (result.code, result.err) == (1, "")
        assert "TS003 store/status (1).json: " in result.out

    def test_exits_0_where_nothing_has_to_be_done(self, ttdn: Command, store: Path) -> None:
        (store.parent / ".ttdn-status.json.1.0123abcd.tmp").write_bytes(b"")
        result = ttdn("store", "verify")
        assert (result.code, result.err) == (0, "")
        assert "TS002 store/.ttdn-status.json.1.0123abcd.tmp: (ghi chú) " in result.out

    def test_exits_3_where_nothing_can_be_read_and_still_prints_the_findings(
        self, ttdn: Command, store: Path
    ) -> None:
        store.write_bytes(b"")
        result = ttdn("store", "verify")
        assert result.code == 3
        assert "TS001 store/status.json: " in result.out
        assert "ttdn store restore" in result.err

    def test_holds_records_against_the_files(
        self, ttdn: Command, store: Path, workspace: Path
    ) -> None:
        units = workspace / "units.yaml"
        text = units.read_text(encoding="utf-8")
        units.write_text(text.replace("id: so-du-lich", "id: so-du-lich-moi"), encoding="utf-8")
        result = ttdn("store", "verify")
        assert result.code == 1
        assert "TS005 lần cập nhật 1: " in result.out

    def test_looks_at_the_ledger_though_the_files_have_errors(
        self, ttdn: Command, store: Path, workspace: Path
    ) -> None:
        (workspace / "units.yaml").write_text("x: [", encoding="utf-8")
        result = ttdn("store", "verify")
        assert result.code == 1
        assert "TS010 " in result.out
        assert "2 lần cập nhật" in result.out

    def test_looks_at_the_ledger_though_the_settings_have_errors(
        self, ttdn: Command, store: Path, workspace: Path
    ) -> None:
        (workspace / "ttdn.toml").write_text("due_soon_days = 'x'", encoding="utf-8")
        result = ttdn("store", "verify")
        assert (result.code, result.err) == (1, "")
        assert "TS010 " in result.out

    def test_gives_json(self, ttdn: Command, store: Path) -> None:
        (store.parent / "status (1).json").write_bytes(b"")
        told = json.loads(ttdn("store", "verify", "--format", "json").out)
        assert list(told) == ["format", "revision", "head", "backups", "findings"]
        assert (told["format"], told["revision"], told["backups"]) == ("ttdn/findings@1", 2, 2)
        assert list(told["findings"][0]) == ["code", "where", "message", "severity"]


class TestBackups:
    def test_are_listed_the_last_update_first(self, ttdn: Command, store: Path) -> None:
        lines = ttdn("store", "backups").out.splitlines()
        assert [line.partition(": ")[2] for line in lines[:2]] == [
            "lần cập nhật 2, 12/4/2024, 08:30",
            "lần cập nhật 1, 12/4/2024, 08:30",
        ]

    def test_are_none_before_the_first_record(self, ttdn: Command) -> None:
        result = ttdn("store", "backups")
        assert (result.code, result.out) == (
            0,
            "Chưa có bản sao lưu nào; lần ghi đầu tiên sẽ tạo.\n",
        )

    def test_are_given_as_json(self, ttdn: Command, store: Path) -> None:
        told = json.loads(ttdn("store", "backups", "-f", "json").out)
        assert told["format"] == "ttdn/backups@1"
        assert told["backups"][0] | {"head": "", "name": ""} == {
            "name": "",
            "revision": 2,
            "recorded_at": "2024-04-12T08:30:00",
            "head": "",
            "mark": None,
        }


class TestLockTest:
    @pytest.mark.slow
    def test_says_that_the_lock_holds(self, ttdn: Command, store: Path) -> None:
        result = ttdn("store", "lock-test", "--seconds", "1")
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith("Khóa giữ được: ")

    @pytest.mark.parametrize("turns", [[(9, 1), (9, 0)], [(9, 0), (0, 0)]])
    def test_says_that_it_does_not_and_exits_1(
        self,
        ttdn: Command,
        store: Path,
        monkeypatch: pytest.MonkeyPatch,
        turns: list[tuple[int, int]],
    ) -> None:
        from tt_doingoai.store import lock_test

        monkeypatch.setattr(
            lock_test, "lock_test", lambda *_, **__: [lock_test.Turns(*each) for each in turns]
        )
        result = ttdn("store", "lock-test")
        assert result.code == 1
        assert result.out.startswith("Khóa không giữ được")

    @pytest.mark.parametrize("seconds", ["0", "3601", "x", "-1"])
    def test_takes_a_sensible_time(self, ttdn: Command, seconds: str) -> None:
        assert ttdn("store", "lock-test", f"--seconds={seconds}").code == 2


class TestThePastUnderOtherFiles:
    """A view by ``--revision`` says which files differ from those it was recorded under."""

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("units.yaml", "danh sách đơn vị"),
            ("plans/97-kh-duk.v1.yaml", "kế hoạch"),
            ("ttdn.toml", "cài đặt"),
        ],
    )
    @pytest.mark.parametrize(
        "command", [("status",), ("report",), ("check",), ("explain", "III.2.c"), ("log",)]
    )
    def test_which_of_them_changed_is_said_on_stderr(
        self, ttdn: Command, store: Path, workspace: Path, name: str, told: str, command: tuple[str]
    ) -> None:
        assert ttdn(*command, "--revision", "1").err == ""
        with (workspace / name).open("a", encoding="utf-8") as file:
            file.write("# khác\n")
        assert told in ttdn(*command, "--revision", "1").err
        assert ttdn(*command).err == ""
