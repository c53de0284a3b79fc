"""The last day (hạn cuối) of every rule of design 3.1, and the occurrences of recurring ones."""

from __future__ import annotations

import pytest

from tests.builders import before, by, day, every, unstated, within
from tt_doingoai.model.deadline import Deadline, Ongoing
from tt_doingoai.model.period import PeriodKind
from tt_doingoai.schedule.last_day import Occurrence, occurrences
from tt_doingoai.schedule.working_days import AS_STATED, DaysOff, WorkingDays


def due(
    deadline: Deadline, on: str = "2024-12-31", days_off: DaysOff = AS_STATED
) -> list[Occurrence]:
    return list(occurrences(deadline, day=day(on), days_off=days_off))


def only(deadline: Deadline, days_off: DaysOff = AS_STATED) -> Occurrence:
    (occurrence,) = due(deadline, days_off=days_off)
    return occurrence


def last_days(deadline: Deadline, on: str) -> list[tuple[str, str]]:
    return [
        (occurrence.period.code, occurrence.last_day.isoformat())
        for occurrence in due(deadline, on)
        if occurrence.period and occurrence.last_day
    ]


def codes(deadline: Deadline, on: str) -> list[str]:
    return [occurrence.period.code for occurrence in due(deadline, on) if occurrence.period]


@pytest.mark.parametrize(
    ("period", "last_day"),
    [
        ("2023-12", "2023-12-31"),
        ("2024-03", "2024-03-31"),
        ("2024-02", "2024-02-29"),
        ("2025-02", "2025-02-28"),
        ("2024-Q2", "2024-06-30"),
        ("2024-H1", "2024-06-30"),
        ("2024", "2024-12-31"),
        ("2024..2026", "2026-12-31"),
    ],
)
def test_within_a_period_the_last_day_is_the_periods_last(period: str, last_day: str) -> None:
    assert only(within(period)).last_day == day(last_day)


@pytest.mark.parametrize(
    ("date", "last_day"),
    [
        ("2024-04-10", "2024-04-09"),
        ("2024-03-01", "2024-02-29"),
        ("2023-03-01", "2023-02-28"),
        ("2024-01-01", "2023-12-31"),
    ],
)
def test_before_a_day_the_last_day_is_the_day_before(date: str, last_day: str) -> None:
    assert only(before(date)).last_day == day(last_day)


def test_by_a_day_the_last_day_is_that_day() -> None:
    assert only(by("2024-06-30")).last_day == day("2024-06-30")


@pytest.mark.parametrize("deadline", [Ongoing(wording="Thường xuyên"), unstated()])
def test_a_standing_duty_and_one_without_a_time_have_no_last_day(deadline: Deadline) -> None:
    assert only(deadline) == Occurrence(None, None, day_stated=False)


@pytest.mark.parametrize("deadline", [within(), before(), by()])
def test_what_is_due_once_has_no_period_and_its_day_is_stated(deadline: Deadline) -> None:
    occurrence = only(deadline)
    assert (occurrence.period, occurrence.day_stated) == (None, True)


@pytest.mark.parametrize("deadline", [within("2030"), before("2030-01-01"), by("2030-01-01")])
def test_what_is_due_once_is_owed_long_before_its_day(deadline: Deadline) -> None:
    assert len(due(deadline, "2024-01-01")) == 1


# Recurring duties without a cut-off: the period's last day, as the office reads it.


@pytest.mark.parametrize(
    ("period", "since", "found"),
    [
        ("year", "2024", [("2024", "2024-12-31")]),
        ("half", "2024-H1", [("2024-H1", "2024-06-30"), ("2024-H2", "2024-12-31")]),
        ("quarter", "2024-Q3", [("2024-Q3", "2024-09-30"), ("2024-Q4", "2024-12-31")]),
        ("month", "2024-11", [("2024-11", "2024-11-30"), ("2024-12", "2024-12-31")]),
    ],
)
def test_a_recurring_duty_is_due_on_the_last_day_of_each_period(
    period: PeriodKind, since: str, found: list[tuple[str, str]]
) -> None:
    assert last_days(every(period, since), "2024-12-31") == found


def test_the_last_day_of_a_period_is_not_a_day_that_the_plan_states() -> None:
    assert not only(every("year", "2024")).day_stated


def test_an_occurrence_exists_from_the_first_day_of_its_period() -> None:
    deadline = every("year", "2024")
    assert codes(deadline, "2023-12-31") == []
    assert codes(deadline, "2024-01-01") == ["2024"]
    assert codes(deadline, "2024-12-31") == ["2024"]
    assert codes(deadline, "2025-01-01") == ["2024", "2025"]


def test_an_occurrence_never_goes_away() -> None:
    assert codes(every("year", "2024"), "2026-11-22") == ["2024", "2025", "2026"]


def test_the_first_period_may_be_given_by_a_longer_one() -> None:
    assert codes(every("quarter", "2024"), "2024-06-30") == ["2024-Q1", "2024-Q2"]


