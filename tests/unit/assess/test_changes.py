"""What changed between an earlier report and now, and what is known differently of its day."""

from __future__ import annotations

from tests.builders import (
    before,
    by,
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
    reminder,
    status,
    undo,
)
from tt_doingoai.assess.changes import Changes, Mended, compare
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.deadline import Ongoing
from tt_doingoai.model.ledger import Change, Ledger, Status
from tt_doingoai.model.plan import Plan

PLAN = make_plan(make_task("I.1", by("2024-04-09")))
ROSTER = make_roster(make_unit("mot"), make_unit("hai"))


def since(
    revision: int,
    *changes: Change,
    then: str = "2024-03-31",
    now: str = "2024-04-12",
    plan: Plan = PLAN,
) -> Changes:
    """What changed since a report that was made from the first of some updates."""
    whole = ledger(*changes)

    def seen(history: Ledger, on: str):  # type: ignore[no-untyped-def]
        return picture(on, plan=plan, roster=ROSTER, history=history)

    return compare(seen(whole.at(revision), then), seen(whole, then), seen(whole, now))


def test_the_changes_hold_the_three_pictures_they_were_found_in() -> None:
    whole = ledger(status(on="2024-03-30"))
    then = picture("2024-03-31", plan=PLAN, roster=ROSTER)
    same_day = picture("2024-03-31", plan=PLAN, roster=ROSTER, history=whole)
    now = picture("2024-04-12", plan=PLAN, roster=ROSTER, history=whole)
    changes = compare(then, same_day, now)
    assert (changes.then, changes.same_day, changes.now) == (then, same_day, now)


def test_what_is_shared_is_read_off_what_is_known_now_or_else_off_what_was_believed() -> None:
    believed, known = picture("2024-04-12", plan=PLAN, roster=ROSTER).verdicts
    assert Mended(believed, known).any is known
    assert Mended(None, known).any is known
    assert Mended(believed, None).any is believed


def units(verdicts: tuple[Verdict, ...]) -> list[str]:
    return [verdict.obligation.unit.id for verdict in verdicts]


def granted(changes: Changes) -> list[str]:
    """To which day each extension goes that is told."""
    return [told.entry.change.to.isoformat() for told in changes.extended]


def test_what_was_recorded_since_is_newly_done() -> None:
    changes = since(0, status(on="2024-04-05"))
    assert units(changes.done) == ["mot"]
    assert changes.mended == ()


def test_what_was_done_already_is_not_newly_done() -> None:
    assert since(1, status(on="2024-03-20")).done == ()


def test_what_came_late_is_newly_done_and_not_newly_overdue() -> None:
    changes = since(0, status(on="2024-04-11"))
    assert [v.timeliness for v in changes.done] == [Timeliness.DONE_LATE]
    assert units(changes.overdue) == ["hai"]


def test_nothing_is_overdue_on_the_last_day_and_all_is_on_the_day_after() -> None:
    assert since(0, now="2024-04-09").overdue == ()
    assert units(since(0, now="2024-04-10").overdue) == ["mot", "hai"]


def test_what_was_overdue_then_is_not_newly_overdue() -> None:
    assert since(0, then="2024-04-10").overdue == ()


def test_what_was_returned_after_it_was_done_is_newly_overdue() -> None:
    changes = since(1, status(on="2024-03-20"), status(Status.RETURNED, "2024-04-10"))
    assert units(changes.overdue) == ["mot", "hai"]


def test_a_receipt_in_time_a_waiver_and_a_return_of_what_was_late_are_told() -> None:
    for change in (
        status(Status.RECEIVED, "2024-04-09"),
        status(Status.NOT_APPLICABLE, "2024-04-09"),
        status(Status.IN_PROGRESS, "2024-04-01"),
    ):
        assert units(since(0, change, now="2024-04-09").otherwise) == ["mot"]
    late, back = status(Status.RECEIVED, "2024-04-10"), status(Status.RETURNED, "2024-04-12")
    assert units(since(1, late, back, then="2024-04-10").otherwise) == ["mot"]


def test_what_is_told_as_done_as_overdue_or_as_known_differently_is_not_told_again() -> None:
    assert since(0, status(on="2024-04-05")).otherwise == ()
    assert since(0, status(Status.IN_PROGRESS, "2024-04-05")).otherwise == ()
    assert since(0, status(Status.RECEIVED, "2024-03-30"), now="2024-04-09").otherwise == ()
    assert since(1, status(Status.RECEIVED, "2024-03-30"), now="2024-04-09").otherwise == ()


