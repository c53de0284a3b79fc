"""From an obligation, what is recorded and a day to a verdict (tiến độ), computed, never stored."""

from __future__ import annotations

import datetime as dt
import enum
from typing import NamedTuple

from tt_doingoai.assess.history import History
from tt_doingoai.model.ledger import ExtensionChange, Status
from tt_doingoai.schedule.obligations import Obligation

_SHARE_OF_PERIOD = 3  # due soon: at most a third of a recurring task's period (design 3.1)


class Timeliness(enum.StrEnum):
    """How an obligation stands on a day (tiến độ)."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    IN_TIME = "in_time"
    NO_DEADLINE = "no_deadline"
    NOT_APPLICABLE = "not_applicable"


DONE = frozenset({Timeliness.DONE_ON_TIME, Timeliness.DONE_LATE})
OPEN = frozenset({Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.IN_TIME})


class Verdict(NamedTuple):
    """How one obligation stands on a day.

    Attributes:
        obligation: What is owed.
        history: What the ledger knows of it on that day.
        status: What was recorded last (tình trạng).
        timeliness: The verdict (tiến độ).
        last_day: The last day that counts, extensions included; None without a deadline.
        days_late: Days past the last day; 0 unless overdue or done late; None without a deadline.
        needs_review: Whether it was recorded under words that have changed since.
        inherited: What units that have ended left open of it, where this one owes it now.
        frozen_on: The last day of a unit that ended and left it open to nobody; else None.
    """

    obligation: Obligation
    history: History
    status: Status
    timeliness: Timeliness
    last_day: dt.date | None
    days_late: int | None
    needs_review: bool
    inherited: tuple[Verdict, ...] = ()
    frozen_on: dt.date | None = None

    @property
    def completed_on(self) -> dt.date | None:
        """The day it was done; None while it is not."""
        record = self.history.status
        return record.change.on if record and self.status is Status.DONE else None

    @property
    def done_by_extension(self) -> bool:
        """Whether it is on time only because the last day was extended."""
        stated = self.obligation.stated_last_day
        return (
            self.timeliness is Timeliness.DONE_ON_TIME
            and self.completed_on is not None
            and stated is not None
            and self.completed_on > stated
        )

    @property
    def extension(self) -> ExtensionChange | None:
        """The extension (gia hạn) by which the last day is later than the plan's; else None."""
        granted = self.history.extension
        moved = self.last_day != self.obligation.stated_last_day
        return granted.change if granted and moved else None

    @property
    def handed_in(self) -> bool:
        """Whether the office has it: done, or received and not yet decided on."""
        return self.history.handed_in

    @property
    def awaits_office(self) -> bool:
        """Whether a report was received and it is the office's turn (chờ cơ quan mình)."""
        return self.status is Status.RECEIVED


def judge(
    obligation: Obligation,
    history: History,
    *,
    day: dt.date,
    due_soon_days: int | None,
    words_now: str,
) -> Verdict:
    """Return the verdict on an obligation on a day.

    What reached the office (received, done) is judged on the day it did; what has not, on the day
    of the view. Late if and only if that day is after the last day (design 2, 3.3).

    Args:
        obligation: What is owed.
        history: What stands of it in the ledger on that day.
        day: The day of the view.
        due_soon_days: How many days before the last day "due soon" begins; None: it never does,
            for nobody is waited for any more.
        words_now: The fingerprint of the task as it stands in the version in force.
    """
    record = history.status
    status = record.change.status if record else Status.UNREPORTED
    stated = obligation.stated_last_day
    last_day = history.last_day(stated) if stated else None
    judged_on = record.change.on if record and history.handed_in else day
    late = last_day is not None and judged_on > last_day

    if status is Status.NOT_APPLICABLE:
        timeliness = Timeliness.NOT_APPLICABLE
    elif last_day is None:
        timeliness = Timeliness.NO_DEADLINE
    elif status is Status.DONE:
        timeliness = Timeliness.DONE_LATE if late else Timeliness.DONE_ON_TIME
    elif late:
        timeliness = Timeliness.OVERDUE
    elif due_soon_days is not None and _is_soon(last_day - day, obligation, due_soon_days):
        timeliness = Timeliness.DUE_SOON
    else:
        timeliness = Timeliness.IN_TIME

    counted_late = timeliness is Timeliness.OVERDUE or timeliness is Timeliness.DONE_LATE
    days_late = None if last_day is None else (judged_on - last_day).days if counted_late else 0
    needs_review = (
        record is not None
        and record.change.fingerprint != words_now
        and record.change.plan_version <= obligation.plan.version
        and words_now not in history.words_known
    )
    return Verdict(obligation, history, status, timeliness, last_day, days_late, needs_review)


def _is_soon(left: dt.timedelta, obligation: Obligation, due_soon_days: int) -> bool:
    if obligation.period:
        due_soon_days = min(due_soon_days, obligation.period.days // _SHARE_OF_PERIOD)
    return 0 <= left.days <= due_soon_days
