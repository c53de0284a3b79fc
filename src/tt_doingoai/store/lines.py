"""One transaction as one line of JSON, and back; the chain over the lines' own bytes."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import operator
import sys
from collections.abc import Callable
from typing import Any, Final, NamedTuple, NoReturn

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
_TRANSACTION: Final = (
    "revision",
    "recorded_at",
    "by",
    "command",
    "inputs",
    "changes",
    "previous",
)
# Lines written before settings were noted stay as they are, and stay readable.
_INPUTS: Final = (Inputs._fields, Inputs._fields[:-1])


class BadLine(ValueError):
    """A line that no writer of this format makes."""


class NewerKind(BadLine):
    """A kind of change that a newer version has written."""


class Line(NamedTuple):
    """What a line of the store holds.

    Attributes:
        transaction: The transaction.
        previous: The digest of the line before; None for the first.
    """

    transaction: Transaction
    previous: str | None


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
        "inputs": draft.inputs._asdict(),
        "changes": [
            {"kind": KIND_OF[type(change)], **_written(change)} for change in draft.changes
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


def decode(body: bytes, *, digest: str) -> Line:
    """Return what a line without its digest tells; anything but what ``encode`` writes is refused.

    Raises:
        NewerKind: A change is of a kind that this version does not know.
        BadLine: A member is missing, too many or in another place, or a value is not of its type.
        ValueError: It is no JSON in UTF-8.
    """
    told, end = _DECODER.raw_decode(text := body.decode())
    if end != len(text):
        raise BadLine("nothing may follow")
    revision, recorded_at, by, command, inputs, changes, previous = _values(told, _TRANSACTION)
    transaction = Transaction(
        revision=_integer(revision),
        recorded_at=_moment(recorded_at),
        by=_name(by),
        command=_name(command),
        inputs=_inputs(inputs),
        changes=tuple(map(_change, _list(changes))),
        digest=digest,
    )
    return Line(transaction, None if previous is None else _text(previous))


def strict_json(data: bytes) -> Any:
    """Return a JSON value, objects as tuples of their pairs: so a key that stands twice shows.

    Raises:
        BadLine: It holds a number that is not whole.
        ValueError: It is no JSON in UTF-8.
    """
    return _DECODER.decode(data.decode())


def _foreign(constant: str) -> NoReturn:
    raise BadLine(constant)


# The ledger holds no fraction, so 1e999 is as foreign as NaN. The hook is a type, not a function
# of ours: it runs for every object of a long history.
_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=tuple, parse_constant=_foreign, parse_float=_foreign
)


def _values(told: object, names: tuple[str, ...]) -> tuple[Any, ...]:
    """Return an object's values; it must hold exactly these members, in this order."""
    found, values = _members(told)
    if found != names:
        raise BadLine("other members are expected")
    return values


def _members(told: object) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    if not isinstance(told, tuple) or not told:
        raise BadLine("an object is expected")
    names, values = zip(*told, strict=True)
    return names, values


def _written(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {key: _written(item) for key, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _change(told: object) -> Change:
    names, values = _members(told)
    if names[0] != "kind":
        raise BadLine("a change without kind")
    name = _text(values[0])
    kind = CHANGE_KINDS.get(name)
    if kind is None:
        raise NewerKind(one_line(name))
    if names[1:] != kind._fields:
        raise BadLine(f"members of a change of kind {name}")
    return kind._make(map(operator.call, _READERS[kind], values[1:]))


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


def _inputs(told: object) -> Inputs:
    try:
        return _inputs_of(told)
    except TypeError as error:  # a list among them: it cannot be looked up
        raise BadLine("inputs are expected") from error


@functools.lru_cache(maxsize=64)
def _inputs_of(told: object) -> Inputs:
    names, values = _members(told)
    if names not in _INPUTS:
        raise BadLine("inputs are expected")
    return Inputs(*map(_text, values))


def _evidence(value: object) -> tuple[Evidence, ...]:
    return tuple(
        Evidence._make(map(operator.call, _READERS[Evidence], _values(item, Evidence._fields)))
        for item in _list(value)
    )


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
_READERS: Final[dict[type, tuple[Callable[[Any], Any], ...]]] = {
    kind: tuple(
        _maybe(_VALUE[name]) if "None" in str(told) else _VALUE[name]
        for name, told in kind.__annotations__.items()
    )
    for kind in (*CHANGE_KINDS.values(), Evidence)
}
