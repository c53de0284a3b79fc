"""The members of a change, an evidence and the inputs: what each is called and how it is read."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from collections.abc import Callable
from typing import Any, Final

from tt_doingoai.model.ledger import CHANGE_KINDS, Change, Evidence, Inputs, Status, Topic
from tt_doingoai.store.values import (
    BadLine,
    NewerKind,
    day_of,
    integer,
    list_of,
    maybe,
    members,
    name_of,
    period_of,
    text_of,
    values_of,
)
from tt_doingoai.text import one_line

# Lines written before settings were noted stay as they are, and stay readable.
_INPUTS: Final = (Inputs._fields, Inputs._fields[:-1])


def written(value: Any) -> Any:
    """Return a value as JSON has it: tuples by name as objects, days as YYYY-MM-DD."""
    if hasattr(value, "_asdict"):
        return {key: written(item) for key, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [written(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def change_of(value: object) -> Change:
    """Return the change that an object tells.

    Raises:
        NewerKind: Its kind, a status or a topic is unknown to this version.
        BadLine: It has other members than its kind.
    """
    names, values = members(value)
    if names[0] != "kind":
        raise BadLine("a change without kind")
    name = text_of(values[0])
    kind = CHANGE_KINDS.get(name)
    if kind is None:
        raise NewerKind(one_line(name))
    if names[1:] != kind._fields:
        raise BadLine(f"members of a change of kind {name}")
    return kind._make(map(operator.call, _READERS[kind], values[1:]))


def inputs_of(value: object) -> Inputs:
    """Return the digests of the files that a transaction was recorded under."""
    try:
        return _inputs_known(value)
    except TypeError as error:  # a list among them: it cannot be looked up
        raise BadLine("inputs are expected") from error


@functools.lru_cache(maxsize=64)
def _inputs_known(value: object) -> Inputs:
    names, values = members(value)
    if names not in _INPUTS:
        raise BadLine("inputs are expected")
    return Inputs(*map(text_of, values))


def _evidence(value: object) -> tuple[Evidence, ...]:
    return tuple(
        Evidence._make(map(operator.call, _READERS[Evidence], values_of(item, Evidence._fields)))
        for item in list_of(value)
    )


def _member(values: type[Status] | type[Topic]) -> Callable[[object], Status | Topic]:
    known: dict[str, Status | Topic] = {member.value: member for member in values}

    def read(value: object) -> Status | Topic:
        text = text_of(value)
        if text not in known:
            raise NewerKind(one_line(text))
        return known[text]

    return read


# How each member of a change is read; a name means the same in every kind.
_VALUE: Final[dict[str, Callable[[object], Any]]] = {
    "plan": name_of,
    "plan_version": integer,
    "task": name_of,
    "unit": name_of,
    "period": period_of,
    "on": day_of,
    "to": day_of,
    "answer_by": day_of,
    "status": _member(Status),
    "topic": _member(Topic),
    "text": text_of,
    "note": text_of,
    "basis": text_of,
    "number": text_of,
    "url": text_of,
    "path": text_of,
    "sha256": text_of,
    "name": text_of,
    "evidence": _evidence,
    "fingerprint": name_of,
    "supersedes": integer,
    "revision": integer,
    "at_revision": integer,
    "replaced_revision": integer,
    "replaced_head": text_of,
    "replaced_sha256": text_of,
}
# How each member of each kind is read: null only where the model has a place for it.
_READERS: Final[dict[type, tuple[Callable[[Any], Any], ...]]] = {
    kind: tuple(
        maybe(_VALUE[name]) if "None" in str(annotation) else _VALUE[name]
        for name, annotation in kind.__annotations__.items()
    )
    for kind in (*CHANGE_KINDS.values(), Evidence)
}
