"""What a reader asked to see: some filters narrow the figures too, some the lists only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.ledger import Status


class Filters(NamedTuple):
    """The filters of design 4; an empty one lets everything through.

    ``plans`` to ``tasks`` narrow figures and lists; the rest narrow the lists only.

    Attributes:
        plans: Plan ids.
        units: Unit ids.
        groups: Group ids; a unit counts by its membership on the day it held the obligation.
        sections: Section ids.
        tasks: Pairs of plan id and task id.
        timeliness: Verdicts; ``in_time`` does not include ``due_soon``.
        statuses: Recorded statuses.
        due_by: The last day is this one or an earlier one.
        due_before: The last day is before this one.
        due_from: The last day is this one or a later one.
    """

    plans: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    tasks: frozenset[tuple[str, str]] = frozenset()
    timeliness: frozenset[Timeliness] = frozenset()
    statuses: frozenset[Status] = frozenset()
    due_by: dt.date | None = None
    due_before: dt.date | None = None
    due_from: dt.date | None = None

    @property
    def narrow_lists(self) -> bool:
        """Whether the lists may leave out what the figures count."""
        days = (self.due_by, self.due_before, self.due_from)
        return bool(self.timeliness or self.statuses) or any(day is not None for day in days)

    def covers_plan(self, plan_id: str) -> bool:
        """Return whether anything of a plan can be let through."""
        by_task = not self.tasks or any(plan == plan_id for plan, _ in self.tasks)
        return by_task and (not self.plans or plan_id in self.plans)

    def counts(self, verdict: Verdict) -> bool:
        """Return whether the figures count an obligation."""
        obligation = verdict.obligation
        unit, place = obligation.unit, obligation.place
        return (
            (not self.plans or obligation.plan.id in self.plans)
            and (not self.units or unit.id in self.units)
            and (
                not self.groups or any(unit.in_group_on(g, obligation.held_on) for g in self.groups)
            )
            and (not self.sections or place.section.id in self.sections)
            and (not self.tasks or (obligation.plan.id, place.task.id) in self.tasks)
        )

    def lists(self, verdict: Verdict) -> bool:
        """Return whether the lists show an obligation that the figures count."""
        return (
            (not self.timeliness or verdict.timeliness in self.timeliness)
            and (not self.statuses or verdict.status in self.statuses)
            and _due(verdict, self.due_by, lambda last_day, day: last_day <= day)
            and _due(verdict, self.due_before, lambda last_day, day: last_day < day)
            and _due(verdict, self.due_from, lambda last_day, day: last_day >= day)
        )


def _due(
    verdict: Verdict, day: dt.date | None, compare: Callable[[dt.date, dt.date], bool]
) -> bool:
    return day is None or (verdict.last_day is not None and compare(verdict.last_day, day))
