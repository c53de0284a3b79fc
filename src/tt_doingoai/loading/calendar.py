"""The calendar of working days in Viet Nam: weekends, public holidays, official swap days.

The only place that knows the library the days come from. It is an extra, and imported only where a
plan asks for it: most plans state their days and need no calendar.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tt_doingoai.errors import Untrusted
from tt_doingoai.model.settings import OwnDays
from tt_doingoai.schedule.working_days import WorkingDays
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _

if TYPE_CHECKING:
    from holidays import HolidayBase


def vietnamese_working_days(own: OwnDays) -> WorkingDays:
    """Return the working days of Viet Nam, overruled by an office's own days.

    Raises:
        Untrusted: The library is not installed: weekends alone would be wrong on every holiday.
    """
    try:
        from holidays import country_holidays
        from holidays.version import __version__ as edition
    except ImportError as error:
        raise Untrusted(
            _(
                'a plan has deadline_rule "next_working_day", which needs the calendar of public'
                " holidays; install it: python -m pip install holidays"
            )
        ) from error
    calendar = country_holidays("VN")
    return WorkingDays(f"holidays {edition}", lambda day: _is_worked(calendar, day), own)


def _is_worked(calendar: HolidayBase, day: dt.date) -> bool:
    # Outside these years the library knows weekends only, and does not say so.
    if not calendar.start_year <= day.year <= calendar.end_year:
        raise Untrusted(
            _(
                "the calendar of public holidays does not know {day}; it has {first} to {last}"
            ).format(day=date_text(day), first=calendar.start_year, last=calendar.end_year)
        )
    return calendar.is_working_day(day)
