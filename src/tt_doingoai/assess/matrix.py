"""Units x tasks: what stands in each cell, and the figures at both edges. Pure."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.grouping import by_unit
from tt_doingoai.assess.summary import Summary, summarize
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.ledger import Status
from tt_doingoai.model.plan import PlacedTask, Plan, placed_tasks
from tt_doingoai.model.units import Unit

TaskKey: TypeAlias = tuple[str, str]  # plan id, task id


class CellState(enum.StrEnum):
    """What a cell says; the worst first: of several obligations in a cell that one shows."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    IN_TIME = "in_time"
    NO_DEADLINE = "no_deadline"
    AWAITS_OFFICE = "awaits_office"
    DONE_LATE = "done_late"
    DONE_ON_TIME = "done_on_time"
    NO_DEADLINE_DONE = "no_deadline_done"
    NOT_APPLICABLE = "not_applicable"


_RANK: Final = {state: rank for rank, state in enumerate(CellState)}


class Cell(NamedTuple):
    """What one unit owes for one task: the worst state, and every obligation (one a period)."""

    state: CellState
    verdicts: tuple[Verdict, ...]

    @property
    def needs_review(self) -> bool:
        """Whether any of it was recorded under words that have changed since."""
        return any(verdict.needs_review for verdict in self.verdicts)


class Column(NamedTuple):
    """A task, with the figures of all that is counted for it."""

    plan: Plan
    place: PlacedTask
    verdicts: tuple[Verdict, ...]
    summary: Summary

    @property
    def key(self) -> TaskKey:
        """What cells are known by."""
        return self.plan.id, self.place.task.id


class Line(NamedTuple):
    """A unit, its cells, and the figures of all that is counted for it."""

    unit: Unit
    cells: Mapping[TaskKey, Cell]
    summary: Summary


class Matrix(NamedTuple):
    """The whole: columns in the plans' order, lines in the roster's, own organs last."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    summary: Summary


def state_of(verdict: Verdict) -> CellState:
    """Return what a cell says of one obligation.

    What was received and is not late waits for the office, whatever the day.
    """
    if verdict.timeliness is Timeliness.OVERDUE:
        return CellState.OVERDUE
    if verdict.awaits_office:
        return CellState.AWAITS_OFFICE
    if verdict.timeliness is Timeliness.NO_DEADLINE and verdict.status is Status.DONE:
        return CellState.NO_DEADLINE_DONE
    return CellState(verdict.timeliness.value)


def matrix(assessment: Assessment) -> Matrix:
    """Return the obligations that the lists show as a matrix; its edges count all that is counted.

    Args:
        assessment: How everything stands, narrowed as asked for.
    """
    by_cell: defaultdict[tuple[str, TaskKey], list[Verdict]] = defaultdict(list)
    shown: defaultdict[TaskKey, list[Verdict]] = defaultdict(list)
    for verdict in assessment.listed:
        shown[_key(verdict)].append(verdict)
        by_cell[verdict.obligation.unit.id, _key(verdict)].append(verdict)
    of_task: defaultdict[TaskKey, list[Verdict]] = defaultdict(list)
    of_unit: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in assessment.verdicts:
        of_task[_key(verdict)].append(verdict)
        of_unit[verdict.obligation.unit.id].append(verdict)
    columns = tuple(
        Column(tracked.plan, place, tuple(shown[key]), summarize(of_task[key]))
        for tracked in assessment.plans
        for place in placed_tasks(tracked.plan)
        if (key := (tracked.plan.id, place.task.id)) in shown
    )
    order = {unit.id: number for number, unit in enumerate(assessment.roster.units)}
    units = [unit for unit, _verdicts in by_unit(assessment.listed)]
    lines = tuple(
        Line(
            unit,
            {
                column.key: _cell(by_cell[unit.id, column.key])
                for column in columns
                if (unit.id, column.key) in by_cell
            },
            summarize(of_unit[unit.id]),
        )
        for unit in sorted(units, key=lambda unit: (unit.own, order[unit.id]))
    )
    return Matrix(columns, lines, assessment.summary)


def _cell(verdicts: list[Verdict]) -> Cell:
    return Cell(min(map(state_of, verdicts), key=_RANK.__getitem__), tuple(verdicts))


def _key(verdict: Verdict) -> TaskKey:
    key = verdict.obligation.key
    return key.plan, key.task
