"""The verdict (tiến độ) on one obligation: late if and only if day > last day (design 2, 3.3)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    before,
    by,
    confirmation,
    day,
    every,
    extension,
    ledger,
    make_plan,
    make_task,
    note,
    status,
    the_verdict,
    unstated,
    within,
)
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.deadline import Deadline, Ongoing
from tt_doingoai.model.ledger import Change, Status
from tt_doingoai.model.plan import Plan, placed_tasks
from tt_doingoai.model.settings import Settings
from tt_doingoai.schedule.fingerprint import fingerprint

IN_TIME = (Timeliness.IN_TIME, Timeliness.DUE_SOON)


def plan_with(deadline: Deadline) -> Plan:
    return make_plan(make_task(deadline=deadline))


def verdict(on: str, *changes: Change, **values: Any) -> Verdict:
    """The verdict on a report due "before 10-4-2024", each change being one transaction."""
    return the_verdict(on, history=ledger(*changes), **values)


# The day itself, the day before and the day after, for every rule.

RULES = [
    pytest.param(within("2023-12"), None, "2023-12-31", id="within a month"),
    pytest.param(within("2024-02"), None, "2024-02-29", id="within a leap February"),
    pytest.param(within("2024-Q1"), None, "2024-03-31", id="within a quarter"),
    pytest.param(within("2024-H1"), None, "2024-06-30", id="within a half"),
    pytest.param(within("2024"), None, "2024-12-31", id="within a year"),
    pytest.param(within("2024..2026"), None, "2026-12-31", id="within some years"),
    pytest.param(before("2024-04-10"), None, "2024-04-09", id="before a day"),
    pytest.param(before("2024-03-01"), None, "2024-02-29", id="before the first of March"),
    pytest.param(by("2024-06-30"), None, "2024-06-30", id="by a day"),
    pytest.param(every("year", until="2024"), "2024", "2024-12-31", id="every year"),
    pytest.param(
        every("year", until="2024", cutoff="before 12-15"), "2024", "2024-12-14", id="before 15/12"
    ),
    pytest.param(
        every("year", until="2024", cutoff="by +1:01-10"), "2024", "2025-01-10", id="next January"
    ),
    pytest.param(
        every("half", "2024-H2", until="2024"), "2024-H2", "2024-12-31", id="every half year"
    ),
    pytest.param(
        every("quarter", "2024-Q4", until="2024", cutoff="by 3-20"),
        "2024-Q4",
        "2024-12-20",
        id="by 20 of a quarter's last month",
    ),
    pytest.param(
        every("month", "2024-02", until="2024-02", cutoff="by 31"),
        "2024-02",
        "2024-02-29",
        id="by the 31st of February",
    ),
]


def near(last_day: str, days: int) -> str:
    return day(last_day).fromordinal(day(last_day).toordinal() + days).isoformat()


@pytest.mark.parametrize(("deadline", "period", "last_day"), RULES)
def test_nothing_is_overdue_before_or_on_its_last_day(
    deadline: Deadline, period: str | None, last_day: str
) -> None:
    for days in (-1, 0):
        found = the_verdict(near(last_day, days), plan=plan_with(deadline))
        assert (found.timeliness, found.days_late) == (Timeliness.DUE_SOON, 0)


@pytest.mark.parametrize(("deadline", "period", "last_day"), RULES)
def test_what_is_not_recorded_is_overdue_from_the_day_after(
    deadline: Deadline, period: str | None, last_day: str
) -> None:
    found = the_verdict(near(last_day, 1), plan=plan_with(deadline))
    assert (found.timeliness, found.days_late) == (Timeliness.OVERDUE, 1)


@pytest.mark.parametrize(("deadline", "period", "last_day"), RULES)
@pytest.mark.parametrize("days", [-1, 0])
def test_what_was_done_before_or_on_its_last_day_is_on_time(
    deadline: Deadline, period: str | None, last_day: str, days: int
) -> None:
    plan = plan_with(deadline)
    done = status(Status.DONE, near(last_day, days), plan=plan, period=period)
    found = the_verdict("2030-01-01", plan=plan, history=ledger(done))
    assert (found.timeliness, found.days_late) == (Timeliness.DONE_ON_TIME, 0)


@pytest.mark.parametrize(("deadline", "period", "last_day"), RULES)
def test_what_was_done_the_day_after_is_late_by_one_day(
    deadline: Deadline, period: str | None, last_day: str
) -> None:
    plan = plan_with(deadline)
    done = status(Status.DONE, near(last_day, 1), plan=plan, period=period)
    found = the_verdict("2030-01-01", plan=plan, history=ledger(done))
    assert (found.timeliness, found.days_late) == (Timeliness.DONE_LATE, 1)


@pytest.mark.parametrize("deadline", [unstated(), Ongoing(wording="Thường xuyên")])
def test_what_has_no_deadline_is_never_overdue(deadline: Deadline) -> None:
    found = the_verdict("9000-01-01", plan=plan_with(deadline))
    assert found.timeliness is Timeliness.NO_DEADLINE
    assert (found.last_day, found.days_late) == (None, None)


def test_what_has_no_deadline_and_is_done_keeps_both() -> None:
    plan = plan_with(unstated())
    found = the_verdict("2024-04-12", plan=plan, history=ledger(status(plan=plan)))
    assert (found.timeliness, found.status) == (Timeliness.NO_DEADLINE, Status.DONE)
    assert found.completed_on == day("2024-04-05")


def test_days_late_are_counted_from_the_last_day() -> None:
    assert verdict("2024-04-12").days_late == 3


def test_what_is_not_recorded_has_no_information_and_is_not_said_to_be_undone() -> None:
    assert verdict("2024-04-12").status is Status.UNREPORTED


# What is recorded.


def test_in_progress_is_not_done_so_it_is_overdue_after_the_last_day() -> None:
    found = verdict("2024-04-10", status(Status.IN_PROGRESS, "2024-04-01"))
    assert (found.status, found.timeliness) == (Status.IN_PROGRESS, Timeliness.OVERDUE)


def test_in_progress_is_in_time_on_the_last_day() -> None:
    assert verdict("2024-04-09", status(Status.IN_PROGRESS, "2024-04-01")).timeliness in IN_TIME


@pytest.mark.parametrize("received", ["2024-04-08", "2024-04-09"])
def test_a_report_received_by_the_last_day_is_not_overdue_while_it_waits(received: str) -> None:
    found = verdict("2024-05-31", status(Status.RECEIVED, received))
    assert found.timeliness in IN_TIME
    assert found.days_late == 0


def test_a_report_received_after_the_last_day_is_overdue() -> None:
    found = verdict("2024-04-10", status(Status.RECEIVED, "2024-04-10"))
    assert found.timeliness is Timeliness.OVERDUE


def test_a_received_report_is_late_by_the_day_of_receipt_not_by_how_long_it_waits() -> None:
    assert verdict("2024-05-31", status(Status.RECEIVED, "2024-04-11")).days_late == 2


def test_a_received_report_awaits_the_office() -> None:
    assert verdict("2024-04-12", status(Status.RECEIVED)).awaits_office
    assert not verdict("2024-04-12", status(Status.DONE)).awaits_office


def test_a_returned_report_is_open_again_and_overdue_after_the_last_day() -> None:
    found = verdict(
        "2024-04-12",
        status(Status.RECEIVED, "2024-04-08"),
        status(Status.RETURNED, "2024-04-11"),
    )
    assert (found.status, found.timeliness) == (Status.RETURNED, Timeliness.OVERDUE)
    assert found.days_late == 3


def test_a_returned_report_is_in_time_while_the_last_day_has_not_passed() -> None:
    found = verdict(
        "2024-04-09",
        status(Status.RECEIVED, "2024-04-05"),
        status(Status.RETURNED, "2024-04-08"),
    )
    assert found.timeliness in IN_TIME


def test_the_day_by_which_an_answer_is_asked_for_is_no_extension() -> None:
    returned = status(Status.RETURNED, "2024-04-08", answer_by=day("2024-04-20"))
    assert verdict("2024-04-12", returned).timeliness is Timeliness.OVERDUE


def test_a_report_done_before_the_day_of_the_view_alone_counts() -> None:
    done = status(Status.DONE, "2024-04-05")
    assert verdict("2024-04-04", done).status is Status.UNREPORTED
    assert verdict("2024-04-05", done).status is Status.DONE


def test_done_is_judged_on_the_day_it_reached_the_office() -> None:
    found = verdict("2024-12-31", status(Status.DONE, "2024-04-09"))
    assert found.timeliness is Timeliness.DONE_ON_TIME
    assert found.completed_on == day("2024-04-09")


def test_what_is_not_done_has_no_day_of_completion() -> None:
    assert verdict("2024-04-12", status(Status.RECEIVED)).completed_on is None


@pytest.mark.parametrize("on", ["2024-04-01", "2024-12-31"])
def test_what_was_waived_does_not_apply(on: str) -> None:
    found = verdict(on, status(Status.NOT_APPLICABLE, "2024-04-01"))
    assert (found.timeliness, found.days_late) == (Timeliness.NOT_APPLICABLE, 0)


def test_what_is_waived_later_was_overdue_until_then() -> None:
    waived = status(Status.NOT_APPLICABLE, "2024-05-01")
    assert verdict("2024-04-30", waived).timeliness is Timeliness.OVERDUE


def test_waived_goes_before_no_deadline() -> None:
    plan = plan_with(unstated())
    waived = status(Status.NOT_APPLICABLE, plan=plan)
    found = the_verdict("2024-04-12", plan=plan, history=ledger(waived))
    assert found.timeliness is Timeliness.NOT_APPLICABLE


def test_a_note_changes_no_verdict() -> None:
    found = verdict("2024-04-12", note("xin gia hạn"))
    assert (found.status, found.timeliness) == (Status.UNREPORTED, Timeliness.OVERDUE)


# Due soon: 0 <= last day - day <= 14; for recurring tasks at most a third of the period.


@pytest.mark.parametrize(
    ("on", "timeliness"),
    [
        ("2024-03-25", Timeliness.IN_TIME),  # 15 days
        ("2024-03-26", Timeliness.DUE_SOON),  # 14 days
        ("2024-04-09", Timeliness.DUE_SOON),  # the last day
        ("2024-04-10", Timeliness.OVERDUE),
    ],
)
def test_due_soon_begins_fourteen_days_before_the_last_day(on: str, timeliness: Timeliness) -> None:
    assert verdict(on).timeliness is timeliness


@pytest.mark.parametrize(
    ("on", "timeliness"),
    [("2024-04-08", Timeliness.IN_TIME), ("2024-04-09", Timeliness.DUE_SOON)],
)
def test_with_a_window_of_no_days_only_the_last_day_is_due_soon(
    on: str, timeliness: Timeliness
) -> None:
    assert verdict(on, settings=Settings(due_soon_days=0)).timeliness is timeliness


@pytest.mark.parametrize(
    ("on", "timeliness"),
    [
        ("2024-04-19", Timeliness.IN_TIME),  # 11 days: more than a third of 30
        ("2024-04-20", Timeliness.DUE_SOON),  # 10 days: a third of 30
    ],
)
def test_a_monthly_task_is_due_soon_in_the_last_third_of_its_month(
    on: str, timeliness: Timeliness
) -> None:
    plan = plan_with(every("month", "2024-04", until="2024-04"))
    assert the_verdict(on, plan=plan).timeliness is timeliness


@pytest.mark.parametrize(
    ("on", "timeliness"),
    [("2024-12-16", Timeliness.IN_TIME), ("2024-12-17", Timeliness.DUE_SOON)],
)
def test_a_yearly_task_is_due_soon_as_any_other_is(on: str, timeliness: Timeliness) -> None:
    assert the_verdict(on, plan=plan_with(every("year"))).timeliness is timeliness


def test_what_is_due_once_within_a_month_has_the_whole_window() -> None:
    assert the_verdict("2024-04-16", plan=plan_with(within("2024-04"))).timeliness is (
        Timeliness.DUE_SOON
    )


def test_a_report_that_waits_is_not_due_soon_once_the_last_day_is_past() -> None:
    assert verdict("2024-04-10", status(Status.RECEIVED)).timeliness is Timeliness.IN_TIME


# Extensions (gia hạn).

GRANTED = extension(to="2024-04-30", on="2024-04-02")


def test_an_extension_moves_the_last_day_and_leaves_the_stated_one_visible() -> None:
    found = verdict("2024-04-12", GRANTED)
    assert found.last_day == day("2024-04-30")
    assert found.obligation.stated_last_day == day("2024-04-09")


@pytest.mark.parametrize(
    ("on", "timeliness"),
    [
        ("2024-04-15", Timeliness.IN_TIME),
        ("2024-04-16", Timeliness.DUE_SOON),
        ("2024-04-30", Timeliness.DUE_SOON),
        ("2024-05-01", Timeliness.OVERDUE),
    ],
)
def test_timeliness_follows_the_extended_day(on: str, timeliness: Timeliness) -> None:
    assert verdict(on, GRANTED).timeliness is timeliness


def test_an_extension_counts_from_the_day_it_was_granted() -> None:
    late_grant = extension(to="2024-04-30", on="2024-04-15")
    assert verdict("2024-04-14", late_grant).timeliness is Timeliness.OVERDUE
    assert verdict("2024-04-15", late_grant).timeliness in IN_TIME


def test_of_two_extensions_the_one_granted_last_counts() -> None:
    longer, shorter = extension("2024-06-30", "2024-04-02"), extension("2024-05-31", "2024-04-20")
    assert verdict("2024-04-19", shorter, longer).last_day == day("2024-06-30")
    assert verdict("2024-04-20", shorter, longer).last_day == day("2024-05-31")


def test_an_extension_never_takes_days_away_from_the_plans_own() -> None:
    assert verdict("2024-04-05", extension("2024-04-07")).last_day == day("2024-04-09")


def test_an_extension_is_told_of_where_the_last_day_is_later_by_it_and_only_there() -> None:
    assert verdict("2024-04-05").extension is None
    assert verdict("2024-04-05", GRANTED).extension == GRANTED
    assert verdict("2024-04-05", extension("2024-04-09")).extension is None
    assert verdict("2024-04-05", extension("2024-04-07")).extension is None


def test_an_extension_gives_no_deadline_to_what_has_none() -> None:
    found = the_verdict("2024-06-01", plan=plan_with(unstated()), history=ledger(GRANTED))
    assert (found.timeliness, found.last_day) == (Timeliness.NO_DEADLINE, None)


def test_an_extension_is_for_its_own_period_alone() -> None:
    plan = plan_with(every("month", "2024-04", until="2024-04"))
    other = ledger(extension("2024-06-30", period="2024-03"))
    assert the_verdict("2024-05-01", plan=plan, history=other).last_day == day("2024-04-30")


def test_what_was_done_after_the_stated_day_but_in_the_extended_time_is_on_time_by_extension() -> (
    None
):
    found = verdict("2024-06-01", GRANTED, status(Status.DONE, "2024-04-30"))
    assert (found.timeliness, found.done_by_extension) == (Timeliness.DONE_ON_TIME, True)


def test_what_was_done_by_the_stated_day_owes_nothing_to_its_extension() -> None:
    found = verdict("2024-06-01", GRANTED, status(Status.DONE, "2024-04-09"))
    assert (found.timeliness, found.done_by_extension) == (Timeliness.DONE_ON_TIME, False)


def test_what_was_done_after_the_extended_day_is_late_from_that_day() -> None:
    found = verdict("2024-06-01", GRANTED, status(Status.DONE, "2024-05-02"))
    assert (found.timeliness, found.days_late) == (Timeliness.DONE_LATE, 2)
    assert not found.done_by_extension


# Recorded under words that have changed since (cần xác nhận lại).

AMENDED = make_plan(make_task(title="Việc mẫu đã sửa"), version=2)
WORDS_NOW = fingerprint(placed_tasks(AMENDED)[0])


def test_a_record_under_other_words_keeps_its_cell_and_needs_review() -> None:
    found = verdict("2024-06-01", status(Status.DONE, "2024-04-05"), plan=AMENDED)
    assert (found.timeliness, found.needs_review) == (Timeliness.DONE_ON_TIME, True)


def test_a_record_under_the_words_in_force_needs_no_review() -> None:
    assert not verdict("2024-06-01", status()).needs_review


def test_a_record_made_under_a_later_version_needs_no_review_on_a_day_before_it() -> None:
    found = verdict("2024-04-06", status(plan_version=2, fingerprint=WORDS_NOW))
    assert not found.needs_review


def test_where_nothing_is_recorded_there_is_nothing_to_review() -> None:
    assert not verdict("2024-06-01", plan=AMENDED).needs_review


def test_a_confirmed_record_needs_no_review_and_keeps_its_day() -> None:
    found = verdict("2024-06-01", status(), confirmation(WORDS_NOW, "2024-05-15"), plan=AMENDED)
    assert not found.needs_review
    assert found.completed_on == day("2024-04-05")


def test_a_record_needs_review_until_the_day_it_is_confirmed() -> None:
    confirmed = confirmation(WORDS_NOW, "2024-05-15")
    assert verdict("2024-05-14", status(), confirmed, plan=AMENDED).needs_review


def test_a_confirmation_of_other_words_than_those_in_force_confirms_nothing() -> None:
    found = verdict("2024-06-01", status(), confirmation("0" * 64), plan=AMENDED)
    assert found.needs_review
