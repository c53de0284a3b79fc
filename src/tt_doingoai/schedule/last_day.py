"""From a deadline's rule to its last day (hạn cuối): late if and only if day > last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from tt_doingoai.model.deadline import (
    Before,
    By,
    Cutoff,
    Deadline,
    Every,
    Ongoing,
    Unstated,
    Within,
)
from tt_doingoai.model.period import MONTHS, Period, PeriodKind, period_at
from tt_doingoai.schedule.working_days import AS_STATED, DaysOff

_ONE_DAY = dt.timedelta(days=1)


class Occurrence(NamedTuple):
    """One time that a deadline asks for something.

    Attributes:
        period: The period it is due for; None for what is due once.
        last_day: The last day that is in time; None where there is no deadline.
        day_stated: Whether the plan's words give the day (else the office reads it so).
        unrolled: The plan's own last day, before it moved off days off.
    """

    period: Period | None
    last_day: dt.date | None
    day_stated: bool
    unrolled: dt.date | None = None


def occurrences(
    deadline: Deadline, *, day: dt.date, days_off: DaysOff = AS_STATED
) -> Iterator[Occurrence]:
    """Yield what a deadline asks for up to a day, the earliest first.

    An occurrence of a recurring task exists from the first day of its period (design 3.1).

    Args:
        deadline: The rule.
        day: The day of the view; later periods have not begun.
        days_off: How the plan takes days off, and by which calendar.
    """
    match deadline:
        case Within(period=period):
            yield _due(None, period.last_day, days_off)
        case Before(date=date):
            yield _due(None, date - _ONE_DAY, days_off)
        case By(date=date):
            yield _due(None, date, days_off)
        case Every():
            for period in _periods(deadline, day):
                if deadline.cutoff:
                    last_day = _cutoff_day(deadline.cutoff, deadline.period, period.first_day)
                    yield _due(period, last_day, days_off)
                else:
                    yield _due(period, period.last_day, days_off, day_stated=False)
        case Ongoing() | Unstated():
            yield Occurrence(None, None, day_stated=False)


def _due(
    period: Period | None, day: dt.date, days_off: DaysOff, *, day_stated: bool = True
) -> Occurrence:
    return Occurrence(period, days_off.last_day(day), day_stated, day)


def _periods(deadline: Every, day: dt.date) -> Iterator[Period]:
    end = min(day, deadline.until.last_day) if deadline.until else day
    period = period_at(deadline.period, deadline.since.first_day)
    while period.first_day <= end:
        yield period
        period = period_at(deadline.period, period.last_day + _ONE_DAY)


def _cutoff_day(cutoff: Cutoff, kind: PeriodKind, first_day: dt.date) -> dt.date:
    """Return the last day under a cut-off; a day past its month's end is the month's last."""
    from dateutil.relativedelta import relativedelta

    months = cutoff.day.shift * MONTHS[kind] + (cutoff.day.month or 1) - 1
    named = first_day + relativedelta(months=months, day=cutoff.day.day)
    return named - _ONE_DAY if cutoff.rule == "before" else named
