"""What a period counts: what fell due in it, and what was carried over."""

from __future__ import annotations

import pytest

from tests.builders import (
    by,
    day,
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
from tt_doingoai.assess.periods import PeriodCounts, count_period, counted_in
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import Change, Ledger, Status
from tt_doingoai.model.period import parse_period
from tt_doingoai.model.plan import Plan


def due(on: str) -> Plan:
    return make_plan(make_task("I.1", by(on)))


def counted(
    plan: Plan, *changes: Change, on: str = "2024-06-30", period: str = "2024-Q2"
) -> PeriodCounts:
    """What the second quarter of 2024 counts at its end, each change being one transaction."""
    return count_period(picture(on, plan=plan, history=ledger(*changes)), parse_period(period))


def names(counts: PeriodCounts) -> dict[str, list[str]]:
    """Which rows hold something, each with the units."""
    rows = {
        "due": counts.due,
        "carried": counts.carried,
        "reopened": counts.reopened,
        "extended": counts.extended,
    }
    return {name: [v.obligation.unit.id for v in row] for name, row in rows.items() if row}


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        ("2024-03-31", {"carried": ["mot"]}),  # the day before the period
        ("2024-04-01", {"due": ["mot"]}),  # its first day
        ("2024-06-30", {"due": ["mot"]}),  # its last day
        ("2024-07-01", {}),  # the day after
    ],
)
def test_a_last_day_on_the_edge_of_a_period(last_day: str, expected: dict[str, list[str]]) -> None:
    assert names(counted(due(last_day))) == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("2024-03-31", {}),  # done on the day before the period began
        ("2024-04-01", {"carried": ["mot"]}),  # done on its first day: it was carried over
    ],
)
def test_what_was_done_before_the_period_is_not_carried_over(
    done: str, expected: dict[str, list[str]]
) -> None:
    assert names(counted(due("2024-03-20"), status(on=done))) == expected


def test_the_figures_of_what_fell_due_leave_out_what_was_carried_over() -> None:
    plan = make_plan(make_task("I.1", by("2024-03-20")), make_task("I.2", by("2024-04-20")))
    counts = counted(plan, status(task="I.2", on="2024-04-20"))
    assert (counts.summary_due.done_on_time, counts.summary_due.overdue) == (1, 0)
    assert (counts.summary_carried.done_on_time, counts.summary_carried.overdue) == (0, 1)


def test_what_was_carried_over_and_done_in_the_period_is_done_late() -> None:
    counts = counted(due("2024-03-20"), status(on="2024-04-10"))
    assert (counts.summary_carried.done_late, counts.summary_carried.overdue) == (1, 0)


def test_what_was_received_and_not_yet_decided_on_is_carried_over() -> None:
    received = status(Status.RECEIVED, "2024-03-19")
    assert names(counted(due("2024-03-20"), received)) == {"carried": ["mot"]}


def test_what_was_done_before_and_returned_in_the_period_is_carried_over_as_reopened() -> None:
    returned = status(Status.RETURNED, "2024-04-02", answer_by=None)
    counts = counted(due("2024-03-20"), status(on="2024-03-19"), returned)
    assert names(counts) == {"carried": ["mot"], "reopened": ["mot"]}


def test_what_was_waived_before_the_period_is_not_carried_over() -> None:
    waived = status(Status.NOT_APPLICABLE, "2024-03-31")
    assert names(counted(due("2024-03-20"), waived)) == {}


def test_what_was_waived_in_the_period_is_carried_over_beside_the_four_cells() -> None:
    counts = counted(due("2024-03-20"), status(Status.NOT_APPLICABLE, "2024-04-01"))
    assert names(counts) == {"carried": ["mot"]}
    assert (counts.summary_carried.with_deadline, counts.summary_carried.not_applicable) == (0, 1)


def test_what_fell_due_before_and_was_extended_into_the_period_counts_by_its_new_day() -> None:
    extended = extension("2024-05-31", "2024-04-05")
    counts = counted(due("2024-03-20"), extended)
    assert names(counts) == {"due": ["mot"], "extended": ["mot"]}


def test_what_was_extended_past_the_period_counts_in_neither_row_and_is_told() -> None:
    counts = counted(due("2024-03-20"), extension("2024-08-31", "2024-04-05"))
    assert names(counts) == {"extended": ["mot"]}


def test_what_fell_due_on_the_very_eve_and_was_extended_since_is_told() -> None:
    counts = counted(due("2024-03-31"), extension("2024-05-31", "2024-04-05"))
    assert names(counts) == {"due": ["mot"], "extended": ["mot"]}


def test_what_had_been_extended_by_the_eve_was_not_past_its_day_when_the_period_began() -> None:
    counts = counted(due("2024-03-20"), extension("2024-05-31", "2024-03-31"))
    assert names(counts) == {"due": ["mot"]}


def test_what_was_done_by_the_eve_was_not_open_when_it_was_extended() -> None:
    counts = counted(
        due("2024-03-20"), status(on="2024-03-31"), extension("2024-05-31", "2024-04-05")
    )
    assert names(counts) == {"due": ["mot"]}


def test_what_was_extended_before_its_day_came_was_never_late() -> None:
    assert names(counted(due("2024-03-20"), extension("2024-05-31", "2024-03-10"))) == {
        "due": ["mot"]
    }


def test_an_extension_of_a_later_day_than_the_view_is_not_known_yet() -> None:
    extended = extension("2024-08-31", "2024-07-02")
    assert names(counted(due("2024-05-31"), extended)) == {"due": ["mot"]}
    assert names(counted(due("2024-05-31"), extended, on="2024-07-02")) == {}


def test_what_has_no_deadline_falls_due_in_no_period() -> None:
    plan = make_plan(make_task("I.1", unstated()), make_task("I.2", by("2024-05-31")))
    counts = counted(plan)
    assert [_task(v) for v in counts.due] == ["I.2"]
    assert counts.carried == counts.extended == ()


def test_the_counts_of_a_period_know_which_period_it_is() -> None:
    assert counted(due("2024-05-31"), period="2024-H1").period == parse_period("2024-H1")


def test_what_ended_units_passed_on_is_narrowed_to_the_period_too() -> None:
    plan = make_plan(make_task("I.1", by("2024-05-20")), make_task("I.2", by("2024-03-20")))
    old = make_unit("cu", until=day("2024-06-10"), successors=("moi",))
    roster = make_roster(old, make_unit("moi", since=day("2024-06-11")))
    whole = picture("2024-06-30", plan=plan, roster=roster)
    assert [_task(v) for v in whole.passed_on] == ["I.1", "I.2"]
    assert counted_in(whole, parse_period("2024-Q2")).passed_on == whole.passed_on
    assert [_task(v) for v in counted_in(whole, parse_period("2024-Q1")).passed_on] == ["I.2"]


def test_figures_and_lists_of_a_period_hold_its_two_rows_and_no_more() -> None:
    plan = make_plan(
        make_task("I.1", by("2024-03-20")),
        make_task("I.2", by("2024-05-20")),
        make_task("I.3", by("2024-08-20")),
        make_task("I.4", unstated()),
    )
    roster = make_roster(make_unit("mot"), make_unit("hai"))
    whole = picture("2024-06-30", plan=plan, roster=roster, history=Ledger())
    narrowed = counted_in(whole, parse_period("2024-Q2"))
    assert [_task(v) for v in narrowed.verdicts] == ["I.1", "I.1", "I.2", "I.2"]
    assert narrowed.listed == narrowed.verdicts
    assert not narrowed.filtered


def _task(verdict: Verdict) -> str:
    return verdict.obligation.place.task.id
