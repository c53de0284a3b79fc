"""One transaction as one line of JSON, and back; the chain over the lines' own bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
import sys
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
from tt_doingoai.model.period import parse_period
from tt_doingoai.text import one_line

_DIGEST_MARK = b', "digest": "'
_INPUTS: Final = frozenset({"plans", "units", "settings"})
_TRANSACTION: Final = frozenset(
    {"revision", "recorded_at", "by", "command", "inputs", "changes", "previous"}
)


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
    if told.keys() != _TRANSACTION:
        raise BadLine("keys of the transaction")
    if told["previous"] is not None:
        _text(told["previous"])
    return Transaction(
        revision=_integer(told["revision"]),
        recorded_at=_moment(told["recorded_at"]),
        by=_name(told["by"]),
        command=_name(told["command"]),
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
    name = _text(told["kind"])
    kind = CHANGE_KINDS.get(name)
    if kind is None:
        raise NewerKind(one_line(name))
    readers = _READERS[kind]
    del told["kind"]
    if told.keys() != readers.keys():
        raise BadLine(f"keys of a change of kind {name}")
    return kind(**{key: read(told[key]) for key, read in readers.items()})


def _maybe(read: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda value: None if value is None else read(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadLine("a text is expected")
    return value


def _name(value: object) -> str:
    """Return a text of which a history holds many and few differ: each is kept once."""
    return sys.intern(_text(value))


def _period(value: object) -> str:
    return _period_of(_name(value))


@functools.lru_cache(maxsize=4096)
def _period_of(code: str) -> str:
    try:
        parse_period(code)
    except ValueError as error:
        raise BadLine("a period is expected") from error
    return code


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadLine("a number is expected")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise BadLine("a list is expected")
    return value


def _day(value: object) -> dt.date:
    return _day_of(_text(value))


@functools.lru_cache(maxsize=4096)
def _day_of(text: str) -> dt.date:
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
    if not isinstance(value, dict) or value.keys() | {"settings"} != _INPUTS:
        raise BadLine("inputs are expected")
    settings = _text(value["settings"]) if "settings" in value else None
    return _inputs_of(_text(value["plans"]), _text(value["units"]), settings)


@functools.lru_cache(maxsize=64)
def _inputs_of(plans: str, units: str, settings: str | None) -> Inputs:
    return Inputs(plans=plans, units=units, settings=settings)


def _evidence(value: object) -> tuple[Evidence, ...]:
    readers = _READERS[Evidence]
    found = []
    for item in _list(value):
        if not isinstance(item, dict) or item.keys() != readers.keys():
            raise BadLine("evidence is expected")
        found.append(Evidence(**{key: read(item[key]) for key, read in readers.items()}))
    return tuple(found)


def _member(values: type[Status] | type[Topic]) -> Callable[[object], Status | Topic]:
    known: dict[str, Status | Topic] = {member.value: member for member in values}

    def read(value: object) -> Status | Topic:
        text = _text(value)
        if text not in known:
            raise NewerKind(one_line(text))
        return known[text]

    return read


# How each member of a change is read; a name means the same in every kind.
_VALUE: Final[dict[str, Callable[[object], Any]]] = {
    "plan": _name,
    "plan_version": _integer,
    "task": _name,
    "unit": _name,
    "period": _period,
    "on": _day,
    "to": _day,
    "answer_by": _day,
    "status": _member(Status),
    "topic": _member(Topic),
    "text": _text,
    "note": _text,
    "basis": _text,
    "number": _text,
    "url": _text,
    "path": _text,
    "sha256": _text,
    "name": _text,
    "evidence": _evidence,
    "fingerprint": _name,
    "supersedes": _integer,
    "revision": _integer,
    "at_revision": _integer,
    "replaced_revision": _integer,
    "replaced_head": _text,
    "replaced_sha256": _text,
}
# How each member of each kind is read: null only where the model has a place for it.
_READERS: Final[dict[type, dict[str, Callable[[Any], Any]]]] = {
    kind: {
        field.name: _maybe(_VALUE[field.name]) if "None" in str(field.type) else _VALUE[field.name]
        for field in dataclasses.fields(kind)
    }
    for kind in (*CHANGE_KINDS.values(), Evidence)
}
