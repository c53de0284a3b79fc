"""From plans and a roster to obligations (đầu việc): task x unit x period, derived on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Container
from typing import NamedTuple

from tt_doingoai.model.ledger import ObligationKey
from tt_doingoai.model.period import Period
from tt_doingoai.model.plan import PlacedTask, Plan, placed_tasks
from tt_doingoai.model.units import Roster, Unit
from tt_doingoai.schedule.last_day import occurrences
from tt_doingoai.schedule.working_days import AS_STATED, DaysOff


class Obligation(NamedTuple):
    """What one unit owes for one task, in one period for recurring tasks (đầu việc).

    Attributes:
        key: What the ledger knows it by.
        plan: The plan's version in force.
        place: The task and where it stands.
        unit: Who answers.
        period: For recurring tasks; else None.
        stated_last_day: The plan's last day; None where there is no deadline.
        day_stated: False where that day is the office's reading, not the plan's words.
        unrolled_last_day: The plan's own day where ``next_working_day`` moves it off days off;
            else the same day.
        held_on: The day on which the unit held it: the stated last day, at the latest the day that
            is judged; of what it took over the day that is judged.
    """

    key: ObligationKey
    plan: Plan
    place: PlacedTask
    unit: Unit
    period: Period | None
    stated_last_day: dt.date | None
    day_stated: bool
    unrolled_last_day: dt.date | None
    held_on: dt.date

    @property
    def first_members(self) -> tuple[str, int, str, str, str | None]:
        """What every change of it begins with: plan, version, task, unit, period."""
        return self.key.plan, self.plan.version, *self.key[1:]


def obligations(
    plan: Plan,
    roster: Roster,
    *,
    day: dt.date,
    recorded: Collection[ObligationKey] = (),
    days_off: DaysOff = AS_STATED,
    tasks: Container[tuple[str, str]] | None = None,
) -> list[Obligation]:
    """Return a plan's obligations on a day, in the order of the document, then of the roster.

    A unit holds an obligation iff it is active, and among the leads, on min(day, stated last day)
    (without a deadline: on the day), or a record for it counts on the day (design 3.2).

    Args:
        plan: The version in force.
        roster: The units and groups.
        day: The day of the view; for a closed plan the day it was closed.
        recorded: The obligations for which a record counts on the day.
        days_off: How the plan takes days off, and by which calendar.
        tasks: The tasks asked about, each by its plan and its id; None: all.
    """
    holding: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for key in recorded:
        if key.plan == plan.id:
            holding[key.task, key.period].add(key.unit)
    found: list[Obligation] = []
    for place in placed_tasks(plan):
        if tasks is not None and (plan.id, place.task.id) not in tasks:
            continue
        for occurrence in occurrences(place.task.deadline, day=day, days_off=days_off):
            period, last_day, day_stated, unrolled = occurrence
            code = period.code if period else None
            held_on = min(day, last_day) if last_day else day
            ids = holding[place.task.id, code]
            ids |= {unit.id for unit in roster.answering(place.task.lead, held_on)}
            found += [
                Obligation(
                    ObligationKey(plan.id, place.task.id, unit.id, code),
                    plan,
                    place,
                    unit,
                    period,
                    last_day,
                    day_stated,
                    unrolled,
                    held_on,
                )
                for unit in roster.units
                if unit.id in ids
            ]
    return found
