"""Which version of a plan is in force on a day."""

from __future__ import annotations

import pytest

from tests.builders import (
    day,
    make_plan,
    make_task,
    within,
)
from tt_doingoai.schedule.versions import plans_in_force

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
