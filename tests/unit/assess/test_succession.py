"""What an ended unit left open: owed by its successors once, or frozen on its last day."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    by,
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
    reminder,
    status,
    unstated,
)
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.ledger import Change, Status
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Roster, Unit

# The task's last day is 09-4-2024. "cu" ends on 30-6-2024 and "moi" comes the day after.
LAST = "2024-06-30"
AFTER = "2024-07-01"


def unit(id: str, *successors: str, since: str | None = None, until: str | None = None) -> Unit:
    return make_unit(
        id,
        since=day(since) if since else None,
        until=day(until) if until else None,
        successors=successors,
    )


OLD, NEW = unit("cu", "moi", until=LAST), unit("moi", since=AFTER)
MERGED = make_roster(OLD, NEW)


def seen(
    on: str, *recorded: Change, roster: Roster = MERGED, plan: Plan | None = None
) -> Assessment:
    return picture(on, roster=roster, plan=plan, history=ledger(*recorded))


def owed(on: str, *recorded: Change, **values: Any) -> dict[str, Timeliness]:
    """Who owes the only task that day, and how it stands."""
    found = seen(on, *recorded, **values)
    return {v.obligation.unit.id: v.timeliness for v in found.verdicts}


def of(unit_id: str, assessment: Assessment) -> Verdict:
    (verdict,) = [v for v in assessment.verdicts if v.obligation.unit.id == unit_id]
    return verdict


# From the day after.


@pytest.mark.parametrize(("on", "who"), [(LAST, "cu"), (AFTER, "moi")])
def test_what_was_left_overdue_is_owed_by_the_successor_from_the_day_after(
    on: str, who: str
) -> None:
    assert owed(on) == {who: Timeliness.OVERDUE}


def test_what_fell_due_on_the_units_very_last_day_is_passed_on() -> None:
    due_that_day = make_plan(make_task(deadline=by(LAST)))
    assert owed(AFTER, plan=due_that_day) == {"moi": Timeliness.OVERDUE}


def test_days_late_run_on_from_the_plans_own_day() -> None:
    assert of("moi", seen(AFTER)).days_late == 83  # 21 of April, 31 of May, 30 of June, 1 of July


def test_the_verdict_names_from_whom_it_was_taken_over() -> None:
    found = seen(AFTER)
    assert [v.obligation.unit.id for v in of("moi", found).inherited] == ["cu"]
    assert [v.obligation.unit.id for v in found.passed_on] == ["cu"]


def test_the_successor_does_it_under_its_own_name() -> None:
    assert owed("2024-08-01", status(unit="moi", on="2024-07-10")) == {"moi": Timeliness.DONE_LATE}


def test_what_was_done_stays_with_the_unit_that_did_it() -> None:
    assert owed(AFTER, status(unit="cu", on="2024-04-09")) == {"cu": Timeliness.DONE_ON_TIME}


def test_what_was_returned_and_never_answered_is_passed_on_and_stays_placed() -> None:
    found = seen(AFTER, status(Status.RECEIVED, unit="cu"), status(Status.RETURNED, unit="cu"))
    assert of("moi", found).timeliness is Timeliness.OVERDUE
    assert found.unplaced == ()


@pytest.mark.parametrize(
    ("on", "timeliness"), [("2024-04-09", Timeliness.IN_TIME), ("2024-04-10", Timeliness.OVERDUE)]
)
def test_what_was_received_waits_for_the_office_and_is_not_passed_on(
    on: str, timeliness: Timeliness
) -> None:
    received = status(Status.RECEIVED, on, unit="cu")
    assert owed(AFTER, received) == {"cu": timeliness}
    done = status(unit="cu", on=on)
    assert set(owed("2024-08-01", received, done)) == {"cu"}


def test_what_is_returned_after_the_units_end_is_the_successors_to_answer() -> None:
    received = status(Status.RECEIVED, "2024-04-09", unit="cu")
    returned = status(Status.RETURNED, "2024-07-10", unit="cu")
    assert owed("2024-07-09", received, returned) == {"cu": Timeliness.IN_TIME}
    assert owed("2024-07-10", received, returned) == {"moi": Timeliness.OVERDUE}


def test_an_extension_of_the_ended_unit_binds_towards_its_successor_too() -> None:
    longer = extension("2024-07-31", unit="cu")
    assert owed("2024-07-31", longer) == {"moi": Timeliness.DUE_SOON}
    assert owed("2024-08-01", longer) == {"moi": Timeliness.OVERDUE}


# Several predecessors, and what the successor recorded of its own.

TOGETHER = make_roster(OLD, unit("cu-hai", "moi", until=LAST), NEW)
OUTSIDER = make_unit("moi", "nhom-khac", since=day(AFTER))  # owes only what it took over
EXISTING = make_roster(unit("cu", "co-san", until=LAST), unit("co-san"))


@pytest.mark.parametrize("extended", ["cu", "cu-hai"])
def test_an_extension_of_one_of_two_predecessors_does_not_cover_the_other(extended: str) -> None:
    longer = extension("2024-12-31", unit=extended)
    assert owed(AFTER, longer, roster=TOGETHER) == {"moi": Timeliness.OVERDUE}
    assert of("moi", seen(AFTER, longer, roster=TOGETHER)).days_late == 83


def test_of_two_extensions_the_earlier_day_passes_over() -> None:
    both = extension("2024-12-31", unit="cu"), extension("2024-07-31", unit="cu-hai")
    assert of("moi", seen(AFTER, *both, roster=TOGETHER)).last_day == day("2024-07-31")


def test_a_waived_successor_owes_what_it_took_over() -> None:
    waived = status(Status.NOT_APPLICABLE, "2024-04-01", unit="co-san")
    found = seen(AFTER, waived, roster=EXISTING)
    assert of("co-san", found).timeliness is Timeliness.OVERDUE
    assert of("co-san", found).status is Status.UNREPORTED
    assert of("co-san", found).history.statuses == ()
    assert [e.change for e in of("co-san", found).history.aside] == [waived]
    again = status(Status.NOT_APPLICABLE, "2024-07-05", unit="co-san")
    assert owed("2024-07-05", waived, again, roster=EXISTING) == {
        "co-san": Timeliness.NOT_APPLICABLE
    }


def test_a_waiver_of_the_first_day_after_reaches_what_was_taken_over() -> None:
    waived = status(Status.NOT_APPLICABLE, AFTER, unit="co-san")
    assert owed(AFTER, waived, roster=EXISTING) == {"co-san": Timeliness.NOT_APPLICABLE}


def test_what_had_not_fallen_due_leaves_the_successors_own_waiver_in_force() -> None:
    plan = make_plan(make_task(deadline=every("year", "2024")))
    begun = status(Status.IN_PROGRESS, "2024-06-01", unit="cu", period="2024", plan=plan)
    waived = status(Status.NOT_APPLICABLE, "2024-04-01", unit="co-san", period="2024", plan=plan)
    found = owed("2024-12-31", begun, waived, roster=EXISTING, plan=plan)
    assert found == {"co-san": Timeliness.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("handed_in", "timeliness"), [(LAST, Timeliness.DONE_ON_TIME), (AFTER, Timeliness.DONE_LATE)]
)
def test_what_the_successor_had_handed_in_before_it_took_over_settles_both(
    handed_in: str, timeliness: Timeliness
) -> None:
    """By an extension of its own, which does not reach what it took over."""
    own = extension("2024-12-31", unit="co-san"), status(unit="co-san", on=handed_in)
    assert owed(AFTER, *own, roster=EXISTING) == {"co-san": timeliness}


def test_an_extension_of_the_first_day_after_reaches_what_was_taken_over() -> None:
    granted = extension("2024-12-31", AFTER, unit="moi")
    found = of("moi", seen(AFTER, granted, roster=make_roster(OLD, OUTSIDER)))
    assert (found.timeliness, found.history.aside) == (Timeliness.IN_TIME, [])


def test_of_both_units_extensions_the_one_granted_last_counts_whenever_it_was_typed() -> None:
    its_own = extension("2024-12-31", "2024-07-05", unit="co-san")
    typed_late = extension("2024-05-31", "2024-06-01", unit="cu")
    found = of("co-san", seen("2024-07-05", its_own, typed_late, roster=EXISTING))
    assert found.last_day == day("2024-12-31")


def test_what_the_successor_recorded_since_counts_and_only_what_does_not_reach_is_set_aside() -> (
    None
):
    before = extension("2024-12-31", unit="co-san")
    begun = status(Status.IN_PROGRESS, "2024-07-05", unit="co-san")
    found = of("co-san", seen("2024-07-05", before, begun, roster=EXISTING))
    assert [entry.change for entry in found.history.statuses] == [begun]
    assert [entry.change for entry in found.history.aside] == [before]


def test_an_extension_of_the_successors_own_does_not_cover_what_was_late_before() -> None:
    own = extension("2024-12-31", unit="co-san")
    assert owed(LAST, own, roster=EXISTING)["co-san"] is Timeliness.IN_TIME
    assert owed(AFTER, own, roster=EXISTING) == {"co-san": Timeliness.OVERDUE}
    on_the_eve = extension("2024-12-31", LAST, unit="co-san")
    assert owed(AFTER, on_the_eve, roster=EXISTING) == {"co-san": Timeliness.OVERDUE}
    granted_since = extension("2024-12-31", "2024-07-05", unit="co-san")
    assert owed("2024-07-05", granted_since, roster=EXISTING) == {"co-san": Timeliness.IN_TIME}


def test_what_a_waived_successor_took_over_goes_on_when_it_ends_too() -> None:
    middle = unit("giua", "moi", until="2024-12-31")
    roster = make_roster(unit("cu", "giua", until=LAST), middle, unit("moi", since="2025-01-01"))
    waived = status(Status.NOT_APPLICABLE, "2024-04-01", unit="giua")
    assert owed("2025-01-01", waived, roster=roster) == {"moi": Timeliness.OVERDUE}


# Once: merged, split, transferred.


def test_of_two_units_that_merge_the_successor_owes_it_once() -> None:
    roster = make_roster(OLD, unit("cu-hai", "moi", until=LAST), NEW)
    found = seen(AFTER, roster=roster)
    assert [v.obligation.unit.id for v in of("moi", found).inherited] == ["cu", "cu-hai"]
    assert [v.obligation.unit.id for v in found.passed_on] == ["cu", "cu-hai"]
    assert len(found.verdicts) == 1


def test_of_several_tasks_each_is_passed_on() -> None:
    found = seen(AFTER, plan=make_plan(make_task("I.1"), make_task("I.2")))
    tasks = [v.obligation.place.task.id for v in found.passed_on]
    assert tasks == [v.obligation.place.task.id for v in found.verdicts] == ["I.1", "I.2"]


def test_units_that_owe_nothing_of_it_hide_nothing_of_those_that_do() -> None:
    roster = make_roster(make_unit("ngoai", "nhom-khac"), OLD, NEW)
    assert owed(AFTER, roster=roster) == {"moi": Timeliness.OVERDUE}


def test_of_two_successors_the_one_that_is_there_owes_it_until_the_other_comes() -> None:
    parted = unit("cu", "sau", "moi", until=LAST)
    roster = make_roster(parted, unit("sau", since="2024-08-01"), NEW)
    assert owed("2024-07-31", roster=roster) == {"moi": Timeliness.OVERDUE}
    assert set(owed("2024-08-01", roster=roster)) == {"sau", "moi"}


def test_a_successor_that_was_gone_before_leaves_it_to_its_own_successor() -> None:
    roster = make_roster(unit("cu", "giua", until=LAST), unit("giua", "moi", until=LAST), NEW)
    assert owed(AFTER, roster=roster) == {"moi": Timeliness.OVERDUE}


OUTSIDE = make_unit(
    "giua", "nhom-khac", since=day(AFTER), until=day("2024-12-31"), successors=("moi",)
)
THROUGH = make_roster(unit("cu", "giua", until=LAST), OUTSIDE, unit("moi", since="2025-01-01"))


@pytest.mark.parametrize(
    ("recorded", "passed_on"),
    [
        ([], ["cu"]),
        ([note(unit="giua", on="2024-08-01")], ["cu", "giua"]),
        ([reminder("2024-08-01", unit="giua")], ["cu", "giua"]),
    ],
)
def test_a_unit_it_only_went_through_is_named_where_something_was_noted_of_it(
    recorded: list[Change], passed_on: list[str]
) -> None:
    found = seen("2025-01-01", *recorded, roster=THROUGH)
    assert [v.obligation.unit.id for v in found.passed_on] == passed_on
    assert [v.obligation.unit.id for v in of("moi", found).inherited] == passed_on


def test_of_a_unit_that_splits_each_successor_owes_it() -> None:
    parted = unit("cu", "moi", "moi-hai", until=LAST)
    roster = make_roster(parted, NEW, unit("moi-hai", since=AFTER))
    assert owed(AFTER, roster=roster) == {
        "moi": Timeliness.OVERDUE,
        "moi-hai": Timeliness.OVERDUE,
    }


def test_a_successor_that_owes_the_same_itself_owes_it_once() -> None:
    roster = make_roster(unit("cu", "co-san", until=LAST), unit("co-san"))
    assert owed(AFTER, roster=roster) == {"co-san": Timeliness.OVERDUE}
    done = status(unit="co-san", on="2024-04-05")
    assert owed(AFTER, done, roster=roster) == {"co-san": Timeliness.DONE_ON_TIME}


def test_a_successor_outside_the_leads_owes_what_it_took_over_and_no_more() -> None:
    plan = make_plan(make_task(), make_task("I.2", every("year", "2024")))
    outside = make_unit("moi", "nhom-khac", since=day(AFTER))
    found = seen("2025-02-01", roster=make_roster(OLD, outside), plan=plan)
    assert [v.obligation.place.task.id for v in found.verdicts] == ["I.1"]


def test_it_goes_on_to_the_successors_successor() -> None:
    middle = unit("giua", "moi", since=AFTER, until="2024-12-31")
    roster = make_roster(unit("cu", "giua", until=LAST), middle, unit("moi", since="2025-01-01"))
    assert owed("2024-12-31", roster=roster) == {"giua": Timeliness.OVERDUE}
    assert owed("2025-01-01", roster=roster) == {"moi": Timeliness.OVERDUE}


def test_what_a_successor_did_before_it_ended_itself_goes_no_further() -> None:
    middle = unit("giua", "moi", since=AFTER, until="2024-12-31")
    roster = make_roster(unit("cu", "giua", until=LAST), middle, unit("moi", since="2025-01-01"))
    done = status(unit="giua", on="2024-08-01")
    assert owed("2025-01-01", done, roster=roster) == {"giua": Timeliness.DONE_LATE}


def test_successors_in_a_circle_end_somewhere() -> None:
    roster = make_roster(unit("cu", "giua", until=LAST), unit("giua", "cu", until=LAST))
    assert set(owed(AFTER, roster=roster)) <= {"cu", "giua"}


# Frozen.

ALONE = make_roster(unit("cu", until=LAST))


def test_without_successors_it_is_frozen_on_the_units_last_day() -> None:
    verdict = of("cu", seen("2025-01-01", roster=ALONE))
    assert (verdict.timeliness, verdict.days_late) == (Timeliness.OVERDUE, 82)
    assert verdict.frozen_on == day(LAST)


def test_what_was_taken_over_and_left_to_nobody_is_frozen_on_the_later_units_last_day() -> None:
    last = make_unit("giua", "nhom-khac", since=day(AFTER), until=day("2024-12-31"))
    found = seen("2025-06-30", roster=make_roster(unit("cu", "giua", until=LAST), last))
    verdict = of("giua", found)
    assert (verdict.frozen_on, verdict.days_late) == (day("2024-12-31"), 266)


@pytest.mark.parametrize(("on", "in_check"), [(LAST, True), (AFTER, False)])
def test_what_is_frozen_leaves_the_check_but_not_the_figures(on: str, in_check: bool) -> None:
    found = seen(on, roster=ALONE)
    assert found.still_followed().overdue is in_check
    assert found.summary.overdue == 1


def test_a_successor_that_is_not_there_yet_owes_nothing_yet() -> None:
    roster = make_roster(OLD, unit("moi", since="2024-08-01"))
    assert of("cu", seen("2024-07-31", roster=roster)).frozen_on == day(LAST)
    assert owed("2024-08-01", roster=roster) == {"moi": Timeliness.OVERDUE}


# What had not fallen due.


def test_a_unit_that_came_later_answers_only_for_what_fell_due_after_it_came() -> None:
    roster = make_roster(unit("moi", since="2024-04-10"))
    assert owed("2024-04-12", roster=roster) == {}
    roster = make_roster(unit("moi", since="2024-04-09"))
    assert owed("2024-04-12", roster=roster) == {"moi": Timeliness.OVERDUE}


def test_what_fell_due_later_is_the_successors_own_and_begun_work_goes_with_it() -> None:
    plan = make_plan(make_task(deadline=every("year", "2024")))
    begun = status(Status.IN_PROGRESS, "2024-06-01", unit="cu", period="2024", plan=plan)
    found = seen("2025-02-01", begun, plan=plan)
    of_2024 = [v for v in found.verdicts if v.obligation.key.period == "2024"]
    assert {v.obligation.unit.id: v.timeliness for v in of_2024} == {"moi": Timeliness.OVERDUE}
    assert [v.obligation.unit.id for v in of_2024[0].inherited] == ["cu"]
    assert [v.obligation.unit.id for v in found.passed_on] == ["cu"]


def test_begun_work_that_no_successor_answers_for_is_kept_frozen() -> None:
    plan = make_plan(make_task(deadline=every("year", "2024")))
    begun = status(Status.IN_PROGRESS, "2024-06-01", unit="cu", period="2024", plan=plan)
    outside = make_unit("moi", "nhom-khac", since=day(AFTER))
    found = seen("2025-02-01", begun, plan=plan, roster=make_roster(OLD, outside))
    assert of("cu", found).frozen_on == day(LAST)


def test_what_has_no_deadline_is_neither_passed_on_nor_frozen() -> None:
    plan = make_plan(make_task(deadline=unstated()))
    begun = status(Status.IN_PROGRESS, "2024-06-01", unit="cu", plan=plan)
    found = seen(AFTER, begun, plan=plan)
    assert of("cu", found).frozen_on is None


# Filters.


def test_a_group_counts_what_its_member_took_over() -> None:
    narrowed = seen(AFTER).narrowed(Filters(groups=frozenset({"don-vi"})))
    assert [v.obligation.unit.id for v in narrowed.verdicts] == ["moi"]
