"""What each filter lets through: some narrow the figures too, some the lists only (design 4)."""

from __future__ import annotations

import pytest

from tests.builders import (
    by,
    closing,
    day,
    extension,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    picture,
    status,
    the_verdict,
    unstated,
)
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.model.ledger import Status
from tt_doingoai.model.units import Membership

TODAY = "2024-04-12"
VERDICT = the_verdict(TODAY)


def counts(filters: Filters) -> bool:
    return filters.counts(VERDICT)


def test_an_empty_filter_lets_everything_through() -> None:
    assert counts(Filters())
    assert Filters().lists(VERDICT)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(plans=frozenset({"mau", "khac"})),
        Filters(units=frozenset({"mot"})),
        Filters(groups=frozenset({"don-vi"})),
        Filters(sections=frozenset({"I"})),
        Filters(tasks=frozenset({("mau", "I.1")})),
    ],
)
def test_the_figures_count_what_the_filter_names(filters: Filters) -> None:
    assert counts(filters)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(plans=frozenset({"khac"})),
        Filters(units=frozenset({"hai"})),
        Filters(groups=frozenset({"khac"})),
        Filters(sections=frozenset({"II"})),
        Filters(tasks=frozenset({("mau", "I.2")})),
        Filters(tasks=frozenset({("khac", "I.1")})),
        Filters(units=frozenset({"mot"}), sections=frozenset({"II"})),
    ],
)
def test_the_figures_leave_out_what_any_filter_does_not_name(filters: Filters) -> None:
    assert not counts(filters)


@pytest.mark.parametrize(
    ("until", "on", "counted"),
    [
        ("2024-04-08", "2024-04-08", True),
        ("2024-04-08", "2024-04-09", False),
        ("2024-04-09", "2024-05-01", True),  # it left later, and still owes what fell due before
        ("2024-04-08", "2024-05-01", False),
    ],
)
def test_a_unit_counts_for_a_group_by_its_membership_on_the_day_it_held_the_obligation(
    until: str, on: str, counted: bool
) -> None:
    member = Membership(id="nhom", until=day(until))
    roster = make_roster(make_unit(groups=(member, Membership(id="don-vi"))))
    found = picture(on, roster=roster).narrowed(Filters(groups=frozenset({"nhom"})))
    assert bool(found.verdicts) is counted


@pytest.mark.parametrize(("on", "counted"), [("2024-04-30", False), ("2024-05-01", True)])
def test_what_a_unit_took_over_counts_for_a_group_by_its_membership_on_the_day(
    on: str, counted: bool
) -> None:
    old = make_unit("cu", until=day("2024-04-15"), successors=("moi",))
    member = Membership(id="nhom", since=day("2024-05-01"))
    new = make_unit("moi", since=day("2024-04-16"), groups=(member, Membership(id="don-vi")))
    found = picture(on, roster=make_roster(old, new))
    assert [v.obligation.unit.id for v in found.verdicts] == ["moi"]
    assert bool(found.narrowed(Filters(groups=frozenset({"nhom"}))).verdicts) is counted


@pytest.mark.parametrize("until", ["2024-05-20", "2024-05-31"])
@pytest.mark.parametrize("on", ["2024-05-20", "2024-05-25", "2024-05-31", "2024-06-05"])
def test_of_a_closed_plan_a_unit_counts_for_a_group_by_its_membership_on_the_closing_day(
    until: str, on: str
) -> None:
    member = Membership(id="nhom", until=day(until))
    found = picture(
        on,
        plan=make_plan(
            make_task(), make_task("I.2", by("2024-06-30")), make_task("I.3", unstated())
        ),
        roster=make_roster(make_unit(groups=(member, Membership(id="don-vi")))),
        history=ledger(closing("2024-05-20")),
    ).narrowed(Filters(groups=frozenset({"nhom"})))
    assert [v.obligation.place.task.id for v in found.verdicts] == ["I.1", "I.2", "I.3"]


def test_in_time_does_not_include_due_soon() -> None:
    in_time = Filters(timeliness=frozenset({Timeliness.IN_TIME}))
    assert in_time.lists(the_verdict("2024-03-01"))
    assert not in_time.lists(the_verdict("2024-04-09"))


def test_several_verdicts_may_be_asked_for() -> None:
    either = Filters(timeliness=frozenset({Timeliness.OVERDUE, Timeliness.DUE_SOON}))
    assert either.lists(the_verdict("2024-04-09"))
    assert either.lists(the_verdict("2024-04-10"))


def test_a_filter_by_status_lists_what_was_recorded_last() -> None:
    received = Filters(statuses=frozenset({Status.RECEIVED}))
    assert received.lists(the_verdict(TODAY, history=ledger(status(Status.RECEIVED))))
    assert not received.lists(VERDICT)


@pytest.mark.parametrize(
    ("filters", "listed"),
    [
        (Filters(due_by=day("2024-04-08")), False),
        (Filters(due_by=day("2024-04-09")), True),
        (Filters(due_before=day("2024-04-09")), False),
        (Filters(due_before=day("2024-04-10")), True),
        (Filters(due_from=day("2024-04-09")), True),
        (Filters(due_from=day("2024-04-10")), False),
        (Filters(due_from=day("2024-04-09"), due_by=day("2024-04-09")), True),
        (Filters(due_from=day("2024-04-09"), due_before=day("2024-04-09")), False),
    ],
)
def test_due_by_and_due_from_include_their_day_and_due_before_does_not(
    filters: Filters, listed: bool
) -> None:
    assert filters.lists(VERDICT) is listed


def test_a_filter_by_day_goes_by_the_extended_last_day() -> None:
    extended = the_verdict(TODAY, history=ledger(extension("2024-04-30")))
    assert not Filters(due_by=day("2024-04-29")).lists(extended)
    assert Filters(due_by=day("2024-04-30")).lists(extended)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(due_by=day("9999-12-31")),
        Filters(due_before=day("9999-12-31")),
        Filters(due_from=day("0001-01-01")),
    ],
)
def test_a_filter_by_day_lists_nothing_that_has_no_deadline(filters: Filters) -> None:
    assert not filters.lists(the_verdict(TODAY, plan=make_plan(make_task(deadline=unstated()))))


@pytest.mark.parametrize(
    ("filters", "covered"),
    [
        (Filters(), True),
        (Filters(plans=frozenset({"mau"})), True),
        (Filters(plans=frozenset({"khac"})), False),
        (Filters(tasks=frozenset({("mau", "I.1")})), True),
        (Filters(tasks=frozenset({("khac", "I.1")})), False),
    ],
)
def test_a_plan_is_covered_where_something_of_it_may_come_through(
    filters: Filters, covered: bool
) -> None:
    assert filters.covers_plan("mau") is covered
