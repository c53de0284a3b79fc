"""From letters that went out to the changes of one transaction (đôn đốc)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import ReminderChange
from tt_doingoai.recording.rules import check_answer_after, check_in_period, check_not_ahead
from tt_doingoai.terms import date_text
from tt_doingoai.text import fold
from tt_doingoai.wording import _


def reminder_changes(
    late: Iterable[Verdict],
    *,
    number: str,
    on: dt.date,
    answer_by: dt.date | None,
    today: dt.date,
) -> tuple[ReminderChange, ...]:
    """Return the changes that note that a reminder of some obligations went out.

    Args:
        late: The obligations that the letters name.
        number: The letter's number.
        on: The day it went out.
        answer_by: The day by which it asks for an answer.
        today: Today in the workspace's time zone.

    Raises:
        Refused: The days contradict each other, or the same letter is recorded already.
    """
    check_not_ahead(on, today=today)
    check_answer_after(on, answer_by=answer_by)
    late = list(late)
    for verdict in late:
        check_in_period(on, period=verdict.obligation.period)
        _check_new(verdict, number)
    return tuple(
        ReminderChange(
            plan=verdict.obligation.plan.id,
            plan_version=verdict.obligation.plan.version,
            task=verdict.obligation.place.task.id,
            unit=verdict.obligation.unit.id,
            period=verdict.obligation.key.period,
            on=on,
            number=number,
            answer_by=answer_by,
            note=None,
        )
        for verdict in late
    )


def _check_new(verdict: Verdict, number: str) -> None:
    """Refuse to count one letter twice: a number is given once."""
    for revision, sent in verdict.history.reminders:
        if sent.number is not None and _key(sent.number) == _key(number):
            raise Refused(
                _(
                    "{task}, {unit}: update {n} says already that {number} went out on {day};"
                    " another letter has a number of its own"
                ).format(
                    task=verdict.obligation.place.task.id,
                    unit=verdict.obligation.unit.name,
                    n=revision,
                    number=sent.number,
                    day=date_text(sent.on),
                )
            )


def _key(number: str) -> str:
    return fold(number).replace(" ", "")
