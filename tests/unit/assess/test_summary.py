"""The official four cells, what stands beside them, and the rates (design 2)."""

from __future__ import annotations

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
from tt_doingoai.assess.summary import Rate, Summary
from tt_doingoai.model.ledger import Change, Status

# Ten units on 12-4-2024, three days after the last day of a report due "before 10-4-2024".
UNITS = [make_unit(f"dv-{number}") for number in range(10)]
RECORDS: tuple[Change, ...] = (
    status(Status.DONE, "2024-04-09", unit="dv-0"),
    status(Status.DONE, "2024-04-05", unit="dv-1"),
    status(Status.DONE, "2024-04-10", unit="dv-2"),
    extension("2024-04-30", unit="dv-3"),
    status(Status.DONE, "2024-04-11", unit="dv-3"),
    extension("2024-04-30", unit="dv-4"),
    status(Status.RECEIVED, "2024-04-09", unit="dv-5"),
    status(Status.RETURNED, "2024-04-09", unit="dv-6"),
    status(Status.IN_PROGRESS, "2024-04-09", unit="dv-7"),
    status(Status.NOT_APPLICABLE, "2024-04-09", unit="dv-8"),
)


def summary() -> Summary:
    return picture("2024-04-12", roster=make_roster(*UNITS), history=ledger(*RECORDS)).summary


def test_what_is_done_stands_in_two_cells() -> None:
    assert (summary().done_on_time, summary().done_late, summary().done) == (3, 1, 4)


def test_what_is_open_stands_in_two_cells() -> None:
    assert (summary().open_in_time, summary().overdue) == (2, 3)


def test_what_does_not_apply_stands_beside_the_four_cells() -> None:
    assert summary().not_applicable == 1
    assert summary().with_deadline == 9


def test_done_by_extension_is_a_part_of_done_on_time() -> None:
    assert summary().done_by_extension == 1


def test_open_in_time_includes_what_is_due_soon() -> None:
    found = picture("2024-04-09", roster=make_roster(*UNITS)).summary
    assert (found.open_in_time, found.due_soon) == (10, 10)


def test_what_is_in_time_but_not_due_soon_is_not_counted_as_due_soon() -> None:
    assert (summary().open_in_time, summary().due_soon) == (2, 0)


def test_overdue_and_unreported_is_a_part_of_overdue() -> None:
    assert summary().overdue_unreported == 1


def test_each_rate_stands_with_its_denominator() -> None:
    found = summary()
    assert found.rate_done == Rate(4, 9)
    assert found.rate_on_time == Rate(3, 9)
    assert found.rate_of_due == Rate(4, 7)


def test_overdue_by_a_day_that_the_plan_does_not_state_is_counted_apart() -> None:
    plan = make_plan(
        make_task("I.1", every("year", "2024")),
        make_task("I.2", before("2025-01-01")),
        make_task("I.3", before("2024-12-01")),
    )
    found = picture("2025-01-01", plan=plan).summary
    assert (found.overdue, found.overdue_day_not_stated) == (3, 1)


def test_what_has_no_deadline_stands_beside_the_four_cells_with_how_many_are_done() -> None:
    plan = make_plan(*(make_task(f"I.{n}", unstated()) for n in (1, 2, 3)))
    found = picture("2024-04-12", plan=plan, history=ledger(status(plan=plan))).summary
    assert (found.no_deadline, found.no_deadline_done) == (3, 1)
    assert (found.with_deadline, found.done) == (0, 0)


def test_what_has_a_deadline_is_not_counted_among_the_done_without_one() -> None:
    assert (summary().done, summary().no_deadline_done) == (4, 0)


def test_what_was_recorded_under_other_words_is_counted_whatever_its_cell() -> None:
    plan = make_plan(make_task("I.1", title="Đã sửa"), make_task("I.2", unstated(), title="Đã sửa"))
    old = ledger(status(), status(Status.IN_PROGRESS, task="I.2", fingerprint="0" * 64))
    assert picture("2024-04-12", plan=plan, history=old).summary.needs_review == 2


def test_a_picture_of_nothing_is_all_zeros() -> None:
    nobody = make_roster(make_unit(since=day("2030-01-01")))
    found = picture("2024-04-12", roster=nobody).summary
    assert found.with_deadline + found.no_deadline + found.not_applicable == 0
    assert found.rate_done == Rate(0, 0)
