"""Units by tasks: which state a cell shows, and what the edges count."""

from __future__ import annotations

import pytest

from tests.builders import (
    before,
    day,
    every,
    extension,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    picture,
    status,
    unstated,
)
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.matrix import CellState, matrix
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.model.ledger import Change, Status

PLAN = make_plan(
    make_task("I.1", before()),
    make_task("I.2", every(), lead=("hai",)),
    make_task("I.3", unstated()),
)
ROSTER = make_roster(
    make_unit("co-quan", own=True), make_unit("mot"), make_unit("hai"), make_unit("ngoai", "nhom")
)


def seen(*history: Change, on: str = "2024-04-10") -> Assessment:
    return picture(on, plan=PLAN, roster=ROSTER, history=ledger(*history))


def state(
    *history: Change, task: str = "I.1", on: str = "2024-04-10", unit: str = "mot"
) -> CellState:
    lines = {line.unit.id: line for line in matrix(seen(*history, on=on)).lines}
    return lines[unit].cells["mau", task].state


def of(now: Status, on: str = "2024-04-05", task: str = "I.1", unit: str = "mot") -> Change:
    return status(now, on, task=task, unit=unit, plan=PLAN)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2024-03-25", CellState.IN_TIME),
        ("2024-03-26", CellState.DUE_SOON),
        ("2024-04-09", CellState.DUE_SOON),
        ("2024-04-10", CellState.OVERDUE),
    ],
)
def test_an_open_cell_turns_with_the_day(on: str, expected: CellState) -> None:
    assert state(on=on) is expected


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([of(Status.DONE, "2024-04-09")], CellState.DONE_ON_TIME),
        ([of(Status.DONE, "2024-04-10")], CellState.DONE_LATE),
        ([of(Status.RECEIVED, "2024-04-09")], CellState.AWAITS_OFFICE),
        ([of(Status.RECEIVED, "2024-04-10")], CellState.OVERDUE),
        ([of(Status.IN_PROGRESS)], CellState.OVERDUE),
        ([of(Status.RECEIVED, "2024-04-08"), of(Status.RETURNED, "2024-04-09")], CellState.OVERDUE),
        ([of(Status.NOT_APPLICABLE)], CellState.NOT_APPLICABLE),
        ([extension("2024-05-30")], CellState.IN_TIME),
    ],
)
def test_a_cell_shows_how_the_record_stands(history: list[Change], expected: CellState) -> None:
    assert state(*history) is expected


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], CellState.NO_DEADLINE),
        ([of(Status.RECEIVED, task="I.3")], CellState.AWAITS_OFFICE),
        ([of(Status.DONE, task="I.3")], CellState.NO_DEADLINE_DONE),
    ],
)
def test_a_task_without_deadline_has_marks_of_its_own(
    history: list[Change], expected: CellState
) -> None:
    assert state(*history, task="I.3") is expected


def test_of_several_periods_the_worst_is_shown() -> None:
    done = status(Status.DONE, "2024-05-01", task="I.2", unit="hai", period="2024", plan=PLAN)
    assert state(done, task="I.2", unit="hai", on="2025-02-01") is CellState.IN_TIME
    assert state(task="I.2", unit="hai", on="2025-02-01") is CellState.OVERDUE


def test_a_cell_is_empty_where_nothing_is_owed() -> None:
    shown = matrix(seen())
    assert [column.place.task.id for column in shown.columns] == ["I.1", "I.2", "I.3"]
    cells = {line.unit.id: [task for _plan, task in line.cells] for line in shown.lines}
    assert cells["mot"] == ["I.1", "I.3"]
    assert cells["hai"] == ["I.1", "I.2", "I.3"]


def test_a_column_holds_every_obligation_of_its_task() -> None:
    (first, *_rest) = matrix(seen()).columns
    assert [v.obligation.unit.id for v in first.verdicts] == ["co-quan", "mot", "hai"]


def test_lines_follow_the_roster_whatever_the_order_of_the_tasks() -> None:
    plan = make_plan(make_task("I.1", lead=("hai",)), make_task("I.2", lead=("mot",)))
    shown = matrix(picture("2024-04-10", plan=plan, roster=ROSTER))
    assert [line.unit.id for line in shown.lines] == ["mot", "hai"]


def test_lines_follow_the_roster_own_organs_last_and_strangers_are_left_out() -> None:
    assert [line.unit.id for line in matrix(seen()).lines] == ["mot", "hai", "co-quan"]


def test_both_edges_count_the_same_obligations() -> None:
    assessment = seen(of(Status.DONE), of(Status.DONE, task="I.3"), on="2026-04-10")
    shown = matrix(assessment)
    for name in ("overdue", "done", "with_deadline", "no_deadline"):
        whole = getattr(assessment.summary, name)
        assert sum(getattr(line.summary, name) for line in shown.lines) == whole
        assert sum(getattr(column.summary, name) for column in shown.columns) == whole


def test_a_filter_of_the_lists_leaves_the_figures_of_the_edges_whole() -> None:
    whole = seen(of(Status.DONE))
    overdue = whole.narrowed(Filters(timeliness=frozenset({Timeliness.OVERDUE})))
    shown = matrix(overdue)
    assert {line.unit.id for line in shown.lines} == {"hai", "co-quan"}
    assert [column.place.task.id for column in shown.columns] == ["I.1"]
    assert shown.columns[0].summary.done == 1
    assert shown.summary == whole.summary


def test_what_needs_review_is_marked() -> None:
    changed = status(Status.DONE, fingerprint="x", plan=PLAN)
    lines = {line.unit.id: line for line in matrix(seen(changed)).lines}
    assert lines["mot"].cells["mau", "I.1"].needs_review


def test_on_a_day_before_the_period_there_is_no_column() -> None:
    columns = matrix(seen(on=day("2023-12-31").isoformat())).columns
    assert [column.place.task.id for column in columns] == ["I.1", "I.3"]
