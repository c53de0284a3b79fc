"""Verdicts put together by task and period, or by unit."""

from __future__ import annotations

from tests.builders import (
    before,
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
from tt_doingoai.assess.grouping import TaskGroup, by_task, by_unit, earliest_first, latest_first
from tt_doingoai.assess.summary import Rate
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.model.deadline import Deadline
from tt_doingoai.model.ledger import Status
from tt_doingoai.model.plan import Plan

ROSTER = make_roster(*(make_unit(name) for name in ("mot", "hai", "ba", "bon")))


def names(groups: list[TaskGroup]) -> list[tuple[str, str | None]]:
    return [(g.place.task.id, g.period.code if g.period else None) for g in groups]


def grouped(plan: Plan, on: str = "2024-04-12") -> list[TaskGroup]:
    found = picture(on, plan=plan, roster=ROSTER)
    return by_task(found.verdicts, found.verdicts)


def test_a_group_is_one_task_with_all_its_units() -> None:
    plan = make_plan()
    (group,) = grouped(plan)
    assert group.plan is plan
    assert [v.obligation.unit.id for v in group.verdicts] == ["mot", "hai", "ba", "bon"]


def test_each_period_of_a_recurring_task_is_a_group_of_its_own() -> None:
    plan = make_plan(make_task(deadline=every("year", "2024")))
    assert names(grouped(plan, "2025-06-01")) == [("I.1", "2024"), ("I.1", "2025")]


def test_groups_come_in_the_documents_order() -> None:
    plan = make_plan(make_task("b"), make_task("a"))
    assert names(grouped(plan)) == [("b", None), ("a", None)]


# One done, one received, one waived, one without information.
MIXED = picture(
    "2024-04-12",
    roster=ROSTER,
    history=ledger(
        status(Status.DONE, unit="mot"),
        status(Status.RECEIVED, unit="hai"),
        status(Status.NOT_APPLICABLE, unit="ba"),
    ),
)
OVERDUE = [v for v in MIXED.verdicts if v.timeliness is Timeliness.OVERDUE]


def test_a_group_shows_what_is_listed_and_knows_everyone() -> None:
    (group,) = by_task(OVERDUE, MIXED.verdicts)
    assert [v.obligation.unit.id for v in group.verdicts] == ["bon"]
    assert len(group.everyone) == 4


def test_what_its_units_share_is_read_off_one_that_is_shown() -> None:
    (group,) = by_task(OVERDUE, MIXED.verdicts)
    assert group.any is OVERDUE[0]


def test_a_task_is_as_late_as_the_latest_of_those_shown() -> None:
    granted = ledger(extension("2024-04-11", unit="hai"))
    found = picture("2024-04-12", roster=ROSTER, history=granted).verdicts
    (group,) = by_task(found, found)
    assert group.days_late == 3
    (of_hai,) = by_task([v for v in found if v.obligation.unit.id == "hai"], found)
    assert of_hai.days_late == 1


def test_a_task_that_nobody_is_late_with_is_late_by_no_day() -> None:
    (on_its_day,) = grouped(make_plan(), "2024-04-09")
    assert on_its_day.days_late == 0


def test_a_task_of_which_nothing_is_listed_makes_no_group() -> None:
    assert by_task([], MIXED.verdicts) == []


def test_the_share_done_leaves_out_those_to_whom_it_does_not_apply() -> None:
    (group,) = by_task(OVERDUE, MIXED.verdicts)
    assert group.done == Rate(1, 3)


def test_the_share_handed_in_counts_what_waits_for_the_office_too() -> None:
    (group,) = by_task(OVERDUE, MIXED.verdicts)
    assert group.handed_in == Rate(2, 3)


def test_a_report_that_was_returned_was_handed_in() -> None:
    returned = ledger(status(Status.RECEIVED, "2024-04-08"), status(Status.RETURNED, "2024-04-11"))
    found = picture("2024-04-12", history=returned)
    (group,) = by_task(found.verdicts, found.verdicts)
    assert (group.handed_in, group.done) == (Rate(1, 1), Rate(0, 1))


def test_a_group_counts_its_verdicts_over_everyone() -> None:
    (group,) = by_task(OVERDUE, MIXED.verdicts)
    assert group.count(Timeliness.NOT_APPLICABLE) == 1


def test_what_was_returned_was_handed_in_even_where_its_receipt_is_not_recorded() -> None:
    found = picture("2024-04-12", history=ledger(status(Status.RETURNED)))
    (group,) = by_task(found.verdicts, found.verdicts)
    assert group.handed_in == Rate(1, 1)


def plan_of(*deadlines: Deadline) -> Plan:
    return make_plan(*(make_task(f"I.{n}", each) for n, each in enumerate(deadlines, start=1)))


def test_groups_with_a_stated_day_come_first_and_of_these_the_latest_day() -> None:
    plan = plan_of(unstated(), every("year", "2024"), before("2024-04-01"), before("2024-04-10"))
    assert names(latest_first(grouped(plan))) == [
        ("I.4", None),
        ("I.3", None),
        ("I.2", "2024"),
        ("I.1", None),
    ]


def test_verdicts_come_by_their_last_day_and_those_without_one_at_the_end() -> None:
    plan = plan_of(unstated(), before("2024-04-10"), before("2024-04-01"))
    found = earliest_first(picture("2024-03-01", plan=plan).verdicts)
    assert [v.obligation.place.task.id for v in found] == ["I.3", "I.2", "I.1"]


def test_verdicts_of_one_unit_stand_together() -> None:
    found = by_unit(picture("2024-04-12", plan=plan_of(before(), before())).verdicts)
    assert [(unit.id, len(verdicts)) for unit, verdicts in found] == [("mot", 2)]


def test_the_committees_own_organs_come_after_the_subordinate_units() -> None:
    roster = make_roster(make_unit("co-quan", own=True), make_unit("mot"), make_unit("hai"))
    found = by_unit(picture("2024-04-12", roster=roster).verdicts)
    assert [unit.id for unit, _ in found] == ["mot", "hai", "co-quan"]
