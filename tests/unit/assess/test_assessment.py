"""The whole picture on a day: versions in force, closed plans, rolled days, what filters narrow."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.builders import (
    before,
    closing,
    day,
    every,
    extension,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    note,
    picture,
    status,
    the_verdict,
    undo,
    unstated,
    within,
)
from tt_doingoai.assess.assessment import Assessment, assess
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.ledger import Inputs, Ledger, Status
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.settings import Settings
from tt_doingoai.schedule.working_days import WorkingDays


def assessed(*versions: Plan, on: str, history: Ledger | None = None) -> Assessment:
    """How several plans stand, where no working day is a Saturday or a Sunday."""
    return assess(
        versions,
        make_roster(),
        history or Ledger(),
        day=day(on),
        settings=Settings(),
        inputs=Inputs("", "", ""),
        working_days=MONDAY_TO_FRIDAY,
    )


MONDAY_TO_FRIDAY = WorkingDays("thứ Hai đến thứ Sáu", lambda day: day.weekday() < 5)


def only(assessment: Assessment) -> Verdict:
    (verdict,) = assessment.verdicts
    return verdict


def test_nothing_is_recorded_only_in_an_empty_ledger() -> None:
    assert picture("2024-04-12").nothing_recorded
    assert not picture("2024-04-12", history=ledger(note())).nothing_recorded


def test_a_ledger_of_records_taken_back_is_no_longer_empty() -> None:
    assert not picture("2024-04-12", history=ledger(status(), undo(1))).nothing_recorded


def test_a_future_day_is_judged_by_what_is_known() -> None:
    assert the_verdict("2030-01-01").days_late == (day("2030-01-01") - day("2024-04-09")).days


def test_a_record_keeps_the_obligation_of_a_unit_that_ended() -> None:
    roster = make_roster(make_unit(until=day("2024-04-06")))
    found = the_verdict("2024-12-31", roster=roster, history=ledger(status(on="2024-04-05")))
    assert found.timeliness is Timeliness.DONE_ON_TIME


def test_a_record_that_was_taken_back_keeps_no_obligation() -> None:
    roster = make_roster(make_unit(until=day("2024-04-06")))
    taken_back = ledger(status(on="2024-04-05"), undo(1))
    assert picture("2024-12-31", roster=roster, history=taken_back).verdicts == ()


def test_a_picture_knows_what_it_was_computed_from() -> None:
    settings, digests = Settings(due_soon_days=7), Inputs("p", "u", "s")
    found = assess(
        [make_plan()],
        make_roster(),
        Ledger(),
        day=day("2024-04-12"),
        settings=settings,
        inputs=digests,
        working_days=MONDAY_TO_FRIDAY,
    )
    assert (found.settings, found.inputs) == (settings, digests)
    assert found.working_days == MONDAY_TO_FRIDAY


# Versions.

FIRST = make_plan()
SECOND = make_plan(
    make_task(deadline=before("2024-06-01")), version=2, effective_from=day("2024-04-20")
)


@pytest.mark.parametrize(
    ("on", "last_day"), [("2024-04-19", "2024-04-09"), ("2024-04-20", "2024-05-31")]
)
def test_each_day_is_judged_by_the_version_in_force(on: str, last_day: str) -> None:
    assert only(assessed(FIRST, SECOND, on=on)).last_day == day(last_day)


def test_a_record_made_under_an_earlier_version_with_other_words_needs_review() -> None:
    recorded = ledger(status(plan=FIRST))
    assert not only(assessed(FIRST, SECOND, on="2024-04-19", history=recorded)).needs_review
    assert only(assessed(FIRST, SECOND, on="2024-04-20", history=recorded)).needs_review


def test_of_a_later_versions_day_and_an_extension_the_later_one_counts() -> None:
    short, long = ledger(extension("2024-05-15")), ledger(extension("2024-06-30"))
    assert only(assessed(SECOND, on="2024-05-01", history=short)).last_day == day("2024-05-31")
    assert only(assessed(SECOND, on="2024-05-01", history=long)).last_day == day("2024-06-30")


# Working days: 31-3-2024 is a Sunday, 04-5-2024 a Saturday.


@pytest.mark.parametrize(
    ("rule", "last_day"), [("as_stated", "2024-03-31"), ("next_working_day", "2024-04-01")]
)
def test_days_roll_only_for_plans_that_ask_for_it(rule: str, last_day: str) -> None:
    plan = make_plan(make_task(deadline=within("2024-03")), deadline_rule=rule)
    assert only(assessed(plan, on="2024-03-01")).last_day == day(last_day)


def test_an_extensions_day_does_not_roll() -> None:
    plan = make_plan(make_task(deadline=within("2024-03")), deadline_rule="next_working_day")
    found = only(assessed(plan, on="2024-04-05", history=ledger(extension("2024-05-04"))))
    assert found.last_day == day("2024-05-04")


# Closed plans (kết thúc theo dõi).

YEARLY = make_plan(make_task("I.1"), make_task("I.2", every("year", "2024")))
CLOSED = ledger(closing("2024-04-20"))


def test_a_closed_plan_begins_no_new_periods() -> None:
    found = picture("2026-01-01", plan=YEARLY, history=CLOSED)
    assert [v.obligation.key.period for v in found.verdicts] == [None, "2024"]


def test_a_closed_plan_is_judged_on_its_closing_day() -> None:
    found = picture("2026-01-01", plan=YEARLY, history=CLOSED)
    assert [v.timeliness for v in found.verdicts] == [Timeliness.OVERDUE, Timeliness.IN_TIME]
    assert found.verdicts[0].days_late == 11


@pytest.mark.parametrize("on", ["2024-04-01", "2024-04-09", "2026-01-01"])
def test_nothing_of_a_closed_plan_is_soon_due_any_more(on: str) -> None:
    closed = the_verdict(on, history=ledger(closing("2024-04-01")))
    assert closed.timeliness is Timeliness.IN_TIME


def test_on_the_eve_of_its_closing_a_plan_still_has_what_is_soon_due() -> None:
    eve = the_verdict("2024-03-31", history=ledger(closing("2024-04-01")))
    assert eve.timeliness is Timeliness.DUE_SOON


def test_days_before_the_closing_are_unchanged() -> None:
    closed = picture("2024-04-19", plan=YEARLY, history=CLOSED)
    assert closed.verdicts == picture("2024-04-19", plan=YEARLY).verdicts


def test_a_version_from_after_the_closing_changes_nothing_of_it() -> None:
    """Its first day is 20-4-2024; the first version's last day was 09-4-2024."""
    before_it = assessed(FIRST, SECOND, on="2026-01-01", history=ledger(closing("2024-04-19")))
    assert only(before_it).last_day == day("2024-04-09")
    with_it = assessed(FIRST, SECOND, on="2026-01-01", history=ledger(closing("2024-04-20")))
    assert only(with_it).last_day == day("2024-05-31")


