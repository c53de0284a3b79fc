"""One transaction is one line of JSON, with every member, under a digest of its own bytes."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import HANOI, draft, note, status
from tests.changes import BARE, FULL, NULLABLE
from tt_doingoai.model.ledger import (
    CHANGE_KINDS,
    Change,
    Draft,
    Evidence,
    Inputs,
    SnapshotChange,
    Transaction,
)
from tt_doingoai.store.lines import decode, digest_of, encode, split_digest
from tt_doingoai.store.values import BadLine, NewerKind

OBLIGATION = ["plan", "plan_version", "task", "unit", "period", "on"]
MEMBERS: dict[str, list[str]] = {
    "status": [
        *OBLIGATION,
        "status",
        "note",
        "basis",
        "answer_by",
        "evidence",
        "fingerprint",
        "supersedes",
    ],
    "extension": [*OBLIGATION, "to", "basis", "note", "supersedes"],
    "note": [*OBLIGATION, "topic", "text", "evidence", "supersedes"],
    "confirmation": [*OBLIGATION, "basis", "note", "fingerprint"],
    "reminder": [*OBLIGATION, "number", "answer_by", "note"],
    "undo": ["revision", "unit", "note"],
    "plan_closed": ["plan", "on", "basis", "note"],
    "snapshot": ["name", "at_revision", "on", "note"],
    "restore": ["name", "replaced_revision", "replaced_head", "replaced_sha256", "note"],
}
ALL_MEMBERS = [(kind, member) for kind, members in MEMBERS.items() for member in members]
A_DIGEST = "d" * 64


def line_of(*changes: Change, revision: int = 1, previous: str | None = None) -> bytes:
    return encode(draft(*changes), revision=revision, previous=previous)


def body_of(*changes: Change) -> dict[str, Any]:
    """A line as parsed, without its digest."""
    told: dict[str, Any] = json.loads(line_of(*changes))
    del told["digest"]
    return told


def read_back(line: bytes) -> Transaction:
    body, digest = split_digest(line)
    return decode(body, digest=digest).transaction


def decoded(told: Mapping[str, Any]) -> Transaction:
    return decode(json.dumps(told).encode(), digest=A_DIGEST).transaction


def told_with(kind: str, member: str, value: object) -> dict[str, Any]:
    told = body_of(FULL[kind])
    told["changes"][0][member] = value
    return told


def assert_bad(told: dict[str, Any]) -> None:
    """It is refused as damaged, not as the work of a newer version."""
    with pytest.raises(BadLine) as caught:
        decoded(told)
    assert not isinstance(caught.value, NewerKind)


def test_the_samples_are_every_kind_there_is() -> None:
    assert set(FULL) == set(CHANGE_KINDS) == set(MEMBERS) == set(NULLABLE)


class TestARoundTrip:
    @pytest.mark.parametrize("kind", FULL)
    @pytest.mark.parametrize("samples", [FULL, BARE], ids=["full", "bare"])
    def test_gives_back_a_change_of_every_kind(self, samples: dict[str, Change], kind: str) -> None:
        assert read_back(line_of(samples[kind])).changes == (samples[kind],)

    def test_gives_back_what_stands_round_the_changes(self) -> None:
        given = Draft(
            recorded_at=dt.datetime(2024, 4, 5, 23, 59, 58, tzinfo=HANOI),
            by="btg-mau",
            command="return",
            inputs=Inputs(plans="1" * 64, units="2" * 64, settings="3" * 64),
            changes=(status(unit="mot"), status(unit="hai")),
        )
        line = encode(given, revision=12, previous="e" * 64)
        assert read_back(line) == Transaction(
            recorded_at=given.recorded_at,
            by="btg-mau",
            command="return",
            inputs=given.inputs,
            changes=given.changes,
            revision=12,
            digest=json.loads(line)["digest"],
        )

    def test_keeps_the_offset_of_the_moment(self) -> None:
        assert read_back(line_of(note())).recorded_at.utcoffset() == dt.timedelta(hours=7)

    def test_keeps_the_order_of_the_changes(self) -> None:
        changes = [status(unit=unit) for unit in ("ba", "mot", "hai")]
        assert read_back(line_of(*changes)).changes == tuple(changes)

    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    def test_gives_back_any_text_from_one_line(self, text: str) -> None:
        line = line_of(note(text))
        assert b"\n" not in line
        assert b"\r" not in line
        assert read_back(line).changes == (note(text),)


class TestALine:
    def test_has_its_members_in_the_order_of_the_contract(self) -> None:
        assert list(json.loads(line_of(status()))) == [
            "revision",
            "recorded_at",
            "by",
            "command",
            "inputs",
            "changes",
            "previous",
            "digest",
        ]

    def test_writes_days_and_moments_as_iso(self) -> None:
        told = json.loads(line_of(FULL["status"]))
        assert told["recorded_at"] == "2024-04-05T09:12:00+07:00"
        assert told["changes"][0]["on"] == "2024-04-05"
        assert told["changes"][0]["answer_by"] == "2024-04-20"

    def test_names_the_line_before(self) -> None:
        assert json.loads(line_of(note(), revision=2, previous="e" * 64))["previous"] == "e" * 64

    def test_names_no_line_before_the_first(self) -> None:
        assert json.loads(line_of(note()))["previous"] is None

    def test_lets_vietnamese_letters_stand_as_they_are(self) -> None:
        assert "Đã nhắc qua điện thoại, hẹn thứ Ưu tiên".encode() in line_of(
            note("Đã nhắc qua điện thoại, hẹn thứ Ưu tiên")
        )

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
    def test_is_one_line_whatever_line_ends_a_note_holds(self, end: str) -> None:
        line = line_of(note(f"dòng một{end}dòng hai"))
        assert line.splitlines() == [line]
        assert read_back(line).changes == (note(f"dòng một{end}dòng hai"),)

    def test_is_not_broken_by_a_note_that_looks_like_its_end(self) -> None:
        """Whoever cuts the digest off must not be led astray by what a user typed."""
        hostile = note(f'x", "digest": "{"0" * 64}"}}')
        assert read_back(line_of(hostile)).changes == (hostile,)

    @pytest.mark.parametrize("samples", [FULL, BARE], ids=["full", "bare"])
    @pytest.mark.parametrize("kind", MEMBERS)
    def test_holds_every_member_of_a_change_even_where_it_has_no_value(
        self, samples: dict[str, Change], kind: str
    ) -> None:
        (change,) = json.loads(line_of(samples[kind]))["changes"]
        assert change["kind"] == kind
        assert sorted(change) == sorted(["kind", *MEMBERS[kind]])

    def test_holds_every_member_of_a_document_even_where_it_has_no_value(self) -> None:
        (change,) = json.loads(line_of(status(evidence=(Evidence(number="12"),))))["changes"]
        assert change["evidence"] == [{"number": "12", "url": None, "path": None, "sha256": None}]

    def test_is_not_made_of_what_utf8_cannot_hold(self) -> None:
        with pytest.raises(ValueError, match="surrogate"):
            line_of(note("\ud800"))


class TestTheDigest:
    def test_is_the_sha256_of_the_lines_own_bytes_without_its_last_member(self) -> None:
        line = line_of(status(note="Đã nhận"), revision=2, previous="e" * 64)
        digest = json.loads(line)["digest"]
        last_member = f', "digest": "{digest}"'.encode()
        assert line.endswith(last_member + b"}")
        assert hashlib.sha256(line.replace(last_member, b"")).hexdigest() == digest

    def test_covers_the_line_before(self) -> None:
        first, second = (line_of(note(), revision=2, previous=p * 64) for p in "ab")
        assert split_digest(first)[1] != split_digest(second)[1]

    def test_is_cut_off_with_the_bytes_it_covers(self) -> None:
        body, digest = split_digest(line_of(note()))
        assert digest_of(body) == digest
        assert "digest" not in json.loads(body)

    @pytest.mark.parametrize(
        "line",
        [
            b"",
            b"{}",
            b'{"revision": 1}',
            b'{"revision": 1, "digest": "' + b"0" * 63 + b'"}',
            b'{"revision": 1, "digest": "' + b"0" * 65 + b'"}',
            b'{"revision": 1, "digest": "' + b"0" * 64 + b'"} ',
            b'{"revision": 1, "digest":"' + b"0" * 64 + b'"}',
            b'{"digest": "' + b"0" * 64 + b'", "revision": 1}',
        ],
        ids=[
            "empty",
            "no members",
            "no digest",
            "short",
            "long",
            "space after",
            "respaced",
            "first",
        ],
    )
    def test_is_missed_where_the_line_does_not_end_in_one(self, line: bytes) -> None:
        with pytest.raises(BadLine):
            split_digest(line)


class TestWhatANewerVersionWrote:
    def test_is_told_by_its_unknown_kind(self) -> None:
        with pytest.raises(NewerKind, match="merger"):
            decoded(told_with("status", "kind", "merger"))

    def test_is_told_by_its_unknown_status(self) -> None:
        with pytest.raises(NewerKind, match="postponed"):
            decoded(told_with("status", "status", "postponed"))

    def test_is_told_by_its_unknown_topic(self) -> None:
        with pytest.raises(NewerKind, match="visit"):
            decoded(told_with("note", "topic", "visit"))

    def test_is_told_whatever_other_members_the_kind_has(self) -> None:
        told = body_of(note())
        told["changes"] = [{"kind": "merger", "into": "hai"}]
        with pytest.raises(NewerKind):
            decoded(told)


class TestAChangeIsRefused:
    @pytest.mark.parametrize(("kind", "member"), ALL_MEMBERS)
    def test_where_a_member_is_missing(self, kind: str, member: str) -> None:
        told = body_of(FULL[kind])
        del told["changes"][0][member]
        assert_bad(told)

    @pytest.mark.parametrize("kind", MEMBERS)
    def test_where_a_member_is_too_many(self, kind: str) -> None:
        assert_bad(told_with(kind, "priority", None))

    @pytest.mark.parametrize(
        ("kind", "member"), [(k, m) for k, m in ALL_MEMBERS if m not in NULLABLE[k]]
    )
    def test_where_a_value_must_stand_and_does_not(self, kind: str, member: str) -> None:
        assert_bad(told_with(kind, member, None))

    @pytest.mark.parametrize("value", [[], {}, True, 1.5], ids=repr)
    @pytest.mark.parametrize(("kind", "member"), ALL_MEMBERS)
    def test_where_a_value_is_of_another_type(self, kind: str, member: str, value: object) -> None:
        if (member, value) == ("evidence", []):
            value = ["12-BC/MAU"]
        assert_bad(told_with(kind, member, value))

    @pytest.mark.parametrize(
        "member", ["plan", "task", "unit", "period", "note", "basis", "status", "fingerprint"]
    )
    def test_where_a_number_stands_for_a_text(self, member: str) -> None:
        assert_bad(told_with("status", member, 5))

    @pytest.mark.parametrize("value", ["1", -1], ids=repr)
    @pytest.mark.parametrize(
        ("kind", "member"),
        [
            ("status", "plan_version"),
            ("status", "supersedes"),
            ("undo", "revision"),
            ("snapshot", "at_revision"),
        ],
    )
    def test_where_a_number_is_none(self, kind: str, member: str, value: object) -> None:
        assert_bad(told_with(kind, member, value))

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "5/4/2024",
            "2024-02-30",
            "2024-4-5",
            "2024-04",
            "2024-04-05T00:00:00",
            "20240405",
            "2024-W14-5",
            " 2024-04-05",
            20240405,
        ],
    )
    @pytest.mark.parametrize(
        ("kind", "member"),
        [("status", "on"), ("status", "answer_by"), ("extension", "to"), ("snapshot", "on")],
    )
    def test_where_a_day_is_not_written_as_the_contract_writes_days(
        self, kind: str, member: str, value: object
    ) -> None:
        assert_bad(told_with(kind, member, value))

    @pytest.mark.parametrize("kind", [None, 5, True, [], {}, ["status"]], ids=repr)
    def test_where_its_kind_is_no_text(self, kind: object) -> None:
        assert_bad(told_with("status", "kind", kind))

    def test_where_it_has_no_kind(self) -> None:
        told = body_of(note())
        del told["changes"][0]["kind"]
        assert_bad(told)

    @pytest.mark.parametrize(
        "document",
        [
            None,
            "12-BC/MAU",
            {},
            {"number": "12", "url": None, "path": None},
            {"number": "12", "url": None, "path": None, "sha256": None, "size": None},
            {"number": 12, "url": None, "path": None, "sha256": None},
        ],
        ids=["null", "text", "empty", "one too few", "one too many", "a number"],
    )
    def test_where_a_document_is_not_whole(self, document: object) -> None:
        assert_bad(told_with("status", "evidence", [document]))


class TestATransactionIsRefused:
    @pytest.mark.parametrize("member", list(body_of(note())))
    def test_where_a_member_is_missing(self, member: str) -> None:
        told = body_of(note())
        del told[member]
        assert_bad(told)

    def test_where_a_member_is_too_many(self) -> None:
        assert_bad(body_of(note()) | {"host": None})

    @pytest.mark.parametrize(
        ("member", "value"),
        [
            ("revision", None),
            ("revision", "1"),
            ("revision", True),
            ("revision", 1.5),
            ("revision", -1),
            ("recorded_at", None),
            ("recorded_at", 1712283120),
            ("recorded_at", "hôm nay"),
            ("recorded_at", "2024-04-05"),
            ("by", None),
            ("by", 5),
            ("command", None),
            ("command", []),
            ("inputs", None),
            ("inputs", []),
            ("inputs", {"plans": "1"}),
            ("inputs", {"plans": "1", "units": "2", "settings": "3", "roster": "4"}),
            ("inputs", {"plans": "1", "units": "2", "settings": None}),
            ("inputs", {"plans": "1", "settings": "3"}),
            ("inputs", {"plans": "1", "units": None, "settings": "3"}),
            ("changes", None),
            ("changes", {}),
            ("changes", ""),
            ("changes", [None]),
            ("changes", [[]]),
            ("changes", ["status"]),
            ("previous", 5),
            ("previous", []),
        ],
    )
    def test_where_a_value_is_of_another_type(self, member: str, value: object) -> None:
        assert_bad(body_of(note()) | {member: value})

    def test_where_the_moment_has_no_time_zone(self) -> None:
        assert_bad(body_of(note()) | {"recorded_at": "2024-04-05T09:12:00"})

    def test_where_one_of_several_changes_is_bad(self) -> None:
        told = body_of(note(), note("hai"))
        broken = copy.deepcopy(told)
        broken["changes"][1]["on"] = None
        assert_bad(broken)
        assert len(decoded(told).changes) == 2

    @pytest.mark.parametrize("period", ["", "2024-13", "quý II/2024", "x", "2024-Q5"])
    def test_where_a_period_is_none(self, period: str) -> None:
        assert_bad(told_with("note", "period", period))


class TestItSaysWhatItExpected:
    """For whoever writes another store; an office is told which line was damaged."""

    @pytest.mark.parametrize(
        ("kind", "member", "value", "expected"),
        [
            ("status", "plan", 1, "a text is expected"),
            ("status", "period", "2024-13", "a period is expected"),
            ("status", "plan_version", "1", "a number is expected"),
            ("status", "plan_version", True, "a number is expected"),
            ("status", "plan_version", -1, "a number is expected"),
            ("status", "evidence", {"number": "1"}, "a list is expected"),
            ("status", "evidence", [{"number": "1"}], "other members are expected"),
            ("status", "evidence", ["1"], "an object is expected"),
            ("status", "on", "5-4-2024", "a day is expected"),
            ("status", "on", "20240405", "a day is expected"),
            ("status", "more", 1, "members of a change of kind status"),
        ],
    )
    def test_of_a_member_of_a_change(
        self, kind: str, member: str, value: object, expected: str
    ) -> None:
        with pytest.raises(BadLine, match=f"^{expected}$"):
            decoded(told_with(kind, member, value))

    @pytest.mark.parametrize(
        ("member", "value", "expected"),
        [
            ("recorded_at", "hôm qua", "a moment is expected"),
            ("recorded_at", "2024-04-05T09:12:00", "a moment with its time zone is expected"),
            ("inputs", {"plans": "x"}, "inputs are expected"),
            ("inputs", {"plans": ["x"], "units": "y"}, "inputs are expected"),
            ("inputs", {}, "an object is expected"),
            ("changes", {}, "a list is expected"),
            ("changes", [{}], "an object is expected"),
            ("changes", [{"plan": "mau"}], "a change without kind"),
            ("by", None, "a text is expected"),
            ("more", 1, "other members are expected"),
        ],
    )
    def test_of_a_member_of_the_line(self, member: str, value: object, expected: str) -> None:
        with pytest.raises(BadLine, match=f"^{expected}$"):
            decoded(body_of(note()) | {member: value})

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            (b"{} ", "nothing may follow"),
            (b"[NaN]", "NaN"),
            (b"[1.5]", "1.5"),
            (b"{}", "an object"),
        ],
    )
    def test_of_the_json_itself(self, body: bytes, expected: str) -> None:
        with pytest.raises(BadLine, match=expected):
            decode(body, digest=A_DIGEST)

    @pytest.mark.parametrize(
        "line",
        [
            b"{}",
            b'{"a": 1, "digest": "' + b"a" * 63 + b'"}',
            b'{"a": 1, "digest": "' + b"a" * 65 + b'"}',
            b'{"a": 1, "digest": "' + b"a" * 64 + b'"]',
        ],
    )
    def test_of_the_digest_at_its_end(self, line: bytes) -> None:
        with pytest.raises(BadLine) as refused:
            split_digest(line)
        assert str(refused.value) == "no digest"

    def test_of_two_digests_the_last_is_the_lines_own(self) -> None:
        inner = b'{"a": 1, "digest": "x"'
        line = inner + b', "digest": "' + b"a" * 64 + b'"}'
        assert split_digest(line) == (inner + b"}", "a" * 64)

    def test_figures_may_be_closed_before_anything_is_recorded(self) -> None:
        (change,) = decoded(told_with("snapshot", "at_revision", 0)).changes
        assert isinstance(change, SnapshotChange)
        assert change.at_revision == 0

    def test_what_is_no_letter_of_a_digest_is_kept_to_differ_from_any(self) -> None:
        line = b'{"a": 1, "digest": "' + b"\xff" * 64 + b'"}'
        assert split_digest(line) == (b'{"a": 1}', "\ufffd" * 64)

    @pytest.mark.parametrize(("kind", "member"), [("status", "status"), ("note", "topic")])
    def test_of_a_word_that_a_newer_version_knows(self, kind: str, member: str) -> None:
        with pytest.raises(NewerKind, match=r"^từ mới$"):
            decoded(told_with(kind, member, "từ\nmới"))