def test_a_standing_duty_that_was_done_is_told_too() -> None:
    plan = make_plan(make_task("I.1", Ongoing(wording="Thường xuyên")))
    changes = since(0, status(on="2024-04-05"), plan=plan)
    assert units(changes.otherwise) == ["mot"]
    assert changes.done == ()


def test_an_extension_granted_since_is_told_and_one_from_before_is_not() -> None:
    longer = extension("2024-04-30", "2024-03-20")
    assert granted(since(0, longer)) == ["2024-04-30"]
    assert granted(since(1, longer)) == []


def test_of_two_extensions_granted_since_each_is_told() -> None:
    first, second = extension("2024-04-30", "2024-03-20"), extension("2024-05-31", "2024-04-10")
    assert granted(since(1, first, second)) == ["2024-05-31"]
    assert granted(since(0, first, second)) == ["2024-04-30", "2024-05-31"]


def test_an_extension_that_a_later_version_overtook_is_told() -> None:
    overtaken = make_plan(make_task("I.1", before("2024-06-20")))
    assert granted(since(0, extension("2024-04-30", "2024-03-20"), plan=overtaken)) == [
        "2024-04-30"
    ]


def test_what_was_typed_late_is_known_differently_of_that_day() -> None:
    (mended,) = since(0, status(on="2024-03-30")).mended
    assert mended.believed is not None
    assert mended.known is not None
    assert (mended.believed.status, mended.known.status) == (Status.UNREPORTED, Status.DONE)


def test_a_correction_of_the_day_is_known_differently() -> None:
    right = status(on="2024-03-28", supersedes=1)
    (mended,) = since(1, status(on="2024-03-20"), right).mended
    assert mended.known is not None
    assert mended.known.completed_on == day("2024-03-28")


def test_a_correction_into_the_time_after_the_report_makes_it_not_done_then() -> None:
    right = status(on="2024-04-02", supersedes=1)
    changes = since(1, status(on="2024-03-20"), right)
    assert [m.known.status for m in changes.mended if m.known] == [Status.UNREPORTED]
    assert changes.done == ()


def test_what_was_taken_back_is_known_differently() -> None:
    changes = since(1, status(on="2024-03-20"), undo(1))
    assert [m.any.obligation.unit.id for m in changes.mended] == ["mot"]
    assert units(changes.overdue) == ["mot", "hai"]


def test_a_closing_on_the_day_of_the_report_alone_mends_nothing_of_what_was_soon_due() -> None:
    changes = since(0, closing("2024-03-31"))
    soon, no_more = changes.then.verdicts[0], changes.same_day.verdicts[0]
    assert (soon.timeliness, no_more.timeliness) == (Timeliness.DUE_SOON, Timeliness.IN_TIME)
    assert changes.mended == ()


def test_notes_and_reminders_of_before_are_not_told_again() -> None:
    old, new = note("cũ", on="2024-03-20"), note("mới", on="2024-04-10")
    sent, again = reminder("2024-03-25"), reminder("2024-04-11", "46-CV/MAU")
    changes = since(2, old, sent, new, again)
    assert [added.entry.revision for added in changes.notes] == [3]
    assert [added.entry.revision for added in changes.reminders] == [4]


def test_what_was_noted_since_is_told_by_its_day_with_what_it_is_of() -> None:
    last, first = note(on="2024-04-10", unit="hai"), note(on="2024-04-08", unit="hai")
    changes = since(0, last, first, note(on="2024-04-09", unit="mot"))
    assert [(a.verdict.obligation.unit.id, a.entry.revision) for a in changes.notes] == [
        ("hai", 2),
        ("mot", 3),
        ("hai", 1),
    ]


def test_of_notes_of_one_day_the_one_typed_first_comes_first() -> None:
    changes = since(0, note("một", unit="hai"), note("hai"))
    assert [added.entry.revision for added in changes.notes] == [1, 2]


def test_a_period_that_began_since_brings_obligations_that_were_not_there() -> None:
    plan = make_plan(make_task("I.1", every("month", "2024-03")))
    begun = since(0, plan=plan).begun
    assert [(v.obligation.unit.id, v.obligation.key.period) for v in begun] == [
        ("mot", "2024-04"),
        ("hai", "2024-04"),
    ]
    assert since(0, plan=plan).gone == ()
