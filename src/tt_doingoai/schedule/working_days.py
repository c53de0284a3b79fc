"""Which days are worked, and how a plan takes those that are not (Civil Code 2015, art. 148)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final, NamedTuple

from tt_doingoai.model.plan import Plan
from tt_doingoai.model.settings import OwnDays

_ONE_DAY = dt.timedelta(days=1)
_LONGEST_REST = 60  # days; Tết with everything round it is ten


class WorkingDays(NamedTuple):
    """A public calendar, and the office's own days, which overrule it (design 5).

    Attributes:
        calendar: The calendar's name and edition, told in every report that rests on it.
        worked: Whether a day is worked by that calendar.
        own: The office's own days off and working days: swaps are announced late.
    """

    calendar: str
    worked: Callable[[dt.date], bool]
    own: OwnDays = OwnDays()

    def is_worked(self, day: dt.date) -> bool:
        """Return whether a day is worked (ngày làm việc)."""
        if day in self.own.working:
            return True
        return day not in self.own.extra and self.worked(day)

    def next_from(self, day: dt.date) -> dt.date:
        """Return the day itself where it is worked, else the next one that is.

        Raises:
            ValueError: None is, for two months: the calendar cannot be right.
        """
        for number in range(_LONGEST_REST):
            if self.is_worked(day + number * _ONE_DAY):
                return day + number * _ONE_DAY
        raise ValueError(day)


class DaysOff(NamedTuple):
    """How a plan takes days off (design 3.1).

    Attributes:
        working_days: Which days are worked; None where no plan asks for a calendar.
        moved: Whether a last day that is a day off moves to the next working day.
    """

    working_days: WorkingDays | None = None
    moved: bool = False

    def last_day(self, day: dt.date) -> dt.date:
        """Return the last day that counts, of the one that the words give."""
        if not self.moved:
            return day
        assert self.working_days is not None  # whoever opens such a plan brings the calendar
        return self.working_days.next_from(day)


AS_STATED: Final = DaysOff()


def days_off_of(plan: Plan, working_days: WorkingDays | None) -> DaysOff:
    """Return how a plan takes days off, by its own rule."""
    return DaysOff(working_days, moved=asks_for_calendar(plan))


def asks_for_calendar(plan: Plan) -> bool:
    """Return whether a plan's last days rest on which days are worked."""
    return plan.deadline_rule == "next_working_day"
