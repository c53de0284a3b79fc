"""For every rule and day: late if and only if day > last day; periods tile the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import (
    before,
    by,
    day,
    every,
    ledger,
    make_plan,
    make_task,
    picture,
    status,
    the_verdict,
    unstated,
    within,
)
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.model.deadline import Deadline, Ongoing
from tt_doingoai.model.ledger import Status
from tt_doingoai.model.period import PeriodKind, parse_period, period_at
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.settings import Settings
from tt_doingoai.schedule.last_day import occurrences

LENGTHS: dict[PeriodKind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
LEAP_DAY = dt.date(2024, 2, 29)
CENTURY = dt.date(2100, 2, 28)  # no leap year

kinds = st.sampled_from(list(LENGTHS))
days = st.dates(dt.date(1990, 1, 1), dt.date(2110, 12, 31))
shifts = st.one_of(st.integers(-2, 2), st.integers(-400, 400))


# A plain model of the calendar: months counted from the year 0, nothing of it from the program.


def month_end(months: int) -> dt.date:
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def day_in_month(months: int, number: int) -> dt.date:
    """The day of a month; past the month's end its last."""
    return min(month_end(months), month_end(months - 1) + dt.timedelta(days=number))


def code_of(kind: PeriodKind, number: int) -> str:
    """The code of the n-th period of a kind since the year 0."""
    year, index = divmod(number, 12 // LENGTHS[kind])
    letter = {"year": "", "half": f"-H{index + 1}", "quarter": f"-Q{index + 1}"}
    return f"{year:04d}" + letter.get(kind, f"-{index + 1:02d}")


def number_at(kind: PeriodKind, on: dt.date) -> int:
    """Which period of a kind, since the year 0, a day lies in."""
    return (on.year * 12 + on.month - 1) // LENGTHS[kind]


class Case(NamedTuple):
    """A deadline that is due once, and its last day and period by the plain model."""

    deadline: Deadline
    last_day: dt.date
    period: str | None
    first_day: dt.date  # the first day on which it is owed
    days: int  # the length of its period

    @property
    def plan(self) -> Plan:
        return make_plan(make_task(deadline=self.deadline))


@st.composite
def once(draw: st.DrawFn) -> Case:
    """What is due once: within, before, by."""
    on = draw(days)
    rule = draw(st.sampled_from(["within", "range", "before", "by"]))
    if rule == "before":
        return Case(before(on.isoformat()), on - dt.timedelta(days=1), None, dt.date.min, 0)
    if rule == "by":
        return Case(by(on.isoformat()), on, None, dt.date.min, 0)
    kind = draw(kinds)
    number = number_at(kind, on)
    longer = draw(st.integers(1, 5)) if rule == "range" else 0
    code = code_of(kind, number)
    if longer:
        code += f"..{code_of(kind, number + longer)}"
    last = month_end((number + longer + 1) * LENGTHS[kind] - 1)
    return Case(within(code), last, None, dt.date.min, 0)


@st.composite
def recurring(draw: st.DrawFn) -> Case:
    """What recurs, in one of its periods, with a cut-off or without."""
    kind = draw(kinds)
    length = LENGTHS[kind]
    number = number_at(kind, draw(days))
    code = code_of(kind, number)
    first = month_end(number * length - 1) + dt.timedelta(days=1)
    end = month_end((number + 1) * length - 1)
    cutoff, last = None, end
    if draw(st.booleans()):
        rule = draw(st.sampled_from(["before", "by"]))
        month = draw(st.integers(1, length))
        # Left out, as nowhere defined: before the 31st of a shorter month, before a period begins.
        named = draw(st.integers(2, 31 if rule == "by" else 28))
        later = draw(st.integers(0, 1))
        written = f"{named:02d}" if kind == "month" else f"{month}-{named:02d}"
        cutoff = f"{rule} {f'+{later}:' if later else ''}{written}"
        last = day_in_month((number + later) * length + month - 1, named)
        last -= dt.timedelta(days=1 if rule == "before" else 0)
    deadline = every(kind, code, until=code, cutoff=cutoff)
    return Case(deadline, last, code, first, (end - first).days + 1)


cases = st.one_of(once(), recurring())


def case(deadline: Deadline, last_day: str) -> Case:
    return Case(deadline, day(last_day), None, dt.date.min, 0)


# Late if and only if day > last day.


@given(cases, shifts)
@example(case(within("2024-02"), "2024-02-29"), 1)
@example(case(within("2100-02"), "2100-02-28"), 1)
@example(case(before("2024-03-01"), "2024-02-29"), 0)
@example(case(before("2024-01-01"), "2023-12-31"), 1)
def test_what_is_not_recorded_is_overdue_iff_the_day_is_after_the_last_day(
    of: Case, shift: int
) -> None:
    on = max(of.last_day + dt.timedelta(days=shift), of.first_day)
    found = the_verdict(on.isoformat(), plan=of.plan)
    assert found.last_day == of.last_day
    assert (found.timeliness is Timeliness.OVERDUE) is (on > of.last_day)
    assert found.days_late == max(0, (on - of.last_day).days)


@given(cases)
def test_the_day_before_and_the_day_itself_are_in_time_and_the_day_after_is_not(of: Case) -> None:
    around = [of.last_day + dt.timedelta(days=shift) for shift in (-1, 0, 1)]
    late = [
        the_verdict(on.isoformat(), plan=of.plan).timeliness is Timeliness.OVERDUE
        for on in around
        if on >= of.first_day
    ]
    assert late == [False, False, True][-len(late) :]


@given(cases, shifts, st.integers(0, 1000))
def test_what_was_done_is_late_iff_its_day_is_after_the_last_day_whenever_it_is_asked(
    of: Case, shift: int, later: int
) -> None:
    done_on = max(of.last_day + dt.timedelta(days=shift), of.first_day)
    asked = done_on + dt.timedelta(days=later)
    done = status(Status.DONE, done_on.isoformat(), plan=of.plan, period=of.period)
    found = the_verdict(asked.isoformat(), plan=of.plan, history=ledger(done))
    late = done_on > of.last_day
    assert found.timeliness is (Timeliness.DONE_LATE if late else Timeliness.DONE_ON_TIME)
    assert found.days_late == max(0, (done_on - of.last_day).days)


@given(cases, shifts, st.integers(0, 1000))
def test_what_waits_for_the_office_is_overdue_iff_it_was_received_after_the_last_day(
    of: Case, shift: int, later: int
) -> None:
    received_on = max(of.last_day + dt.timedelta(days=shift), of.first_day)
    asked = received_on + dt.timedelta(days=later)
    received = status(Status.RECEIVED, received_on.isoformat(), plan=of.plan, period=of.period)
    found = the_verdict(asked.isoformat(), plan=of.plan, history=ledger(received))
    assert (found.timeliness is Timeliness.OVERDUE) is (received_on > of.last_day)


@given(cases, shifts, st.integers(0, 366))
def test_due_soon_iff_the_last_day_is_near_and_for_recurring_tasks_within_a_third_of_the_period(
    of: Case, shift: int, window: int
) -> None:
    on = max(of.last_day + dt.timedelta(days=shift), of.first_day)
    left = (of.last_day - on).days
    near = 0 <= left <= window and (of.period is None or 3 * left <= of.days)
    found = the_verdict(on.isoformat(), plan=of.plan, settings=Settings(due_soon_days=window))
    assert (found.timeliness is Timeliness.DUE_SOON) is near


@given(st.sampled_from([unstated(), Ongoing(wording="Thường xuyên")]), st.dates())
def test_what_has_no_deadline_is_never_overdue(deadline: Deadline, on: dt.date) -> None:
    found = the_verdict(on.isoformat(), plan=make_plan(make_task(deadline=deadline)))
    assert found.timeliness is Timeliness.NO_DEADLINE


# Periods tile the calendar.


@given(kinds, st.dates())
@example("month", LEAP_DAY)
@example("month", CENTURY)
@example("quarter", LEAP_DAY)
@example("year", dt.date.max)
@example("month", dt.date.min)
def test_every_day_lies_in_its_period(kind: PeriodKind, on: dt.date) -> None:
    period = period_at(kind, on)
    assert period.first_day <= on <= period.last_day
    assert period.code == code_of(kind, number_at(kind, on))


@given(kinds, days)
@example("month", LEAP_DAY)
@example("month", CENTURY)
@example("year", dt.date(2023, 12, 31))
def test_the_next_period_begins_the_day_after_without_gap_or_overlap(
    kind: PeriodKind, on: dt.date
) -> None:
    period = period_at(kind, on)
    following = period_at(kind, period.last_day + dt.timedelta(days=1))
    assert following.first_day == period.last_day + dt.timedelta(days=1)
    assert following.code != period.code


@given(kinds, days, st.integers(0, 365))
def test_every_day_of_a_period_lies_in_that_period(
    kind: PeriodKind, on: dt.date, further: int
) -> None:
    period = period_at(kind, on)
    other = period.first_day + dt.timedelta(days=further % period.days)
    assert period_at(kind, other) == period


@pytest.mark.parametrize("kind", LENGTHS)
@pytest.mark.parametrize("year", [1900, 2000, 2023, 2024, 2100])
def test_each_day_of_a_year_lies_in_exactly_one_period(kind: PeriodKind, year: int) -> None:
    per_year = 12 // LENGTHS[kind]
    periods = [parse_period(code_of(kind, year * per_year + n)) for n in range(per_year)]
    length = 366 if calendar.isleap(year) else 365
    for number in range(length):
        on = dt.date(year, 1, 1) + dt.timedelta(days=number)
        assert sum(period.first_day <= on <= period.last_day for period in periods) == 1
    assert sum(period.days for period in periods) == length


@given(kinds, days)
def test_a_periods_code_names_that_period(kind: PeriodKind, on: dt.date) -> None:
    period = period_at(kind, on)
    assert parse_period(period.code) == period


# Occurrences of recurring tasks.


@given(kinds, days, st.integers(-400, 1200))
def test_exactly_the_periods_that_have_begun_are_owed(
    kind: PeriodKind, since: dt.date, later: int
) -> None:
    on = since + dt.timedelta(days=later)
    first, last = number_at(kind, since), number_at(kind, on)
    deadline = every(kind, code_of(kind, first))
    found = [o.period.code for o in occurrences(deadline, day=on) if o.period]
    assert found == [code_of(kind, number) for number in range(first, last + 1)]


@given(kinds, days, st.integers(0, 30), st.integers(0, 4000))
def test_no_period_after_the_last_one_is_owed(
    kind: PeriodKind, since: dt.date, more: int, later: int
) -> None:
    on = since + dt.timedelta(days=later)
    first = number_at(kind, since)
    deadline = every(kind, code_of(kind, first), until=code_of(kind, first + more))
    found = [o.period.code for o in occurrences(deadline, day=on) if o.period]
    owed = range(first, min(first + more, number_at(kind, on)) + 1)
    assert found == [code_of(kind, number) for number in owed]


@given(st.lists(days, min_size=1, max_size=3))
def test_an_obligation_never_goes_away_as_days_pass(seen: list[dt.date]) -> None:
    plan = make_plan(make_task("I.1", every("quarter", "2020")), make_task("I.2", before()))
    pictures = [
        {v.obligation.key for v in picture(on.isoformat(), plan=plan).verdicts}
        for on in sorted(seen)
    ]
    for earlier, later in itertools.pairwise(pictures):
        assert earlier <= later
