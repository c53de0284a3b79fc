"""What any store must do, and what the JSON file does besides (design 3.3)."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import filelock  # noqa: F401  the store imports it late; a lesser user cannot read it from disk
import pytest

from tests.builders import draft, note, status, undo
from tests.changes import BARE, FULL
from tests.disk import HOLDER, lesser_user, lock_held
from tt_doingoai import wording
from tt_doingoai.errors import (
    CannotWrite,
    StaleRevision,
    StoreBusy,
    StoreError,
    Untrusted,
    reason_of,
)
from tt_doingoai.model.ledger import Draft, Ledger, Transaction
from tt_doingoai.recording.commit import commit
from tt_doingoai.store import lock
from tt_doingoai.store.frame import transactions_of
from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.lines import encode
from tt_doingoai.store.protocol import Appended, Store

Open = Callable[[], Store]


class StoreContract:
    """The promises of ``Store``; a store passes by giving ``open_store`` in a subclass.

    ``open_store`` opens the same, at first empty, store each time, as another process would.
    """

    @pytest.fixture
    def open_store(self, tmp_path: Path) -> Open:
        raise NotImplementedError

    @pytest.fixture
    def store(self, open_store: Open) -> Store:
        return open_store()

    def test_is_empty_before_the_first_write(self, store: Store) -> None:
        ledger = store.read()
        assert ledger == Ledger()
        assert (ledger.revision, ledger.head) == (0, None)

    def test_gives_back_what_was_appended(self, store: Store) -> None:
        given = draft(status(), by="btg-mau", command="done")
        assert store.append(given, made_from=0) == Appended(1, durability_confirmed=True)
        (transaction,) = store.read().transactions
        assert transaction.changes == given.changes
        assert transaction.recorded_at == given.recorded_at
        assert transaction.recorded_at.utcoffset() == given.recorded_at.utcoffset()
        assert (transaction.by, transaction.command) == (given.by, given.command)
        assert transaction.inputs == given.inputs

    def test_gives_it_back_to_whoever_opens_it_anew(self, store: Store, open_store: Open) -> None:
        store.append(draft(status()), made_from=0)
        assert open_store().read() == store.read()
        assert open_store().read().revision == 1

    @pytest.mark.parametrize("kind", FULL)
    def test_keeps_every_kind_of_change(self, store: Store, kind: str) -> None:
        store.append(draft(FULL[kind], BARE[kind]), made_from=0)
        assert store.read().transactions[0].changes == (FULL[kind], BARE[kind])

    @pytest.mark.parametrize(
        "text",
        [
            "hai\ndòng\r\nba dòng",
            'dấu "ngoặc" \\ và ]}',
            '", "digest": "' + "0" * 64 + '"}',
            "Ưu tiên: Đảng ủy Khối, uỷ ban",
            "tách rời: e\u0302\u0323",
            "\u2028\u2029\x85\x0b\x0c",
            "\x1b[31m[/b]\u202e\x00",
            "😀" * 200,
            "x" * 100_000,
        ],
        ids=["lines", "quotes", "digest", "letters", "nfd", "breaks", "controls", "emoji", "long"],
    )
    def test_keeps_any_text_as_it_is(self, store: Store, text: str) -> None:
        store.append(draft(note(text)), made_from=0)
        store.append(draft(note("sau")), made_from=1)
        assert store.read().transactions[0].changes == (note(text),)

    def test_keeps_many_changes_in_one_transaction(self, store: Store) -> None:
        changes = [status(unit=f"don-vi-{n}") for n in range(130)]
        store.append(draft(*changes), made_from=0)
        assert store.read().revision == 1
        assert store.read().transactions[0].changes == tuple(changes)

    def test_numbers_transactions_from_one_without_a_gap(self, store: Store) -> None:
        given = [store.append(draft(note(str(n))), made_from=n).revision for n in range(4)]
        assert given == [1, 2, 3, 4]
        assert [t.revision for t in store.read().transactions] == [1, 2, 3, 4]

    def test_keeps_what_was_there_when_more_comes(self, store: Store) -> None:
        for n in range(3):
            store.append(draft(note(str(n))), made_from=n)
        before = store.read()
        store.append(draft(undo(3)), made_from=3)
        assert store.read().at(3) == before

    def test_pins_the_history_by_its_head(self, store: Store) -> None:
        heads = [store.read().head]
        for n in range(3):
            store.append(draft(note("như nhau")), made_from=n)
            heads.append(store.read().head)
        assert len(set(heads)) == 4
        assert [store.read().at(n).head for n in range(4)] == heads

    @pytest.mark.parametrize("made_from", [0, 1, 3, 99])
    def test_refuses_what_was_made_from_another_revision(
        self, store: Store, made_from: int
    ) -> None:
        store.append(draft(note("một")), made_from=0)
        store.append(draft(note("hai")), made_from=1)
        before = store.read()
        with pytest.raises(StaleRevision):
            store.append(draft(note("ba")), made_from=made_from)
        assert store.read() == before

    def test_refuses_what_was_made_from_another_history_of_the_same_length(
        self, store: Store
    ) -> None:
        """A restore may bring another history to the number that a writer had read."""
        store.append(draft(note("một")), made_from=0)
        before = store.read()
        with pytest.raises(StaleRevision):
            store.append(draft(note("hai")), made_from=1, head="0" * 64)
        assert store.read() == before
        assert store.append(draft(note("hai")), made_from=1, head=before.head).revision == 2

    def test_refuses_to_begin_after_a_revision_that_is_not_there(self, store: Store) -> None:
        with pytest.raises(StaleRevision):
            store.append(draft(note()), made_from=1)
        assert store.read() == Ledger()

    def test_sees_what_another_writer_appended(self, store: Store, open_store: Open) -> None:
        assert store.read().revision == 0
        open_store().append(draft(note()), made_from=0)
        assert store.read().revision == 1
        with pytest.raises(StaleRevision):
            store.append(draft(note()), made_from=0)

    def test_makes_a_record_anew_when_another_writer_came_first(
        self, store: Store, open_store: Open
    ) -> None:
        seen: list[int] = []

        def make(ledger: Ledger) -> Draft:
            seen.append(ledger.revision)
            if len(seen) == 1:  # between our reading and our writing
                open_store().append(draft(note("của người khác")), made_from=0)
            return draft(note(f"theo bản {ledger.revision}"))

        made, appended, _before = commit(store, make)
        assert seen == [0, 1]
        assert appended.revision == 2
        assert made.changes == (note("theo bản 1"),)
        texts = [change.text for t in store.read().transactions for change in t.changes]
        assert texts == ["của người khác", "theo bản 1"]

    def test_keeps_what_was_read_as_it_was_read(self, store: Store) -> None:
        store.append(draft(note()), made_from=0)
        read = store.read()
        store.append(draft(note()), made_from=1)
        assert read.revision == 1


# The JSON file ------------------------------------------------------------------------------------


@pytest.fixture
def english() -> None:
    """What is asserted of a message is asserted of its English form."""
    wording.use("en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "status.json"


@pytest.fixture
def written(path: Path) -> bytes:
    """A small good store, and its bytes."""
    store = JsonStore(path)
    store.append(draft(status(note="Đã nhận")), made_from=0)
    store.append(draft(note("hẹn thứ sáu")), made_from=1)
    store.append(draft(undo(1)), made_from=2)
    return path.read_bytes()


def forged(*bodies: bytes | dict[str, Any], head: bytes | None = None) -> bytes:
    """A store of these lines under a chain that holds, as another program could make it.

    A body given as bytes is a line without its digest, taken as it is.
    """
    lines: list[bytes] = []
    previous: str | None = None
    for revision, body in enumerate(bodies, start=1):
        if isinstance(body, dict):
            linked = body | {"revision": revision, "previous": previous}
            body = json.dumps(linked, ensure_ascii=False).encode()  # noqa: PLW2901
        previous = hashlib.sha256(body).hexdigest()
        lines.append(body[:-1] + f', "digest": "{previous}"}}'.encode())
    head = head or b'{"format": "ttdn/store@1", "transactions": ['
    return head + b"\n" + b",\n".join(lines) + b"\n]}\n"


def body(*changes: dict[str, Any], **members: Any) -> dict[str, Any]:
    """A line's members; its number and what it follows are filled in by ``forged``."""
    return {
        "revision": 1,
        "recorded_at": "2024-04-05T09:12:00+07:00",
        "by": "btg-mau",
        "command": "undo",
        "inputs": {"plans": "1", "units": "2", "settings": "3"},
        "changes": list(changes) or [{"kind": "undo", "revision": 1, "unit": None, "note": None}],
        "previous": None,
    } | members


