"""Periods that follow one another share out what falls due, and hand on what is not done."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import (
    before,
    by,
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
    within,
)
from tt_doingoai.assess.periods import count_period, counted_in
from tt_doingoai.assess.verdict import OPEN, Verdict
from tt_doingoai.model.ledger import Change, Ledger, ObligationKey, Status
from tt_doingoai.model.period import Period, parse_period
from tt_doingoai.model.plan import Plan

QUARTERS = [parse_period(f"{year}-Q{number}") for year in (2024, 2025) for number in (1, 2, 3, 4)]
DEADLINES = (
    before("2024-04-01"),  # the last day of the first quarter
    by("2024-04-01"),  # the first day of the second
    by("2024-08-15"),
    within("2024-H1"),
    every("month", "2024-03"),
    every("quarter", "2024-Q2", cutoff="by 2-10"),
    every("year", "2024", cutoff="by +1:01-10"),
    unstated(),
)
ROSTER = make_roster(make_unit("mot"), make_unit("hai"))
FIRST = day("2024-01-01")
days = st.integers(0, 730).map(lambda number: FIRST + dt.timedelta(days=number))
statuses = st.sampled_from([s for s in Status if s is not Status.UNREPORTED])


@st.composite
def offices(draw: st.DrawFn) -> tuple[Plan, Ledger]:
    """A plan of some tasks, and statuses and extensions of some of its obligations.

    Of one obligation a later extension is never shorter: days only move on.
    """
    chosen = draw(st.lists(st.sampled_from(DEADLINES), min_size=1, max_size=4))
    plan = make_plan(*(make_task(f"I.{n}", each) for n, each in enumerate(chosen, start=1)))
    everything = picture("2025-12-31", plan=plan, roster=ROSTER).verdicts
    keys = st.sampled_from([v.obligation.key for v in everything])
    changes: list[Change] = []
    for key in draw(st.lists(keys, max_size=6)):
        named = {"unit": key.unit, "task": key.task, "period": key.period}
        changes.append(status(draw(statuses), draw(days).isoformat(), plan=plan, **named))
    for key in draw(st.lists(keys, max_size=3, unique=True)):
        named = {"unit": key.unit, "task": key.task, "period": key.period}
        grants = sorted(draw(st.lists(days, max_size=2)))
        until = sorted(draw(st.lists(days, min_size=len(grants), max_size=len(grants))))
        for on, to in zip(grants, until, strict=True):
            changes.append(extension(to.isoformat(), on.isoformat(), **named))
    return plan, ledger(*changes)


def keys(verdicts: tuple[Verdict, ...]) -> set[ObligationKey]:
    return {verdict.obligation.key for verdict in verdicts}


@given(offices(), days)
def test_every_obligation_with_a_deadline_falls_due_in_exactly_one_quarter(
    office: tuple[Plan, Ledger], on: dt.date
) -> None:
    plan, history = office
    whole = picture(on.isoformat(), plan=plan, roster=ROSTER, history=history)
    quarters = [*QUARTERS, parse_period("2023-Q4"), parse_period("2026-Q1")]
    found = Counter(key for q in quarters for key in keys(count_period(whole, q).due))
    dated = {v.obligation.key for v in whole.verdicts if v.last_day is not None}
    assert found == dict.fromkeys(dated, 1)


@given(offices())
def test_a_quarter_is_handed_what_the_one_before_it_did_not_do(office: tuple[Plan, Ledger]) -> None:
    plan, history = office

    def at_its_end(quarter: Period) -> tuple[set[ObligationKey], set[ObligationKey]]:
        whole = picture(quarter.last_day.isoformat(), plan=plan, roster=ROSTER, history=history)
        counts = count_period(whole, quarter)
        left = counted_in(whole, quarter).verdicts
        taken = keys(counts.carried) - keys(counts.reopened) | keys(counts.extended)
        return taken, {v.obligation.key for v in left if v.timeliness in OPEN}

    ends = [at_its_end(quarter) for quarter in QUARTERS]
    for (_taken, left), (taken, _left) in itertools.pairwise(ends):
        assert taken == left


@given(offices(), days)
def test_what_fell_due_in_a_half_year_is_what_fell_due_in_its_quarters(
    office: tuple[Plan, Ledger], on: dt.date
) -> None:
    plan, history = office
    whole = picture(on.isoformat(), plan=plan, roster=ROSTER, history=history)

    def due(code: str) -> set[ObligationKey]:
        return keys(count_period(whole, parse_period(code)).due)

    assert due("2024-H1") == due("2024-Q1") | due("2024-Q2")
    assert due("2024") == due("2024-H1") | due("2024-H2")
    assert due("2024-Q1") == due("2024-01") | due("2024-02") | due("2024-03")
    halves = [count_period(whole, parse_period(f"2024-H{n}")).summary_due for n in (1, 2)]
    year = count_period(whole, parse_period("2024")).summary_due
    assert year.with_deadline == sum(half.with_deadline for half in halves)
    assert year.done_on_time == sum(half.done_on_time for half in halves)


@given(offices(), days, st.sampled_from(QUARTERS))
def test_no_obligation_stands_in_two_rows_of_a_period(
    office: tuple[Plan, Ledger], on: dt.date, quarter: Period
) -> None:
    plan, history = office
    whole = picture(on.isoformat(), plan=plan, roster=ROSTER, history=history)
    counts = count_period(whole, quarter)
    assert not keys(counts.due) & keys(counts.carried)
    assert keys(counted_in(whole, quarter).verdicts) == keys(counts.due) | keys(counts.carried)
