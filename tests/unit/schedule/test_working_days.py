"""Working days: a calendar, and the office's own days, which overrule it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import day, make_plan
from tt_doingoai.model.plan import DeadlineRule
from tt_doingoai.model.settings import OwnDays
from tt_doingoai.schedule.working_days import WorkingDays, asks_for_calendar, days_off_of


def weekdays(*, extra: tuple[str, ...] = (), working: tuple[str, ...] = ()) -> WorkingDays:
    """Monday to Friday, and an office's own days."""
    own = OwnDays(extra=tuple(map(day, extra)), working=tuple(map(day, working)))
    return WorkingDays("mẫu", lambda on: on.weekday() < 5, own)


@pytest.mark.parametrize(
    ("on", "moved"),
    [
        ("2024-03-29", "2024-03-29"),  # Friday
        ("2024-03-30", "2024-04-01"),  # Saturday
        ("2024-03-31", "2024-04-01"),  # Sunday
        ("2024-04-01", "2024-04-01"),  # Monday
    ],
)
def test_a_day_off_moves_to_the_next_working_day(on: str, moved: str) -> None:
    assert weekdays().next_from(day(on)) == day(moved)


def test_the_offices_own_day_off_overrules_the_calendar() -> None:
    assert weekdays(extra=("2024-04-01",)).next_from(day("2024-03-31")) == day("2024-04-02")


def test_the_offices_own_working_day_overrules_the_calendar() -> None:
    assert weekdays(working=("2024-03-31",)).next_from(day("2024-03-30")) == day("2024-03-31")


def test_a_calendar_without_any_working_day_is_not_searched_for_ever() -> None:
    with pytest.raises(ValueError, match="2024-03-31"):
        WorkingDays("không", lambda _on: False).next_from(day("2024-03-31"))


@pytest.mark.parametrize(("rule", "last_day"), [("as_stated", 6), ("next_working_day", 8)])
def test_a_plan_moves_a_day_off_only_by_its_own_rule(rule: DeadlineRule, last_day: int) -> None:
    plan = replace(make_plan(), deadline_rule=rule)
    days_off = days_off_of(plan, weekdays())
    assert days_off.last_day(day("2024-04-06")) == day(f"2024-04-{last_day:02}")  # a Saturday
    assert asks_for_calendar(plan) == (rule == "next_working_day")