def test_a_plan_closed_before_it_had_begun_is_judged_by_its_first_version_all_the_same() -> None:
    found = assessed(SECOND, on="2026-01-01", history=ledger(closing("2024-04-19")))
    assert only(found).obligation.plan == SECOND


def test_the_picture_tells_the_closing_day_of_each_plan() -> None:
    found = assessed(make_plan(), make_plan(id="khac"), on="2026-01-01", history=CLOSED)
    assert found.closed_on("mau") == day("2024-04-20")
    assert found.closed_on("khac") is None
    assert found.closed_on("khong-co") is None


def test_what_a_plan_leaves_open_is_counted_without_what_has_no_deadline() -> None:
    both = [make_plan(make_task("I.1"), make_task("I.2", unstated())), make_plan(id="khac")]
    assert assessed(*both, on="2024-04-12").left_open("mau") == 1
    done = ledger(status(plan=both[0]))
    assert assessed(*both, on="2024-04-12", history=done).left_open("mau") == 0


def test_a_closed_plan_is_out_of_the_check_with_what_was_passed_on_in_it() -> None:
    old = make_unit("cu", until=day("2024-04-15"), successors=("moi",))
    roster = make_roster(old, make_unit("moi", since=day("2024-04-16")))
    followed = picture("2024-05-01", roster=roster)
    assert len(followed.passed_on) == 1
    assert followed.still_followed().passed_on == followed.passed_on
    closed = picture("2024-05-01", roster=roster, history=CLOSED).still_followed()
    assert (closed.verdicts, closed.listed, closed.passed_on) == ((), (), ())


