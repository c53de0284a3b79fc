"""Checks of deadlines: rules fit their words, periods run forward, cut-offs lie in their period."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from typing import Final

from tt_doingoai.loading.files import Location, Plans, ReadFile, Units, described
from tt_doingoai.loading.problems import Problem
from tt_doingoai.model.deadline import By, Every
from tt_doingoai.model.period import MONTHS
from tt_doingoai.model.plan import Plan, Task, placed_tasks
from tt_doingoai.text import fold
from tt_doingoai.wording import _

_FIRST: Final = (0, 1, 1)  # the first day of a period: of this one, its first month, day 1


def check_deadlines(plans: Plans, units: Units) -> Iterator[Problem]:
    """Rules fit their words, periods run forward, cut-off days fit their periods."""
    for file, plan in described(plans):
        for place in placed_tasks(plan):
            task, location = place.task, place.location
            match task.deadline:
                case By(wording=wording) if "truoc ngay" in fold(wording):
                    yield _before_as_by(file, (*location, "deadline", "rule"), task)
                case Every(wording=wording) as every:
                    by = every.cutoff is not None and every.cutoff.rule == "by"
                    if by and "truoc ngay" in fold(wording):
                        yield _before_as_by(file, (*location, "deadline", "cutoff", "rule"), task)
                    yield from _recurring(file, (*location, "deadline"), every)


def _before_as_by(file: ReadFile[Plan], location: Location, task: Task) -> Problem:
    if task.interpretation is None:
        message = _('"trước ngày" read as "by" needs an "interpretation" that says so')
        return file.problem("TD028", location, message)
    return file.problem(
        "TD029", location, _('"trước ngày" is read as "by" here, as the interpretation says')
    )


def _recurring(file: ReadFile[Plan], location: Location, every: Every) -> Iterator[Problem]:
    if every.until and every.until.last_day < every.since.first_day:
        message = _('"until" {until} lies before "since" {since}')
        yield file.problem(
            "TD030",
            (*location, "until"),
            message.format(until=every.until.code, since=every.since.code),
        )
    for key, period in (("since", every.since), ("until", every.until)):
        if period is not None and period.kind not in ("year", every.period):
            message = _('"{value}" does not fit: write a year, or a period of the kind "{kind}"')
            yield file.problem(
                "TD015", (*location, key), message.format(value=period.code, kind=every.period)
            )
    if every.cutoff is None:
        return
    cutoff = every.cutoff.day
    place = (*location, "cutoff", "day")
    if every.period == "month" and cutoff.month is not None:
        yield file.problem("TD031", place, _("a monthly cut-off is a day alone: 25"))
    elif every.period != "month" and not 1 <= (cutoff.month or 0) <= MONTHS[every.period]:
        message = _("write month and day, the month from 1 to {n}, as in {example}")
        example = "12-15" if every.period == "year" else "3-15"
        yield file.problem("TD031", place, message.format(n=MONTHS[every.period], example=example))
    elif every.period == "year" and cutoff.day > _longest(cutoff.month or 0):
        message = _("month {month} has no day {day}; write a day that it has")
        yield file.problem("TD031", place, message.format(month=cutoff.month, day=cutoff.day))
    elif every.cutoff.rule == "before" and (cutoff.shift, cutoff.month or 1, cutoff.day) == _FIRST:
        message = _(
            'the day before {day} lies before the period begins; write "+1:{day}" for the'
            " period's last day, or leave the cut-off out"
        )
        yield file.problem("TD031", place, message.format(day=cutoff.code))


def _longest(month: int) -> int:
    """Return how many days a month can have: of February, 29."""
    return calendar.monthrange(2024, month)[1]
