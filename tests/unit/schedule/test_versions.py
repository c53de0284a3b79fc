"""Which version of a plan is in force on a day."""

from __future__ import annotations

import pytest

from tests.builders import (
    day,
    make_plan,
    make_task,
    within,
)
from tt_doingoai.schedule.versions import latest_versions, plans_in_force

FIRST = make_plan(version=1)

SECOND = make_plan(version=2, effective_from=day("2024-05-01"))

THIRD = make_plan(version=3, effective_from=day("2024-07-01"))


@pytest.mark.parametrize(
    ("on", "version"),
    [
        ("2020-01-01", 1),
        ("2024-04-30", 1),
        ("2024-05-01", 2),
        ("2024-06-30", 2),
        ("2024-07-01", 3),
    ],
)
def test_the_version_in_force_is_the_latest_that_has_begun(on: str, version: int) -> None:
    (plan,) = plans_in_force([THIRD, FIRST, SECOND], day(on))
    assert plan.version == version


def test_a_plan_that_has_not_begun_is_not_in_force() -> None:
    assert plans_in_force([SECOND], day("2024-04-30")) == []


def test_each_plan_has_its_own_version_in_force() -> None:
    other = make_plan(make_task(deadline=within()), id="khac")
    in_force = plans_in_force([other, FIRST, SECOND], day("2024-05-01"))
    assert {(plan.id, plan.version) for plan in in_force} == {("khac", 1), ("mau", 2)}


def test_the_latest_version_counts_from_its_number_in_force_already_or_not() -> None:
    other = make_plan(id="khac")
    latest = latest_versions([THIRD, other, FIRST, SECOND])
    assert [(plan.id, plan.version) for plan in latest] == [("khac", 1), ("mau", 3)]


def test_plans_in_force_come_in_the_order_of_their_ids() -> None:
    plans = [make_plan(id="b"), make_plan(id="c"), make_plan(id="a")]
    assert [plan.id for plan in plans_in_force(plans, day("2024-05-01"))] == ["a", "b", "c"]


def test_a_version_in_force_from_the_first_replaces_it_whatever_their_order() -> None:
    second = make_plan(version=2)
    for versions in ([FIRST, second], [second, FIRST]):
        assert plans_in_force(versions, day("2024-05-01")) == [second]
