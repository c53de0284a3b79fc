"""Verdicts put together as a reader looks for them: by task and period, or by unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tt_doingoai.assess.summary import Rate
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.ledger import Status
from tt_doingoai.model.period import Period
from tt_doingoai.model.plan import PlacedTask, Plan
from tt_doingoai.model.units import Unit


class TaskGroup(NamedTuple):
    """One task, in one period, and the verdicts on its units.

    Attributes:
        plan: The plan.
        place: The task and where it stands.
        period: For recurring tasks; else None.
        verdicts: Those that a list shows, in roster order.
        everyone: All that the figures count for this task and period.
    """

    plan: Plan
    place: PlacedTask
    period: Period | None
    verdicts: tuple[Verdict, ...]
    everyone: tuple[Verdict, ...]

    @property
    def any(self) -> Verdict:
        """One of the verdicts, for what they all share."""
        return self.verdicts[0]

    @property
    def concerned(self) -> list[Verdict]:
        """All but those to whom it does not apply."""
        return [v for v in self.everyone if v.timeliness is not Timeliness.NOT_APPLICABLE]

    @property
    def done(self) -> Rate:
        """How many have done it, of those it applies to."""
        return Rate(sum(v.status is Status.DONE for v in self.concerned), len(self.concerned))

    @property
    def handed_in(self) -> Rate:
        """From how many something was ever received, of those it applies to."""
        return Rate(sum(v.history.ever_handed_in for v in self.concerned), len(self.concerned))

    @property
    def days_late(self) -> int:
        """The most days that any of the verdicts shown is late."""
        return max(v.days_late or 0 for v in self.verdicts)

    def count(self, timeliness: Timeliness) -> int:
        """Return how many have a verdict."""
        return sum(v.timeliness is timeliness for v in self.everyone)


def by_task(listed: Iterable[Verdict], everyone: Iterable[Verdict]) -> list[TaskGroup]:
    """Return verdicts grouped by task and period, in the document's order.

    Args:
        listed: The verdicts to be shown.
        everyone: All verdicts that the figures count.
    """
    shown: dict[tuple[str, str, str | None], list[Verdict]] = {}
    for verdict in listed:
        shown.setdefault(_task_key(verdict), []).append(verdict)
    whole: dict[tuple[str, str, str | None], list[Verdict]] = {key: [] for key in shown}
    for verdict in everyone:
        of_task = whole.get(_task_key(verdict))
        if of_task is not None:
            of_task.append(verdict)
    return [
        TaskGroup(
            verdicts[0].obligation.plan,
            verdicts[0].obligation.place,
            verdicts[0].obligation.period,
            tuple(verdicts),
            tuple(whole[key]),
        )
        for key, verdicts in shown.items()
    ]


def latest_first(groups: Iterable[TaskGroup]) -> list[TaskGroup]:
    """Return groups with a day that the plan states first, and of these the latest day first."""

    def rank(group: TaskGroup) -> tuple[bool, int]:
        last_day = group.any.obligation.stated_last_day
        return not group.any.obligation.day_stated, -(last_day.toordinal() if last_day else 0)

    return sorted(groups, key=rank)


def earliest_first(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return verdicts by their last day, the earliest first; those without one at the end."""
    return sorted(
        verdicts, key=lambda v: (v.last_day is None, v.last_day.toordinal() if v.last_day else 0)
    )


def by_unit(verdicts: Iterable[Verdict]) -> list[tuple[Unit, list[Verdict]]]:
    """Return verdicts by unit, the subordinate units first, then the committee's own organs."""
    found: dict[str, tuple[Unit, list[Verdict]]] = {}
    for verdict in verdicts:
        unit = verdict.obligation.unit
        found.setdefault(unit.id, (unit, []))[1].append(verdict)
    return sorted(found.values(), key=lambda pair: pair[0].own)


def _task_key(verdict: Verdict) -> tuple[str, str, str | None]:
    key = verdict.obligation.key
    return key.plan, key.task, key.period
