"""From letters that went out to the changes of one transaction (đôn đốc)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import ReminderChange
from tt_doingoai.recording.rules import check_answer_after, check_in_period, check_not_ahead
from tt_doingoai.terms import date_text
from tt_doingoai.text import fold
from tt_doingoai.wording import _

_NAMED: Final = re.compile(r"^(?:số|so|no\.?)\s*:?\s*(?=[0-9])", re.IGNORECASE)
_DASHES: Final = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
_SIGNS: Final = re.compile(r"\s*([-/])\s*")
_PARTY: Final = re.compile(r"0*([0-9]+)-(?=[^\W\d_])")


def letter_number(typed: str) -> str:
    """Return a letter's number as it is written: "Số 5 - CV/ĐUK" as 05-CV/ĐUK.

    One of the Party's form has a zero below 10 (HD 05-HD/VPTW); any other stays as it was typed.

    Args:
        typed: The number in one clean line.

    Raises:
        Refused: It holds no number, or is no whole one.
    """
    number = _written(typed)
    if not re.search(r"[1-9][0-9]*\D*[-/]", number):
        raise Refused(
            _('--number: "{value}" is not a whole number of a letter; write: 45-CV/ĐUK').format(
                value=typed
            )
        )
    return number


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
    check_not_ahead(
        on,
        today=today,
        message=_("{day} has not come yet (today is {today}); write the day it went out"),
    )
    check_answer_after(on, answer_by=answer_by)
    late = list(late)
    for verdict in late:
        check_in_period(on, period=verdict.obligation.period)
        _check_new(verdict, number)
    return tuple(
        ReminderChange(
            *verdict.obligation.first_members,
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


def _written(number: str) -> str:
    number = _SIGNS.sub(r"\1", _DASHES.sub("-", _NAMED.sub("", number, count=1)))
    of_party = _PARTY.match(number)
    if of_party:
        number = f"{of_party[1]:0>2}-{number[of_party.end() :]}"
    return number


def _key(number: str) -> str:
    return fold(_written(number))
