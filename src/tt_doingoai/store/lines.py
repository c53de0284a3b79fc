"""One transaction as one line of JSON, and back; the chain over the lines' own bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from tt_doingoai.model.ledger import (
    CHANGE_KINDS,
    KIND_OF,
    Change,
    Draft,
    Evidence,
    Inputs,
    Status,
    Topic,
    Transaction,
)
from tt_doingoai.text import one_line

_DIGEST_MARK = b', "digest": "'


class BadLine(ValueError):
    """A line that no writer of this format makes."""


class NewerKind(BadLine):
    """A kind of change that a newer version has written."""


def encode(draft: Draft, *, revision: int, previous: str | None) -> bytes:
    """Return a transaction's line, without a line end, its digest as the last member.

    Args:
        draft: The transaction.
        revision: Its number.
        previous: The digest of the line before; None for the first.
    """
    told = {
        "revision": revision,
        "recorded_at": draft.recorded_at.isoformat(),
        "by": draft.by,
        "command": draft.command,
        "inputs": dataclasses.asdict(draft.inputs),
        "changes": [
            {"kind": KIND_OF[type(change)], **_written(dataclasses.asdict(change))}
            for change in draft.changes
        ],
        "previous": previous,
    }
    body = json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    return body[:-1] + _DIGEST_MARK + digest_of(body).encode() + b'"}'


def digest_of(body: bytes) -> str:
    """Return the SHA-256 (hex) over a line without its last member, ``digest``."""
    return hashlib.sha256(body).hexdigest()


def split_digest(line: bytes) -> tuple[bytes, str]:
    """Return a line's bytes without its digest, and the digest as written.

    Raises:
        BadLine: The line does not end in a digest.
    """
    head, mark, tail = line.rpartition(_DIGEST_MARK)
    if not mark or len(tail) != 66 or not tail.endswith(b'"}'):
        raise BadLine("no digest")
    return head + b"}", tail[:-2].decode("ascii", "replace")


def decode(told: Mapping[str, Any], *, digest: str) -> Transaction:
    """Return the transaction that a parsed line tells.

    Raises:
        NewerKind: A change is of a kind that this version does not know.
        BadLine: A key is missing or too many, or a value is not of its type.
    """
    expected = {"revision", "recorded_at", "by", "command", "inputs", "changes", "previous"}
    if set(told) != expected:
        raise BadLine("keys of the transaction")
    _maybe_text(told["previous"])
    return Transaction(
        revision=_integer(told["revision"]),
        recorded_at=_moment(told["recorded_at"]),
        by=_text(told["by"]),
        command=_text(told["command"]),
        inputs=_inputs(told["inputs"]),
        changes=tuple(map(_change, _list(told["changes"]))),
        digest=digest,
    )


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_written(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _change(told: object) -> Change:
    if not isinstance(told, dict) or "kind" not in told:
        raise BadLine("a change without kind")
    kind = CHANGE_KINDS.get(_text(told["kind"]))
    if kind is None:
        raise NewerKind(one_line(told["kind"]))
    values = {key: value for key, value in told.items() if key != "kind"}
    required = _MEMBERS[told["kind"]]
    if set(values) != set(required):
        raise BadLine(f"keys of a change of kind {told['kind']}")
    if any(value is None and required[name] for name, value in values.items()):
        raise BadLine(f"a value of a change of kind {told['kind']}")
    return kind(**{name: _VALUE[name](value) for name, value in values.items()})


# Each kind's members, each with whether it must have a value.
_MEMBERS: Final[dict[str, dict[str, bool]]] = {
    name: {field.name: "None" not in str(field.type) for field in dataclasses.fields(kind)}
    for name, kind in CHANGE_KINDS.items()
}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadLine("a text is expected")
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadLine("a number is expected")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise BadLine("a list is expected")
    return value


def _day(value: object) -> dt.date:
    text = _text(value)
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise BadLine("a day is expected") from error
    if day.isoformat() != text:
        raise BadLine("a day is expected")
    return day


def _moment(value: object) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(_text(value))
    except ValueError as error:
        raise BadLine("a moment is expected") from error
    if moment.tzinfo is None:
        raise BadLine("a moment with its time zone is expected")
    return moment


def _inputs(value: object) -> Inputs:
    # Lines written before settings were noted stay as they are, and stay readable.
    if not isinstance(value, dict) or set(value) | {"settings"} != {"plans", "units", "settings"}:
        raise BadLine("inputs are expected")
    settings = value.get("settings")
    if settings is None and "settings" in value:
        raise BadLine("inputs are expected")
    return Inputs(
        plans=_text(value["plans"]), units=_text(value["units"]), settings=_maybe_text(settings)
    )


def _evidence(value: object) -> tuple[Evidence, ...]:
    found = []
    for item in _list(value):
        if not isinstance(item, dict) or set(item) != set(_EVIDENCE):
            raise BadLine("evidence is expected")
        found.append(Evidence(**{key: _maybe_text(told) for key, told in item.items()}))
    return tuple(found)


def _member(values: type[Status] | type[Topic]) -> Callable[[object], Status | Topic]:
    def read(value: object) -> Status | Topic:
        text = _text(value)
        try:
            return values(text)
        except ValueError as error:
            raise NewerKind(one_line(text)) from error

    return read


def _maybe(read: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda value: None if value is None else read(value)


_maybe_text = _maybe(_text)
_EVIDENCE: Final = tuple(field.name for field in dataclasses.fields(Evidence))

# How each member of a change is read; a name means the same in every kind.
_VALUE: Final[dict[str, Callable[[object], Any]]] = {
    "plan": _text,
    "plan_version": _integer,
    "task": _text,
    "unit": _maybe_text,
    "period": _maybe_text,
    "on": _day,
    "to": _day,
    "answer_by": _maybe(_day),
    "status": _member(Status),
    "topic": _member(Topic),
    "text": _text,
    "note": _maybe_text,
    "basis": _maybe_text,
    "number": _maybe_text,
    "name": _text,
    "evidence": _evidence,
    "fingerprint": _text,
    "supersedes": _maybe(_integer),
    "revision": _integer,
    "at_revision": _integer,
    "replaced_revision": _maybe(_integer),
    "replaced_head": _maybe_text,
    "replaced_sha256": _maybe_text,
}
