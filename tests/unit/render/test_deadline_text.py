"""How a deadline is told: its words, and how the last day follows, days off included."""

from __future__ import annotations

import pytest

from tests.builders import before, by, every, unstated, within
from tt_doingoai.model.deadline import Deadline, Ongoing
from tt_doingoai.render.deadline_text import rule_text
from tt_doingoai.schedule.working_days import AS_STATED, DaysOff, WorkingDays

MONDAY_TO_FRIDAY = DaysOff(WorkingDays("mẫu", lambda on: on.weekday() < 5), moved=True)
ROLLS = "Hạn cuối trùng ngày nghỉ thì chuyển sang ngày làm việc tiếp theo."


@pytest.mark.parametrize(
    ("deadline", "day"),
    [(within("2024-03"), "01/4/2024"), (before("2024-06-30"), "01/7/2024")],
)
def test_a_last_day_that_is_a_day_off_is_told_with_the_day_it_moves_to(
    deadline: Deadline, day: str
) -> None:
    told = rule_text(deadline, MONDAY_TO_FRIDAY)
    assert told.startswith(rule_text(deadline, AS_STATED) + " ")
    assert day in told.removeprefix(rule_text(deadline, AS_STATED))


def test_a_last_day_that_is_worked_moves_nowhere() -> None:
    assert rule_text(by("2024-05-31"), MONDAY_TO_FRIDAY) == rule_text(by("2024-05-31"), AS_STATED)


def test_a_recurring_deadline_says_the_rule_for_it_has_no_one_day() -> None:
    deadline = every("month", "2024-01", cutoff="by 15")
    assert rule_text(deadline, MONDAY_TO_FRIDAY) == f"{rule_text(deadline, AS_STATED)} {ROLLS}"


@pytest.mark.parametrize("deadline", [Ongoing(wording="Thường xuyên"), unstated()])
def test_where_there_is_no_last_day_nothing_moves(deadline: Deadline) -> None:
    assert rule_text(deadline, MONDAY_TO_FRIDAY) == rule_text(deadline, AS_STATED)