def test_what_was_recorded_by_the_closing_day_counts() -> None:
    closed = ledger(status(on="2024-04-20"), closing("2024-04-20"))
    assert the_verdict("2026-01-01", history=closed).timeliness is Timeliness.DONE_LATE


def test_what_was_recorded_after_the_closing_day_changes_nothing() -> None:
    late = ledger(closing("2024-04-20"), status(on="2024-04-21"))
    assert the_verdict("2026-01-01", history=late).timeliness is Timeliness.OVERDUE


@pytest.mark.parametrize(
    ("on", "closed_on"), [("2024-04-19", None), ("2024-04-20", day("2024-04-20"))]
)
def test_the_picture_tells_when_a_plan_was_closed(on: str, closed_on: dt.date | None) -> None:
    (tracked,) = picture(on, history=CLOSED).plans
    assert tracked.closed_on == closed_on


def test_closing_one_plan_leaves_the_others() -> None:
    other = make_plan(id="khac")
    found = assessed(make_plan(), other, on="2026-01-01", history=CLOSED)
    late = {v.obligation.plan.id: v.days_late for v in found.verdicts}
    assert late == {"mau": 11, "khac": (day("2026-01-01") - day("2024-04-09")).days}


# What stands in the ledger and has no place in the picture.

GONE = ledger(status(task="I.9"), status(unit="khong-con"), status())


def test_records_of_a_task_or_unit_that_is_gone_are_named_and_not_lost() -> None:
    unplaced = {(key.task, key.unit) for key in picture("2024-04-12", history=GONE).unplaced}
    assert unplaced == {("I.9", "mot"), ("I.1", "khong-con")}


def test_what_has_no_place_is_told_in_one_order_whether_it_recurred_or_not() -> None:
    gone = status(task="I.9"), status(task="I.9", period="2024"), status(task="I.8")
    for recorded in (gone, gone[::-1]):
        unplaced = picture("2024-04-12", history=ledger(*recorded)).unplaced
        assert [(key.task, key.period) for key in unplaced] == [
            ("I.8", None),
            ("I.9", "2024"),
            ("I.9", None),
        ]


@pytest.mark.parametrize(("on", "unplaced"), [("2024-04-04", 0), ("2024-04-05", 2)])
def test_only_records_that_count_on_the_day_can_lack_a_place(on: str, unplaced: int) -> None:
    assert len(picture(on, history=GONE).unplaced) == unplaced


# Narrowing.

TWO = make_plan(make_task("I.1"), make_task("I.2", unstated()))


def test_a_filter_by_task_narrows_figures_and_lists() -> None:
    found = picture("2024-04-12", plan=TWO).narrowed(Filters(tasks=frozenset({("mau", "I.2")})))
    assert (found.summary.no_deadline, found.summary.overdue) == (1, 0)
    assert [v.obligation.place.task.id for v in found.listed] == ["I.2"]


def test_a_filter_by_verdict_narrows_the_lists_only() -> None:
    overdue = Filters(timeliness=frozenset({Timeliness.OVERDUE}))
    found = picture("2024-04-12", plan=TWO).narrowed(overdue)
    assert (found.summary.no_deadline, found.summary.overdue) == (1, 1)
    assert [v.obligation.place.task.id for v in found.listed] == ["I.1"]


