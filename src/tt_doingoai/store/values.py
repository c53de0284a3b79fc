"""Single values of a line: each reader takes what JSON holds and refuses every other type."""

from __future__ import annotations

import datetime as dt
import functools
import sys
from collections.abc import Callable
from typing import Any

from tt_doingoai.model.period import parse_period


class BadLine(ValueError):
    """A line that no writer of this format makes."""


class NewerKind(BadLine):
    """A kind of change that a newer version has written."""


def values_of(value: object, names: tuple[str, ...]) -> tuple[Any, ...]:
    """Return an object's values; it must hold exactly these members, in this order."""
    found, values = members(value)
    if found != names:
        raise BadLine("other members are expected")
    return values


def members(value: object) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Return the names and the values of an object."""
    if not isinstance(value, tuple) or not value:
        raise BadLine("an object is expected")
    names, values = zip(*value, strict=True)
    return names, values


def maybe(read: Callable[[object], Any]) -> Callable[[object], Any]:
    """Return a reader that takes null for None too."""
    return lambda value: None if value is None else read(value)


def text_of(value: object) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise BadLine("a text is expected")
    return value


def name_of(value: object) -> str:
    """Return a text of which a history holds many and few differ: each is kept once."""
    return sys.intern(text_of(value))


def period_of(value: object) -> str:
    """Return a period code: 2024, 2024-Q2, 2024-03."""
    return _period_known(name_of(value))


@functools.lru_cache(maxsize=4096)
def _period_known(code: str) -> str:
    try:
        parse_period(code)
    except ValueError as error:
        raise BadLine("a period is expected") from error
    return code


def integer(value: object) -> int:
    """Return a whole number from 0 on."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadLine("a number is expected")
    return value


def list_of(value: object) -> list[Any]:
    """Return a list."""
    if not isinstance(value, list):
        raise BadLine("a list is expected")
    return value


def day_of(value: object) -> dt.date:
    """Return a day written YYYY-MM-DD."""
    return _day_known(text_of(value))


@functools.lru_cache(maxsize=4096)
def _day_known(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise BadLine("a day is expected") from error
    if day.isoformat() != text:
        raise BadLine("a day is expected")
    return day


def moment_of(value: object) -> dt.datetime:
    """Return a moment that names its time zone."""
    try:
        moment = dt.datetime.fromisoformat(text_of(value))
    except ValueError as error:
        raise BadLine("a moment is expected") from error
    if moment.tzinfo is None:
        raise BadLine("a moment with its time zone is expected")
    return moment
