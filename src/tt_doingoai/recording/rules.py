"""Which status may follow which, and which day a record takes when none is given (design 3.3)."""

from __future__ import annotations

import datetime as dt
from typing import Final

from tt_doingoai.assess.history import HANDED_IN
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Status
from tt_doingoai.model.period import Period
from tt_doingoai.terms import date_text, name_of_status, period_text
from tt_doingoai.wording import _

_AFTER_OPEN = frozenset({Status.IN_PROGRESS, Status.RECEIVED, Status.DONE, Status.NOT_APPLICABLE})

# What may be recorded over what counts now. Anything else is a mistake to be mended by
# "correct" or "undo", so that no record silently replaces another.
MAY_FOLLOW: Final[dict[Status, frozenset[Status]]] = {
    Status.UNREPORTED: _AFTER_OPEN,
    Status.IN_PROGRESS: _AFTER_OPEN - {Status.IN_PROGRESS},
    Status.RECEIVED: frozenset({Status.DONE, Status.RETURNED, Status.NOT_APPLICABLE}),
    Status.RETURNED: _AFTER_OPEN,
    Status.DONE: frozenset({Status.RETURNED, Status.NOT_APPLICABLE}),
    Status.NOT_APPLICABLE: frozenset(),
}


def day_of_record(
    verdict: Verdict, status: Status, *, given: dt.date | None, today: dt.date
) -> dt.date:
    """Return the day a record takes: as given, by receipt, or today while that is in time.

    Args:
        verdict: How the obligation stands today.
        status: What is to be recorded.
        given: The day that was typed.
        today: Today in the workspace's time zone.

    Raises:
        Refused: The day lies ahead, or one must be given.
    """
    record = verdict.history.status
    reached = _("{day} has not come yet (today is {today}); write the day it reached the office")
    check_not_ahead(given, today=today, message=reached if status in HANDED_IN else None)
    check_in_period(given, period=verdict.obligation.period)
    if given is not None:
        return given
    if status is Status.DONE and record and record.change.status is Status.RECEIVED:
        return record.change.on
    if verdict.last_day is not None and today > verdict.last_day:
        raise Refused(
            _(
                "{task}, {unit}: the last day ({last_day}) is past, so the day must be given;"
                " write --on with that day (of a report: the day it reached the office)"
            ).format(
                task=verdict.obligation.place.task.id,
                unit=verdict.obligation.unit.name,
                last_day=date_text(verdict.last_day),
            ),
            about="on",
        )
    return today


def check_not_ahead(day: dt.date | None, *, today: dt.date, message: str | None = None) -> None:
    """Refuse a day that has not come yet.

    Args:
        day: The day; None where none was given.
        today: Today in the workspace's time zone.
        message: What is said of it, where there is more to say than that.

    Raises:
        Refused: It lies ahead of today.
    """
    if day is not None and day > today:
        message = message or _("{day} has not come yet (today is {today}); write no later day")
        raise Refused(message.format(day=date_text(day), today=date_text(today)), about="on")


def check_in_period(day: dt.date | None, *, period: Period | None) -> None:
    """Refuse a day before the period began: its occurrence did not exist yet (design 3.1).

    Raises:
        Refused: It lies before the period's first day.
    """
    if day is not None and period is not None and day < period.first_day:
        raise Refused(
            _("{period} had not begun on {day}; write another day, or another --period").format(
                period=period_text(period), day=date_text(day)
            ),
            about="on",
        )


def check_complete(status: Status, *, basis: str | None, answer_by: dt.date | None) -> None:
    """Refuse a record that lacks what its status needs, or has what belongs to another.

    Raises:
        Refused: Says what to write.
    """
    if status is Status.NOT_APPLICABLE and not basis:
        raise Refused(
            _("waive needs --basis with the document that releases the unit"), about="basis"
        )
    if answer_by and status is not Status.RETURNED:
        raise Refused(_("--answer-by belongs to a return only"), about="answer_by")


def check_answer_after(on: dt.date, *, answer_by: dt.date | None) -> None:
    """Refuse an answer asked for before the day of the return itself.

    Raises:
        Refused: The days contradict each other.
    """
    if answer_by is not None and answer_by < on:
        raise Refused(_("--answer-by lies before --on; write a later day"), about="answer_by")


def check_may_follow(verdict: Verdict, status: Status, *, on: dt.date) -> None:
    """Refuse a record that contradicts the one that counts, or that would not count itself.

    Raises:
        Refused: Names the revision in the way and the command that mends it.
    """
    record = verdict.history.status
    where = f"{verdict.obligation.place.task.id}, {verdict.obligation.unit.name}"
    if record is None:
        if status not in MAY_FOLLOW[Status.UNREPORTED]:
            raise Refused(_nothing_to_return(where))
        return
    names = {
        "where": where,
        "now": name_of_status(record.change.status),
        "day": date_text(record.change.on),
        "n": record.revision,
        "unit": verdict.obligation.unit.id,
    }
    if status is Status.RETURNED and record.change.status is Status.IN_PROGRESS:
        raise Refused(_nothing_to_return(where))
    if status not in MAY_FOLLOW[record.change.status]:
        raise Refused(
            _(
                '{where}: already "{now}" on {day} (update {n}); to mend it: ttdn correct {n}'
                " --unit {unit}, to take it back: ttdn undo {n} --unit {unit}"
            ).format(**names)
        )
    if on < record.change.on:
        raise Refused(
            _(
                '{where}: update {n} says "{now}" on {day}, which is later, so this record would'
                " not count; mend that one first: ttdn correct {n} --unit {unit} --on DAY"
            ).format(**names),
            about="on",
        )


def _nothing_to_return(where: str) -> str:
    return _(
        "{where}: nothing was received, so nothing can be returned; record it first: ttdn receive"
    ).format(where=where)