def test_a_filter_by_plan_leaves_that_plan_alone_in_the_picture() -> None:
    found = assessed(make_plan(), make_plan(id="khac"), on="2024-04-12")
    narrowed = found.narrowed(Filters(plans=frozenset({"khac"})))
    assert [tracked.plan.id for tracked in narrowed.plans] == ["khac"]
    assert [v.obligation.plan.id for v in narrowed.verdicts] == ["khac"]


def test_a_filter_narrows_what_was_passed_on_too() -> None:
    old = make_unit("cu", until=day("2024-04-15"), successors=("moi",))
    roster = make_roster(old, make_unit("moi", since=day("2024-04-16")))
    plan = make_plan(make_task("I.1"), make_task("I.2"))
    found = picture("2024-05-01", roster=roster, plan=plan)
    assert len(found.passed_on) == 2
    narrowed = found.narrowed(Filters(tasks=frozenset({("mau", "I.2")})))
    assert [v.obligation.place.task.id for v in narrowed.passed_on] == ["I.2"]


def test_what_was_passed_on_is_told_of_every_plan() -> None:
    old = make_unit("cu", until=day("2024-04-15"), successors=("moi",))
    found = assess(
        [make_plan(), make_plan(id="khac")],
        make_roster(old, make_unit("moi", since=day("2024-04-16"))),
        Ledger(),
        day=day("2024-05-01"),
        settings=Settings(),
        inputs=Inputs("", "", ""),
    )
    assert [v.obligation.plan.id for v in found.passed_on] == ["khac", "mau"]


def test_the_lists_can_be_narrowed_to_a_period_and_the_figures_stay() -> None:
    found = picture("2025-02-01", plan=YEARLY)
    in_2024, once = found.of_period("2024"), found.of_period(None)
    assert [v.obligation.key.period for v in in_2024.listed] == ["2024"]
    assert [v.obligation.key.period for v in once.listed] == [None]
    assert in_2024.verdicts == found.verdicts


def test_a_task_needs_its_plans_name_only_where_there_are_several_plans() -> None:
    assert not assessed(make_plan(), on="2024-04-12").several_plans
    assert assessed(make_plan(), make_plan(id="khac"), on="2024-04-12").several_plans


@pytest.mark.parametrize(
    ("filters", "filtered"),
    [
        (Filters(), False),
        (Filters(plans=frozenset({"mau"}), units=frozenset({"mot"})), False),
        (Filters(timeliness=frozenset({Timeliness.OVERDUE})), True),
        (Filters(statuses=frozenset({Status.DONE})), True),
        (Filters(due_by=day("2030-01-01")), True),
        (Filters(due_before=day("2030-01-01")), True),
        (Filters(due_from=day("2020-01-01")), True),
    ],
)
def test_a_picture_knows_whether_its_lists_leave_out_what_the_figures_count(
    filters: Filters, filtered: bool
) -> None:
    assert picture("2024-04-12").narrowed(filters).filtered is filtered
    assert picture("2024-04-12").narrowed(filters).narrowed(Filters()).filtered is filtered


def test_what_is_listed_can_be_asked_for_by_its_verdict() -> None:
    found = picture("2024-04-12", plan=TWO)
    assert [v.obligation.place.task.id for v in found.listed_as(Timeliness.OVERDUE)] == ["I.1"]


def test_narrowing_twice_narrows_by_both() -> None:
    unreported = Filters(statuses=frozenset({Status.UNREPORTED}))
    overdue = Filters(timeliness=frozenset({Timeliness.OVERDUE}))
    found = picture("2024-04-12", plan=TWO).narrowed(overdue).narrowed(unreported)
    assert [v.obligation.place.task.id for v in found.listed] == ["I.1"]
