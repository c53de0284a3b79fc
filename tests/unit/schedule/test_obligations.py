"""Who owes what on a day (đầu việc)."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, get_args

import pytest

from tests.builders import (
    before,
    day,
    every,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    unstated,
)
from tt_doingoai.model.deadline import Deadline
from tt_doingoai.model.ledger import ObligationKey, OfObligation
from tt_doingoai.model.period import parse_period
from tt_doingoai.model.plan import Plan, placed_tasks
from tt_doingoai.model.units import Membership, Roster, Unit
from tt_doingoai.schedule.obligations import Obligation, obligations
from tt_doingoai.schedule.working_days import DaysOff, WorkingDays


def owed(
    plan: Plan, roster: Roster, on: str, recorded: Collection[ObligationKey] = ()
) -> list[tuple[str, str, str | None]]:
    found = obligations(plan, roster, day=day(on), recorded=recorded)
    return [(o.place.task.id, o.unit.id, o.key.period) for o in found]


def holders(
    unit: Unit,
    on: str,
    *,
    deadline: Deadline | None = None,
    recorded: Collection[ObligationKey] = (),
) -> list[str]:
    plan = make_plan(make_task(deadline=deadline or before("2024-04-10")))
    return [unit_id for _, unit_id, _ in owed(plan, make_roster(unit), on, recorded)]


def test_every_member_of_the_leading_group_owes_the_task() -> None:
    roster = make_roster(make_unit("mot"), make_unit("hai"), make_unit("ba", "khac"))
    assert owed(make_plan(), roster, "2024-04-01") == [("I.1", "mot", None), ("I.1", "hai", None)]


def test_a_unit_that_leads_twice_owes_the_task_once() -> None:
    plan = make_plan(make_task(lead=("mot", "don-vi")))
    assert owed(plan, make_roster(), "2024-04-01") == [("I.1", "mot", None)]


def test_a_supporting_unit_owes_nothing() -> None:
    plan = make_plan(make_task(lead=("mot",), supporting=("hai",)))
    roster = make_roster(make_unit("mot"), make_unit("hai"))
    assert owed(plan, roster, "2024-04-01") == [("I.1", "mot", None)]


def test_a_recurring_task_is_owed_once_in_each_period_that_has_begun() -> None:
    plan = make_plan(make_task(deadline=every("year", "2024")))
    assert owed(plan, make_roster(), "2025-01-01") == [
        ("I.1", "mot", "2024"),
        ("I.1", "mot", "2025"),
    ]


def test_obligations_come_in_the_order_of_the_document_then_of_the_roster() -> None:
    plan = make_plan(make_task("b"), make_task("a"))
    roster = make_roster(make_unit("hai"), make_unit("mot"))
    assert [(task, unit) for task, unit, _ in owed(plan, roster, "2024-04-01")] == [
        ("b", "hai"),
        ("b", "mot"),
        ("a", "hai"),
        ("a", "mot"),
    ]


def test_an_obligation_knows_its_stated_last_day_and_whether_the_plan_states_it() -> None:
    plan = make_plan(
        make_task("a", before("2024-04-10")),
        make_task("b", every("year", "2024")),
        make_task("c", unstated()),
    )
    found = obligations(plan, make_roster(), day=day("2024-04-01"))
    assert [(o.stated_last_day, o.day_stated) for o in found] == [
        (day("2024-04-09"), True),
        (day("2024-12-31"), False),
        (None, False),
    ]


def test_an_obligation_holds_what_it_was_derived_from() -> None:
    plan = make_plan(make_task("a", every("year", "2024", cutoff="by 12-15")))
    unit = make_unit("mot")
    found = obligations(
        plan,
        make_roster(unit),
        day=day("2024-04-01"),
        days_off=DaysOff(WorkingDays("mẫu", lambda stated: stated.weekday() < 5), moved=True),
    )
    assert found == [
        Obligation(
            key=ObligationKey("mau", "a", "mot", "2024"),
            plan=plan,
            place=placed_tasks(plan)[0],
            unit=unit,
            period=parse_period("2024"),
            stated_last_day=day("2024-12-16"),
            day_stated=True,
            unrolled_last_day=day("2024-12-15"),
            held_on=day("2024-04-01"),
        )
    ]


@pytest.mark.parametrize("kind", get_args(OfObligation))
def test_every_change_of_an_obligation_begins_with_what_the_obligation_gives(
    kind: type[NamedTuple],
) -> None:
    plan = make_plan(make_task("a", every("year", "2024")), version=3)
    (found,) = obligations(plan, make_roster(make_unit("mot")), day=day("2024-04-01"))
    given = dict(zip(kind._fields, found.first_members, strict=False))
    assert given == {
        "plan": "mau",
        "plan_version": 3,
        "task": "a",
        "unit": "mot",
        "period": "2024",
    }


# A unit's life: the last day of these is 09-4-2024.


def test_a_unit_that_ended_on_the_last_day_owes_the_task_ever_after() -> None:
    unit = make_unit(until=day("2024-04-09"))
    assert holders(unit, "2024-04-09") == holders(unit, "2030-01-01") == ["mot"]


def test_a_unit_that_ended_before_the_last_day_owed_the_task_while_it_lived() -> None:
    unit = make_unit(until=day("2024-04-08"))
    assert holders(unit, "2024-04-08") == ["mot"]
    assert holders(unit, "2024-04-09") == []
    assert holders(unit, "2030-01-01") == []


def test_a_unit_that_came_on_the_last_day_owes_the_task() -> None:
    assert holders(make_unit(since=day("2024-04-09")), "2030-01-01") == ["mot"]


def test_a_unit_that_came_after_the_last_day_never_owes_the_task() -> None:
    assert holders(make_unit(since=day("2024-04-10")), "2030-01-01") == []


def test_a_unit_owes_nothing_before_its_first_day() -> None:
    assert holders(make_unit(since=day("2024-03-01")), "2024-02-29") == []


def test_without_a_deadline_a_unit_owes_the_task_while_it_lives() -> None:
    unit = make_unit(since=day("2024-02-01"), until=day("2024-06-30"))
    days = ("2024-01-31", "2024-02-01", "2024-06-30", "2024-07-01")
    assert [holders(unit, on, deadline=unstated()) for on in days] == [[], ["mot"], ["mot"], []]


def test_a_unit_that_left_the_group_before_the_last_day_does_not_owe_the_task() -> None:
    member = Membership(id="don-vi", until=day("2024-04-08"))
    assert holders(make_unit(groups=(member,)), "2024-04-10") == []


def test_a_unit_that_left_the_group_after_the_last_day_still_owes_the_task() -> None:
    member = Membership(id="don-vi", until=day("2024-04-09"))
    assert holders(make_unit(groups=(member,)), "2030-01-01") == ["mot"]


RECORDED = [ObligationKey("mau", "I.1", "mot", None)]


@pytest.mark.parametrize("deadline", [before("2024-04-10"), unstated()])
def test_a_unit_that_ended_keeps_what_is_recorded_for_it(deadline: Deadline) -> None:
    unit = make_unit(until=day("2024-03-31"))
    assert holders(unit, "2030-01-01", deadline=deadline, recorded=RECORDED) == ["mot"]


def test_a_record_for_another_task_keeps_nothing() -> None:
    unit = make_unit(until=day("2024-03-31"))
    other = [ObligationKey("mau", "I.2", "mot", None), ObligationKey("khac", "I.1", "mot", None)]
    assert holders(unit, "2030-01-01", recorded=other) == []


def test_a_record_for_one_period_keeps_that_period_alone() -> None:
    unit = make_unit(until=day("2024-06-30"))
    recorded = [ObligationKey("mau", "I.1", "mot", "2024")]
    plan = make_plan(make_task(deadline=every("year", "2024")))
    assert owed(plan, make_roster(unit), "2025-02-01", recorded) == [("I.1", "mot", "2024")]


def test_a_record_makes_no_second_obligation() -> None:
    assert holders(make_unit(), "2024-04-10", recorded=RECORDED) == ["mot"]


def test_each_period_is_owed_by_the_units_of_its_own_time() -> None:
    roster = make_roster(
        make_unit("mot", until=day("2024-12-31")), make_unit("hai", since=day("2025-01-01"))
    )
    plan = make_plan(make_task(deadline=every("year", "2024")))
    assert owed(plan, roster, "2025-06-01") == [("I.1", "mot", "2024"), ("I.1", "hai", "2025")]
