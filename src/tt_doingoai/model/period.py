"""Periods (kỳ): the years, halves, quarters and months that plans count in."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Literal

from tt_doingoai.model.scalars import Written, sensible

PeriodKind = Literal["year", "half", "quarter", "month"]
MONTHS: dict[PeriodKind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}

_WRITTEN = (
    r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar that a plan names (kỳ).

    Attributes:
        code: As written: ``2024``, ``2024-H1``, ``2024-Q2``, ``2024-03``, ``2024..2026``.
        kind: Its length, or ``range`` where it runs from one period to another.
        first_day: Its first day.
        last_day: Its last day, still inside.
    """

    code: str
    kind: Literal["year", "half", "quarter", "month", "range"]
    first_day: dt.date
    last_day: dt.date

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.last_day - self.first_day).days + 1

    @property
    def number(self) -> int:
        """Which one of its year it is, from 1."""
        return 1 if self.kind == "range" else (self.first_day.month - 1) // MONTHS[self.kind] + 1


def period_at(kind: PeriodKind, day: dt.date) -> Period:
    """Return the period of a kind that a day lies in."""
    months = MONTHS[kind]
    number = (day.month - 1) // months + 1
    first = dt.date(day.year, (number - 1) * months + 1, 1)
    after = number * months  # months of the year up to its end
    last = (
        dt.date(day.year, 12, 31)
        if after == 12
        else dt.date(day.year, after + 1, 1) - dt.timedelta(days=1)
    )
    year = f"{day.year:04d}"
    codes = {
        "year": year,
        "half": f"{year}-H{number}",
        "quarter": f"{year}-Q{number}",
        "month": f"{year}-{number:02d}",
    }
    return Period(codes[kind], kind, first, last)


def periods_of(year: int) -> list[Period]:
    """Return the year, its halves, quarters and months."""
    return [
        period_at(kind, dt.date(year, month, 1))
        for kind, months in MONTHS.items()
        for month in range(1, 13, months)
    ]


def parse_period(text: str) -> Period:
    """Return the period that a code names; raises ``ValueError`` where it names none.

    A range (``2024..2026``) joins two periods of one kind, the earlier first.
    """
    if ".." in text:
        start, end = (parse_period(part) for part in text.split("..", 1))
        if start.kind != end.kind or start.first_day >= end.first_day:
            raise ValueError(text)
        return Period(text, "range", start.first_day, end.last_day)
    match = re.fullmatch(_WRITTEN, text)
    if not match:
        raise ValueError(text)
    sensible(dt.date(max(int(match["year"]), 1), 1, 1))
    kinds: tuple[PeriodKind, ...] = ("half", "quarter", "month")
    for kind in kinds:
        if match[kind]:
            month = (int(match[kind]) - 1) * MONTHS[kind] + 1
            return period_at(kind, dt.date(int(match["year"]), month, 1))
    return period_at("year", dt.date(int(match["year"]), 1, 1))


_PATTERN = (
    r"^[0-9]{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?(\.\.[0-9]{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?)?$"
)
WrittenPeriod = Annotated[
    Period,
    Written(
        parse_period,
        "period",
        # An unquoted 2024 is an integer to an editor, and a string to our loader.
        {"anyOf": [{"type": "string", "pattern": _PATTERN}, {"type": "integer", "minimum": 1000}]},
    ),
]
