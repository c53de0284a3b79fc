"""How a deadline is told: the plan's words, the rule, and how the last day follows from them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tt_doingoai.model.deadline import (
    Before,
    By,
    Deadline,
    DueOnce,
    Every,
    Ongoing,
    Unstated,
    Within,
)
from tt_doingoai.schedule.last_day import occurrences
from tt_doingoai.schedule.working_days import DaysOff
from tt_doingoai.terms import date_and_weekday, date_text, period_text
from tt_doingoai.wording import _


class _Once(NamedTuple):
    """The day that the words give, and the last day that counts."""

    unrolled: dt.date
    last_day: dt.date


def rule_text(deadline: Deadline, days_off: DaysOff) -> str:
    """Return a deadline's rule in a sentence: the plan's words and how the last day follows.

    Args:
        deadline: The rule.
        days_off: How the plan takes days off, and by which calendar.
    """
    text = _stated_text(deadline, days_off)
    if not days_off.moved or isinstance(deadline, Ongoing | Unstated):
        return text
    if isinstance(deadline, Every):
        return text + " " + _("A last day that is a day off moves to the next working day.")
    once = _once(deadline, days_off)
    stated, moved = once.unrolled, once.last_day
    if moved == stated:
        return text
    return (
        text
        + " "
        + _("That is a day off, so the last day moves to {day}.").format(
            day=date_and_weekday(moved)
        )
    )


def _stated_text(deadline: Deadline, days_off: DaysOff) -> str:
    match deadline:
        case Every():
            return _every_text(deadline)
        case Ongoing(wording=wording):
            return _('"{wording}": a standing duty, never overdue.').format(wording=wording)
        case Unstated():
            return _("the words state no time; never overdue.")
        case _:
            return _once_text(deadline, days_off)


def _once_text(deadline: DueOnce, days_off: DaysOff) -> str:
    match deadline:
        case Within(period=period, wording=wording):
            return _('"{wording}": within {period}, so the last day is {day}.').format(
                wording=wording,
                period=period_text(period),
                day=_last_day(deadline, days_off),
            )
        case Before(date=date, wording=wording):
            return _('"{wording}": before {date}, so the last day is {day}.').format(
                wording=wording,
                date=date_text(date),
                day=_last_day(deadline, days_off),
            )
        case By(wording=wording):
            return _('"{wording}": by {date}, which is the last day.').format(
                wording=wording, date=_last_day(deadline, days_off)
            )


def _last_day(deadline: Deadline, days_off: DaysOff) -> str:
    """Return the last day that the schedule derives from a deadline due once."""
    return date_and_weekday(_once(deadline, days_off).unrolled)


def _once(deadline: Deadline, days_off: DaysOff) -> _Once:
    (once,) = occurrences(deadline, day=dt.date.min, days_off=days_off)
    assert once.unrolled is not None
    assert once.last_day is not None
    return _Once(once.unrolled, once.last_day)


def rhythm_text(every: Every) -> str:
    """Return how often a deadline recurs."""
    return {
        "year": _("every year"),
        "half": _("every half-year"),
        "quarter": _("every quarter"),
        "month": _("every month"),
    }[every.period]


def _every_text(every: Every) -> str:
    text = _('"{wording}": {every}, since {since}').format(
        wording=every.wording, every=rhythm_text(every), since=period_text(every.since)
    )
    if every.until:
        text += _(", until {until}").format(until=period_text(every.until))
    if every.cutoff is None:
        return text + _("; the plan gives no day, so the office takes the period's last day (*).")
    rule = _("before") if every.cutoff.rule == "before" else _("by")
    return text + _("; in each period {rule} {day}.").format(rule=rule, day=_cutoff_text(every))


def _cutoff_text(every: Every) -> str:
    """Return the cut-off day as people name it: 15/12; ngày 25; ngày 15 tháng thứ 3 của kỳ."""
    assert every.cutoff is not None
    cutoff = every.cutoff.day
    if every.period == "year":
        text = f"{cutoff.day:02d}/{cutoff.month}"
    elif every.period == "month":
        text = str(cutoff.day)
    else:
        text = _("{day} of its month {month}").format(day=cutoff.day, month=cutoff.month)
    if not cutoff.shift:
        return text
    return text + " " + _("of the next period")