def test_a_recurring_duty_ends_with_the_period_until_which_it_is_owed() -> None:
    assert codes(every("year", "2024", until="2025"), "2030-01-01") == ["2024", "2025"]


def test_the_last_period_may_be_given_by_a_longer_one() -> None:
    deadline = every("half", "2024-H2", until="2025")
    assert codes(deadline, "2030-01-01") == ["2024-H2", "2025-H1", "2025-H2"]


# Recurring duties with a cut-off.


@pytest.mark.parametrize(
    ("period", "since", "cutoff", "last_day"),
    [
        ("year", "2024", "before 12-15", "2024-12-14"),
        ("year", "2024", "by 12-15", "2024-12-15"),
        ("year", "2024", "before 03-01", "2024-02-29"),
        ("year", "2024", "by +1:01-10", "2025-01-10"),
        ("year", "2024", "before +1:01-10", "2025-01-09"),
        ("year", "2024", "before +1:01-01", "2024-12-31"),
        ("half", "2024-H2", "by 6-15", "2024-12-15"),
        ("half", "2024-H2", "before 1-10", "2024-07-09"),
        ("quarter", "2024-Q4", "by 3-20", "2024-12-20"),
        ("quarter", "2024-Q4", "before 2-05", "2024-11-04"),
        ("quarter", "2024-Q4", "by +1:1-05", "2025-01-05"),
        ("month", "2024-12", "by 25", "2024-12-25"),
        ("month", "2024-12", "before 25", "2024-12-24"),
        ("month", "2024-12", "by +1:05", "2025-01-05"),
    ],
)
def test_a_cutoff_gives_the_last_day_in_each_period(
    period: PeriodKind, since: str, cutoff: str, last_day: str
) -> None:
    assert only(every(period, since, cutoff=cutoff)).last_day == day(last_day)


def test_a_cutoff_on_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    deadline = every("month", "2024-01", until="2024-04", cutoff="by 31")
    assert [last for _, last in last_days(deadline, "2024-12-31")] == [
        "2024-01-31",
        "2024-02-29",
        "2024-03-31",
        "2024-04-30",
    ]


def test_a_cutoff_on_the_30th_is_the_28th_in_february_of_a_common_year() -> None:
    deadline = every("month", "2025-02", until="2025-02", cutoff="by 30")
    assert last_days(deadline, "2025-12-31") == [("2025-02", "2025-02-28")]


def test_a_cutoff_recurs_in_every_period() -> None:
    deadline = every("half", "2024-H1", cutoff="by 6-15")
    assert last_days(deadline, "2025-01-01") == [
        ("2024-H1", "2024-06-15"),
        ("2024-H2", "2024-12-15"),
        ("2025-H1", "2025-06-15"),
    ]


def test_a_cutoff_in_the_next_year_leaves_the_period_itself_as_it_is() -> None:
    deadline = every("year", "2024", cutoff="by +1:01-10")
    assert last_days(deadline, "2025-01-05") == [("2024", "2025-01-10"), ("2025", "2026-01-10")]


def test_a_cutoff_is_a_day_that_the_plan_states() -> None:
    assert only(every("year", "2024", cutoff="before 12-15")).day_stated


# Rolling off days that are not worked.


TO_MONDAY = DaysOff(WorkingDays("mẫu", lambda stated: stated.weekday() < 5), moved=True)


@pytest.mark.parametrize(
    ("deadline", "rolled"),
    [
        (within("2024-03"), "2024-04-01"),  # 31-3-2024 is a Sunday
        (by("2024-06-30"), "2024-07-01"),  # a Sunday
        (before("2024-06-30"), "2024-07-01"),  # the day before is a Saturday
        (every("month", "2024-12", cutoff="by 15"), "2024-12-16"),  # a Sunday
        (within("2024-05"), "2024-05-31"),  # a Friday stays
    ],
)
def test_a_last_day_rolls_forward_off_days_that_are_not_worked(
    deadline: Deadline, rolled: str
) -> None:
    assert only(deadline, TO_MONDAY).last_day == day(rolled)


@pytest.mark.parametrize(
    ("deadline", "unrolled"),
    [
        (within("2024-03"), "2024-03-31"),
        (before("2024-06-30"), "2024-06-29"),
        (every("month", "2024-12", cutoff="by 15"), "2024-12-15"),
    ],
)
def test_what_was_rolled_keeps_the_plans_own_day(deadline: Deadline, unrolled: str) -> None:
    assert only(deadline, TO_MONDAY).unrolled == day(unrolled)


def test_before_a_day_can_roll_onto_that_very_day() -> None:
    assert only(before("2024-04-01"), TO_MONDAY).last_day == day("2024-04-01")


def test_what_has_no_last_day_has_none_to_roll() -> None:
    assert only(unstated(), TO_MONDAY).last_day is None
