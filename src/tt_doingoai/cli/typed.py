"""What people type, parsed once at the door: days, numbers, choices; refused with what to write."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from tt_doingoai.errors import Refused
from tt_doingoai.lookup import is_period
from tt_doingoai.model.period import Period, periods_of
from tt_doingoai.model.scalars import typed_day
from tt_doingoai.text import one_line
from tt_doingoai.wording import _

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def day(value: str | None, *, option: str) -> dt.date | None:
    """Return a typed day: day first or ISO, never month first; None where none was typed.

    Raises:
        Refused: It is no day.
    """
    if value is None:
        return None
    try:
        return typed_day(value)
    except ValueError as error:
        raise Refused(
            _(
                '{option}: "{value}" is not a day; write day/month/year like 5/4/2024,'
                " or 2024-04-05"
            ).format(option=option, value=one_line(value))
        ) from error


def whole_number(value: str | None, *, option: str) -> int | None:
    """Return a typed whole number from 0 up; None where none was typed.

    Raises:
        Refused: It is none.
    """
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", value.strip()):
        raise Refused(
            _('{option}: "{value}" is not a whole number').format(
                option=option, value=one_line(value)
            )
        )
    return int(value)


def period(value: str | None, *, option: str) -> Period | None:
    """Return a typed period: its code, or as people say it; None where none was typed.

    Raises:
        Refused: It is none, or runs over several.
    """
    if value is None:
        return None
    year = re.search(r"[12][0-9]{3}", value)
    known = periods_of(int(year[0])) if year else []
    for named in known:
        if is_period(value.strip(), named):
            return named
    raise Refused(
        _(
            '{option}: "{value}" is not a period; write a year, half, quarter or month:'
            " 2024, 2024-H1, 2024-Q1, 2024-03"
        ).format(option=option, value=one_line(value))
    )


def members(kind: type[E], values: Iterable[str], *, option: str) -> frozenset[E]:
    """Return the members of an enumeration that were typed.

    Raises:
        Refused: One of them is none.
    """
    found = set()
    for value in values:
        try:
            found.add(kind(value.replace("-", "_")))
        except ValueError as error:
            raise Refused(_not_one_of(option, value, (member.value for member in kind))) from error
    return frozenset(found)


def choice(table: Mapping[str, T], value: str, *, option: str) -> T:
    """Return what a registry holds under a typed name.

    Raises:
        Refused: It holds nothing under it.
    """
    if value not in table:
        raise Refused(_not_one_of(option, value, table))
    return table[value]


def _not_one_of(option: str, value: str, allowed: Iterable[str]) -> str:
    return _('{option}: "{value}" is not one of: {allowed}').format(
        option=option, value=one_line(value), allowed=", ".join(allowed)
    )


def text(value: str | None) -> str | None:
    """Return a typed text in one clean line; None where nothing is left of it."""
    return (one_line(value) or None) if value is not None else None