def first_line(**members: Any) -> bytes:
    """The bytes of a first line without its digest."""
    return json.dumps(body(**members)).encode()


class TestJsonStore(StoreContract):
    @pytest.fixture
    def open_store(self, path: Path) -> Open:
        return lambda: JsonStore(path)

    def test_reading_before_the_first_write_makes_nothing(
        self, store: Store, tmp_path: Path
    ) -> None:
        store.read()
        assert list(tmp_path.iterdir()) == []

    def test_reading_writes_nothing(self, written: bytes, path: Path) -> None:
        before = {file.name: file.stat().st_mtime_ns for file in path.parent.iterdir()}
        JsonStore(path).read()
        assert {file.name: file.stat().st_mtime_ns for file in path.parent.iterdir()} == before
        assert path.read_bytes() == written

    def test_the_first_write_makes_the_folder(self, store: Store, path: Path) -> None:
        assert not path.parent.exists()
        store.append(draft(note()), made_from=0)
        assert path.is_file()

    def test_the_first_write_makes_no_more_than_the_one_folder(self, tmp_path: Path) -> None:
        """A workspace that is gone (a share not mounted) is not made up."""
        with pytest.raises(CannotWrite):
            JsonStore(tmp_path / "gone" / "store" / "status.json").append(
                draft(note()), made_from=0
            )
        assert list(tmp_path.iterdir()) == []

    def test_a_stale_write_changes_no_byte(self, written: bytes, path: Path) -> None:
        with pytest.raises(StaleRevision):
            JsonStore(path).append(draft(note()), made_from=1)
        assert path.read_bytes() == written

    def test_what_cannot_be_serialised_changes_no_byte(self, written: bytes, path: Path) -> None:
        with pytest.raises(ValueError, match="surrogate"):
            JsonStore(path).append(draft(note("\ud800")), made_from=3)
        assert path.read_bytes() == written
        assert JsonStore(path).append(draft(note()), made_from=3).revision == 4

    @pytest.mark.usefixtures("written")
    def test_a_write_leaves_no_temporary_file(self, path: Path) -> None:
        assert [file for file in path.parent.iterdir() if file.suffix == ".tmp"] == []

    @pytest.mark.usefixtures("written")
    def test_a_write_sweeps_what_a_killed_writer_left(self, path: Path) -> None:
        left = path.with_name(".ttdn-status.json.4711.0123abcd.tmp")
        left.write_bytes(b'{"format": "ttdn/st')
        JsonStore(path).append(draft(note()), made_from=3)
        assert not left.exists()

    @pytest.mark.usefixtures("written")
    def test_a_write_leaves_alone_what_an_announcing_check_is_just_writing(
        self, path: Path
    ) -> None:
        """It holds the lock of its mark, and not the ledger's."""
        mark = path.with_name(".ttdn-announced.json.4711.0123abcd.tmp")
        mark.write_bytes(b"")
        JsonStore(path).append(draft(note()), made_from=3)
        assert mark.exists()

    @pytest.mark.usefixtures("written")
    def test_the_same_bytes_are_verified_once(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A command reads before it asks and again under the lock: history is long."""
        verified: list[bytes] = []

        def noted(data: bytes) -> tuple[Transaction, ...]:
            verified.append(data)
            return transactions_of(data)

        monkeypatch.setattr("tt_doingoai.store.json_store.transactions_of", noted)
        store, held = JsonStore(path), [path.read_bytes()]
        for revision in (3, 4):
            store.append(draft(note()), made_from=revision)
            held.append(path.read_bytes())
            store.read()
        assert verified == held

    @pytest.mark.usefixtures("written")
    def test_a_folder_that_could_not_be_flushed_is_told_and_the_write_counts(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fsync = os.fsync

        def no_folder(descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            fsync(descriptor)

        monkeypatch.setattr(os, "fsync", no_folder)
        appended = JsonStore(path).append(draft(note()), made_from=3)
        assert appended == Appended(4, durability_confirmed=False)
        assert JsonStore(path).read().revision == 4

    def test_the_first_write_flushes_the_folder_that_holds_the_new_folder(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Else a power cut after "recorded" takes the folder away, and the ledger in it."""
        flushed: set[int] = set()
        fsync = os.fsync

        def noted(descriptor: int) -> None:
            flushed.add(os.fstat(descriptor).st_ino)
            fsync(descriptor)

        monkeypatch.setattr(os, "fsync", noted)
        JsonStore(path).append(draft(note()), made_from=0)
        assert path.parent.stat().st_ino in flushed
        assert path.parent.parent.stat().st_ino in flushed


class TestTheFile:
    """One valid JSON document, one transaction a line."""

    def test_is_one_json_document(self, written: bytes) -> None:
        told = json.loads(written)
        assert list(told) == ["format", "transactions"]
        assert told["format"] == "ttdn/store@1"
        assert [t["revision"] for t in told["transactions"]] == [1, 2, 3]

    def test_has_one_transaction_a_line_between_its_head_and_its_tail(self, written: bytes) -> None:
        head, *lines, tail, end = written.split(b"\n")
        assert head == b'{"format": "ttdn/store@1", "transactions": ['
        assert (tail, end) == (b"]}", b"")
        assert [line[-1:] for line in lines] == [b",", b",", b"}"]
        assert [json.loads(line.rstrip(b","))["revision"] for line in lines] == [1, 2, 3]

    def test_has_the_members_of_the_contract(self, written: bytes) -> None:
        assert json.loads(written)["transactions"][0] == {
            "revision": 1,
            "recorded_at": "2024-04-05T09:12:00+07:00",
            "by": "btg-mau",
            "command": "done",
            "inputs": {"plans": "p" * 64, "units": "u" * 64, "settings": "s" * 64},
            "changes": [
                {
                    "kind": "status",
                    "plan": "mau",
                    "plan_version": 1,
                    "task": "I.1",
                    "unit": "mot",
                    "period": None,
                    "status": "done",
                    "on": "2024-04-05",
                    "note": "Đã nhận",
                    "basis": None,
                    "answer_by": None,
                    "evidence": [],
                    "fingerprint": status().fingerprint,
                    "supersedes": None,
                }
            ],
            "previous": None,
            "digest": json.loads(written)["transactions"][0]["digest"],
        }

    def test_can_be_searched_for_vietnamese_words(self, written: bytes) -> None:
        assert "hẹn thứ sáu".encode() in written

    def test_is_a_chain_of_digests_over_the_lines_own_bytes(self, written: bytes) -> None:
        previous = None
        for line in written.split(b"\n")[1:-2]:
            told = json.loads(line.rstrip(b","))
            last_member = f', "digest": "{told["digest"]}"'.encode()
            covered = line.rstrip(b",").replace(last_member, b"")
            assert hashlib.sha256(covered).hexdigest() == told["digest"]
            assert told["previous"] == previous
            previous = told["digest"]

    def test_is_what_a_reader_is_told_of(self, written: bytes, path: Path) -> None:
        told = json.loads(written)["transactions"]
        ledger = JsonStore(path).read()
        assert [t.digest for t in ledger.transactions] == [t["digest"] for t in told]
        assert ledger.head == told[-1]["digest"]

    def test_keeps_the_bytes_of_history(self, written: bytes, path: Path) -> None:
        JsonStore(path).append(draft(note()), made_from=3)
        now = path.read_bytes()
        assert now.startswith(written[: -len(b"\n]}\n")] + b",\n")

    def test_keeps_the_bytes_of_a_history_that_another_program_spaced_otherwise(
        self, path: Path
    ) -> None:
        """What a line says is not serialised again: a digest printed on paper stays the same."""
        wide = json.dumps(body(), indent=None, separators=(" , ", " : ")).encode()
        path.parent.mkdir()
        path.write_bytes(forged(wide))
        JsonStore(path).append(draft(note()), made_from=1)
        assert wide[:-1] in path.read_bytes()
        assert JsonStore(path).read().revision == 2

    def test_that_was_emptied_is_not_taken_for_new(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_bytes(b'{"format": "ttdn/store@1", "transactions": [\n]}\n')
        assert_refused(path, "không có lần cập nhật nào")

    def test_holds_what_was_forged_here(self, path: Path) -> None:
        """Only then do the refusals of other forgeries say anything."""
        path.parent.mkdir()
        path.write_bytes(forged(body(), first_line(revision=2, previous=head_of(forged(body())))))
        assert JsonStore(path).read().revision == 2


def head_of(data: bytes) -> str:
    digest: str = json.loads(data)["transactions"][-1]["digest"]
    return digest


def assert_refused(path: Path, *told: str) -> None:
    """Neither read nor written over; the message is one line that says what is wrong."""
    before = path.read_bytes() if path.is_file() else None
    for attempt in (JsonStore(path).read, lambda: JsonStore(path).append(draft(), made_from=0)):
        with pytest.raises(StoreError) as caught:
            attempt()
        assert caught.value.exit_code == 3
        assert "\n" not in caught.value.message
        assert "store/status.json" in caught.value.message
        for words in told:
            assert words in caught.value.message
    assert before is None or path.read_bytes() == before


def lines_of(data: bytes) -> list[bytes]:
    return data.split(b"\n")


def without_line(data: bytes, number: int) -> bytes:
    lines = lines_of(data)
    del lines[number]
    return b"\n".join(lines)


def with_lines_swapped(data: bytes) -> bytes:
    lines = lines_of(data)
    lines[1], lines[2] = lines[2], lines[1]
    return b"\n".join(lines)


def with_a_line_twice(data: bytes) -> bytes:
    lines = lines_of(data)
    lines.insert(2, lines[1])
    return b"\n".join(lines)


def conflicted(data: bytes) -> bytes:
    """As a version control system leaves a merge that it could not make."""
    lines = lines_of(data)
    ours, theirs = [b"<<<<<<< ours", lines[3], b"======="], [lines[3], b">>>>>>> theirs"]
    return b"\n".join([*lines[:3], *ours, *theirs, *lines[4:]])


def told_of(data: bytes) -> Any:
    return json.loads(data)


# A damage, and what the message must say of it.
DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "an empty file": (lambda _: b"", "it is empty"),
    "white space": (lambda _: b" \n\n", "it is empty"),
    "no last line end": (lambda d: d[:-1], "its end is missing"),
    "no tail": (lambda d: d[: -len(b"]}\n")], "its end is missing"),
    "half of it": (lambda d: d[: len(d) // 2], "its end is missing"),
    "zeros for its second half": (
        lambda d: d[: len(d) // 2] + bytes(len(d) - len(d) // 2),
        "its end is missing",
    ),
    "zeros": (lambda d: bytes(len(d)), "damaged"),
    "text after it": (lambda d: d + b"\n", "its end is missing"),
    "itself twice": (lambda d: d + d, "merged"),
    "indented": (lambda d: json.dumps(told_of(d), indent=2).encode(), "reformatted"),
    "compact": (lambda d: json.dumps(told_of(d), separators=(",", ":")).encode(), "reformatted"),
    "on one line": (lambda d: d.replace(b"\n", b" "), "reformatted"),
    "members sorted": (
        lambda d: json.dumps(told_of(d), sort_keys=True, indent=1).encode(),
        "reformatted",
    ),
    "windows line ends": (lambda d: d.replace(b"\n", b"\r\n"), "reformatted"),
    "a blank line": (lambda d: d.replace(b"[\n", b"[\n\n", 1), "reformatted"),
    "letters escaped": (lambda d: d.replace("Đ".encode(), b"\\u0110"), "line 2"),
    "a changed day": (lambda d: d.replace(b'"on": "2024-04-05"', b'"on": "2024-04-04"'), "line 2"),
    "a changed unit": (lambda d: d.replace(b'"unit": "mot"', b'"unit": "hai"', 1), "line 2"),
    "a space in a line": (lambda d: d.replace(b'"revision": 2', b'"revision":  2'), "line 3"),
    "a space after a line": (lambda d: d.replace(b"},\n", b"} ,\n", 1), "line 2"),
    "lines swapped": (with_lines_swapped, "line 2"),
    "lines merged": (lambda d: d.replace(b"},\n", b"}, ", 1), "line 2"),
    "the first line deleted": (lambda d: without_line(d, 1), "line 2"),
    "a line deleted": (lambda d: without_line(d, 2), "line 3"),
    "the last line deleted": (lambda d: without_line(d, 3), "reformatted"),
    "a line twice": (with_a_line_twice, "line 3"),
    "a conflict": (conflicted, "reformatted"),
    "the head deleted": (lambda d: without_line(d, 0), "damaged"),
    "a byte order mark": (lambda d: b"\xef\xbb\xbf" + d, "byte order mark"),
    "utf-16": (lambda d: d.decode().encode("utf-16"), "not UTF-8"),
    "latin letters": (lambda d: d.replace("ẹ".encode(), b"\xe9"), "line 3"),
    "latin letters before it": (lambda d: b"\xe9" + d, "not UTF-8"),
    "a newer format": (lambda d: d.replace(b"store@1", b"store@2", 1), '"ttdn/store@2"'),
    "a newer format, indented": (
        lambda d: json.dumps({"format": "ttdn/store@2", "data": [told_of(d)]}, indent=2).encode(),
        "update ttdn",
    ),
    "a newer format that says two lines": (
        lambda _: b'{"format": "ttdn/store@2\\nttdn: ok", "transactions": []}',
        "update ttdn",
    ),
    "another format of ttdn": (
        lambda _: b'{"format": "ttdn/status@1", "obligations": []}',
        "not a ledger",
    ),
    "another JSON file": (lambda _: b'{"name": "x"}\n', "not a ledger"),
    "a JSON list": (lambda _: b"[]\n", "not a ledger"),
    "a JSON null": (lambda _: b"null", "not a ledger"),
    "a format that is no text": (lambda _: b'{"format": 1}', "not a ledger"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not UTF-8"),
    "a web page": (lambda _: b"<!DOCTYPE html><title>Sign in</title>", "damaged"),
    "deep nesting": (lambda _: b"[" * 200_000, "damaged"),
    "deep nesting that closes": (lambda _: b"[" * 200_000 + b"]" * 200_000, "damaged"),
    "a duplicate format": (
        lambda d: d.replace(b'{"format"', b'{"format": "ttdn/store@1", "format"', 1),
        "damaged",
    ),
}

# A store whose chain holds, and which the format does not allow all the same.
FORGERIES: dict[str, tuple[bytes, str]] = {
    "an unknown kind": (forged(body({"kind": "merger", "into": "hai"})), '"merger"'),
    "an unknown kind later on": (forged(body(), body({"kind": "merger"})), "line 3"),
    "an unknown kind of two lines": (forged(body({"kind": "merger\nttdn: ok"})), "merger"),
    "an unknown status": (
        forged(
            body(
                told_of(encode(draft(status()), revision=1, previous=None))["changes"][0]
                | {"status": "postponed"}
            )
        ),
        '"postponed"',
    ),
    "a kind that is no text": (forged(body({"kind": ["undo"]})), "line 2"),
    "a member twice": (forged(first_line()[:-1] + b', "changes": []}'), "line 2"),
    "a digest twice": (forged(first_line(digest="0" * 64)), "line 2"),
    "a member within a change twice": (
        forged(first_line().replace(b'"unit": null', b'"unit": null, "unit": null')),
        "line 2",
    ),
    "NaN": (
        forged(first_line().replace(b'"revision": 1, "unit"', b'"revision": NaN, "unit"')),
        "line 2",
    ),
    "Infinity": (forged(first_line().replace(b'"unit": null', b'"unit": -Infinity')), "line 2"),
    "1e999": (forged(first_line().replace(b'"unit": null', b'"unit": 1e999')), "line 2"),
    "a fraction for a number": (forged(first_line().replace(b": 1,", b": 1.0,", 1)), "line 2"),
    "true for a number": (forged(first_line().replace(b": 1,", b": true,", 1)), "line 2"),
    "a number of ten thousand digits": (
        forged(first_line().replace(b": 1,", b": 1" + b"0" * 10_000 + b",", 1)),
        "line 2",
    ),
    "deep nesting in a line": (
        forged(first_line().replace(b"null", b"[" * 200_000 + b"]" * 200_000, 1)),
        "line 2",
    ),
    "not UTF-8 in a line": (forged(first_line().replace(b"btg-mau", b"\xe9\xea")), "line 2"),
    "a moment without a time zone": (forged(body(recorded_at="2024-04-05T09:12:00")), "line 2"),
    "another number": (forged(first_line(revision=2)), "line 2"),
    "a number twice": (forged(body(), first_line(revision=1)), "line 3"),
    "another line before": (forged(body(), first_line(revision=2, previous="0" * 64)), "line 3"),
    "a line before the first": (forged(first_line(previous="0" * 64)), "line 2"),
    "a member too many": (forged(body(host="x")), "line 2"),
    "a member too few": (forged(b'{"revision": 1, "previous": null}'), "line 2"),
    "changes that are no list": (forged(body(changes=None)), "line 2"),
    "a line that is a text": (forged(b'"x}'), "line 2"),
}


@pytest.mark.usefixtures("english")
class TestItIsRefused:
    """What cannot be trusted is never shown as empty, and never written over."""

    @pytest.mark.parametrize("damage", DAMAGES)
    def test_where_it_was_damaged_edited_or_exchanged(
        self, written: bytes, path: Path, damage: str
    ) -> None:
        make, told = DAMAGES[damage]
        assert make(written) != written
        path.write_bytes(make(written))
        assert_refused(path, told)

    @pytest.mark.parametrize("forgery", FORGERIES)
    def test_where_it_holds_what_the_format_does_not_allow(self, path: Path, forgery: str) -> None:
        data, told = FORGERIES[forgery]
        path.parent.mkdir()
        path.write_bytes(data)
        assert_refused(path, told)

    def test_where_it_was_cut_off_at_any_byte(self, written: bytes, path: Path) -> None:
        for length in range(len(written)):
            path.write_bytes(written[:length])
            with pytest.raises(StoreError):
                JsonStore(path).read()

    @pytest.mark.parametrize("bit", [0x01, 0x20, 0x80], ids=hex)
    def test_where_any_byte_was_changed(self, written: bytes, path: Path, bit: int) -> None:
        for position in range(len(written)):
            damaged = bytearray(written)
            damaged[position] ^= bit
            path.write_bytes(damaged)
            with pytest.raises(StoreError):
                JsonStore(path).read()

    def test_where_any_byte_was_taken_out(self, written: bytes, path: Path) -> None:
        for position in range(len(written)):
            path.write_bytes(written[:position] + written[position + 1 :])
            with pytest.raises(StoreError):
                JsonStore(path).read()

    def test_where_it_is_too_large(self, path: Path) -> None:
        path.parent.mkdir()
        with path.open("wb") as file:
            file.truncate(2_000_000_000)  # a hole: it takes no space
        with pytest.raises(StoreError, match="too large"):
            JsonStore(path).read()

    @pytest.mark.usefixtures("written")
    @pytest.mark.parametrize("target", ["a good store", "nothing"])
    def test_where_it_is_a_symbolic_link(self, path: Path, target: str) -> None:
        elsewhere = path.parent.parent / "elsewhere.json"
        path.rename(elsewhere)
        if target == "nothing":
            elsewhere.unlink()
        path.symlink_to(elsewhere)
        assert_refused(path, "symbolic link")
        assert path.is_symlink()
        assert elsewhere.exists() == (target == "a good store")

    def test_where_it_is_a_folder(self, path: Path) -> None:
        path.mkdir(parents=True)
        assert_refused(path, "not a file")
        assert path.is_dir()

    def test_where_it_is_a_pipe(self, path: Path) -> None:
        """It would be waited on for ever, which a scheduled check must never do."""
        path.parent.mkdir()
        os.mkfifo(path)
        script = (
            "import sys; from pathlib import Path\n"
            "from tt_doingoai.store.json_store import JsonStore\n"
            "from tt_doingoai.errors import StoreError\n"
            "try: JsonStore(Path(sys.argv[1])).read()\n"
            "except StoreError: print('refused')\n"
        )
        told = subprocess.run(  # kills it when the time is up
            [sys.executable, "-c", script, path],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert told.stdout == "refused\n"

    @pytest.mark.usefixtures("written")
    def test_where_it_may_not_be_read(self, path: Path) -> None:
        path.parent.chmod(0o755)
        path.chmod(0)
        with lesser_user(path.parent), pytest.raises(StoreError, match="cannot be read") as caught:
            JsonStore(Path(path.name)).read()
        assert caught.value.exit_code == 3

    def test_as_all_that_cannot_be_trusted_is(self) -> None:
        assert issubclass(StoreError, Untrusted)


class TestTheLock:
    def test_keeps_a_second_writer_out(self, written: bytes, path: Path) -> None:
        with lock_held(path), pytest.raises(StoreBusy) as caught:
            JsonStore(path, lock_seconds=0.2).append(draft(note()), made_from=3)
        assert caught.value.exit_code == 4
        assert path.read_bytes() == written

    @pytest.mark.usefixtures("written")
    def test_keeps_no_reader_out(self, path: Path) -> None:
        with lock_held(path):
            assert JsonStore(path, lock_seconds=0).read().revision == 3

    @pytest.mark.usefixtures("written")
    def test_is_waited_for(self, path: Path) -> None:
        """The holder lets go a moment after the writer came."""
        release = HOLDER.replace(
            "sys.stdin.read()", "sys.stdin.readline(); import time; time.sleep(0.3)"
        )
        with lock_held(path, script=("-c", release)) as holder:
            assert holder.stdin is not None
            holder.stdin.write("go\n")
            holder.stdin.flush()
            assert JsonStore(path).append(draft(note()), made_from=3).revision == 4

    def test_is_waited_for_as_long_as_the_store_was_told(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        locked, waited = lock.locked, []

        def noted(path: Path, *, seconds: float = lock.SECONDS) -> AbstractContextManager[None]:
            waited.append(seconds)
            return locked(path, seconds=seconds)

        monkeypatch.setattr(lock, "locked", noted)
        JsonStore(path, lock_seconds=0.2).append(draft(note()), made_from=0)
        assert waited == [0.2]

    @pytest.mark.usefixtures("written")
    def test_goes_with_a_holder_that_is_killed(self, path: Path) -> None:
        with lock_held(path) as holder:
            holder.kill()
            holder.wait()
            assert JsonStore(path).append(draft(note()), made_from=3).revision == 4

    @pytest.mark.usefixtures("written")
    def test_is_let_go_after_a_write(self, path: Path) -> None:
        with (path.parent / "status.json.lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def test_is_let_go_after_a_refusal(self, written: bytes, path: Path) -> None:
        path.write_bytes(b"")
        with pytest.raises(StoreError):
            JsonStore(path).append(draft(note()), made_from=3)
        path.write_bytes(written)
        assert JsonStore(path, lock_seconds=0).append(draft(note()), made_from=3).revision == 4

    def test_lies_open_to_the_second_member_of_a_group(self, path: Path) -> None:
        before = os.umask(0o077)
        try:
            JsonStore(path).append(draft(note()), made_from=0)
        finally:
            os.umask(before)
        assert stat.S_IMODE(path.with_name("status.json.lock").stat().st_mode) == 0o660

    @pytest.mark.parametrize("target_exists", [True, False], ids=["to a file", "to nothing"])
    def test_is_not_followed_where_it_is_a_symbolic_link(
        self, written: bytes, path: Path, *, target_exists: bool
    ) -> None:
        lock, target = path.with_name("status.json.lock"), path.with_name("precious.txt")
        lock.unlink()
        if target_exists:
            target.write_bytes(b"somebody's")
            target.chmod(0o600)
        lock.symlink_to(target)
        with pytest.raises(CannotWrite) as caught:
            JsonStore(path).append(draft(note()), made_from=3)
        assert caught.value.exit_code == 5
        assert "status.json.lock" in caught.value.message
        assert path.read_bytes() == written
        assert target.exists() == target_exists
        assert not target_exists or target.read_bytes() == b"somebody's"
        assert not target_exists or stat.S_IMODE(target.stat().st_mode) == 0o600

    def test_that_the_disk_does_not_know_is_a_failure_to_write(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A file that only stands for a lock would stay after a writer that was killed."""

        def unknown(*_args: object) -> None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

        monkeypatch.setattr(fcntl, "flock", unknown)
        with pytest.raises(CannotWrite):
            JsonStore(path).append(draft(note()), made_from=0)
        assert not path.exists()

    def test_that_will_not_open_takes_nothing_back(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        flock, failed = fcntl.flock, []

        def fails_once(descriptor: int, operation: int) -> None:
            if operation == fcntl.LOCK_UN and not failed:
                failed.append(descriptor)
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            flock(descriptor, operation)

        monkeypatch.setattr(fcntl, "flock", fails_once)
        assert JsonStore(path).append(draft(note()), made_from=0).revision == 1
        assert failed

    def test_is_told_of_when_it_keeps_a_writer_out(self, written: bytes, path: Path) -> None:
        with lock_held(path), pytest.raises(StoreBusy) as caught:
            JsonStore(path, lock_seconds=0).append(draft(note()), made_from=3)
        assert caught.value.message == (
            "sổ đang được người khác ghi; chưa ghi gì; thử lại sau giây lát"
        )
        assert path.read_bytes() == written

    def test_that_is_a_link_is_told_of(self, path: Path) -> None:
        path.parent.mkdir()
        path.with_name("status.json.lock").symlink_to("elsewhere")
        with pytest.raises(CannotWrite) as caught:
            JsonStore(path).append(draft(note()), made_from=0)
        assert caught.value.message == (
            '"status.json.lock" là liên kết tượng trưng; không ghi vào đó'
        )

    def test_that_is_a_folder_is_a_failure_to_write(self, path: Path) -> None:
        path.with_name("status.json.lock").mkdir(parents=True)
        with pytest.raises(CannotWrite):
            JsonStore(path, lock_seconds=0.2).append(draft(note()), made_from=0)


@pytest.fixture
def shared(written: bytes) -> Iterator[Path]:
    """A good store in a folder that every user can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        store = Path(folder) / "store"
        store.mkdir()
        store.chmod(0o755)
        (store / "status.json").write_bytes(written)
        (store / "status.json").chmod(0o644)
        yield store / "status.json"


class TestWithoutPermissionToWrite:
    def test_reading_works(self, shared: Path) -> None:
        shared.parent.chmod(0o555)
        shared.chmod(0o444)
        with lesser_user(shared.parent):
            assert JsonStore(shared).read().revision == 3

    def test_reading_works_while_the_lock_is_held(self, shared: Path) -> None:
        with lock_held(shared):
            shared.parent.chmod(0o555)
            with lesser_user(shared.parent):
                assert JsonStore(shared).read().revision == 3

    def test_writing_says_so_at_once_and_changes_nothing(
        self, written: bytes, shared: Path
    ) -> None:
        shared.parent.chmod(0o555)
        with lesser_user(shared.parent), pytest.raises(CannotWrite) as caught:
            JsonStore(shared).append(draft(note()), made_from=3)
        assert caught.value.exit_code == 5
        assert reason_of(OSError(errno.EACCES, "")) in caught.value.message
        assert shared.read_bytes() == written
        assert [file.name for file in shared.parent.iterdir()] == ["status.json"]

    @pytest.mark.skipif(os.geteuid() != 0, reason="a file of another user needs root")
    def test_another_users_lock_is_a_failure_to_write_and_not_a_busy_store(
        self, written: bytes, shared: Path
    ) -> None:
        lock = shared.with_name("status.json.lock")
        lock.touch()
        lock.chmod(0o600)
        shared.parent.chmod(0o777)
        with lesser_user(shared.parent), pytest.raises(CannotWrite):
            JsonStore(shared, lock_seconds=0.2).append(draft(note()), made_from=3)
        assert shared.read_bytes() == written
