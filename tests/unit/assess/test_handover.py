"""What becomes of each open item of units that end: owed, settled, answered for, or left."""

from __future__ import annotations

from collections.abc import Iterable

from tests.builders import (
    by,
    day,
    every,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    picture,
    status,
)
from tt_doingoai.assess.handover import Handover, handovers
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.ledger import Change, Status
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Unit

# "cu" ends on 30-6-2024; "moi" comes after it.
LAST = "2024-06-30"
AFTER = "2024-07-01"
NEW = make_unit("moi", since=day(AFTER))


def handed_over(
    *changes: Change, plan: Plan | None = None, heir: Unit = NEW, ending: Iterable[str] = ("cu",)
) -> list[Handover]:
    was = make_roster(make_unit("cu"), make_unit("khac"), *([heir] if heir is not NEW else []))
    ended = make_unit("cu", until=day(LAST), successors=(heir.id,))
    history = ledger(*changes)
    before = picture(LAST, plan=plan, roster=was, history=history)
    after = picture(
        AFTER, plan=plan, roster=make_roster(ended, make_unit("khac"), heir), history=history
    )
    return handovers(before, after, ending=frozenset(ending), heir=heir.id)


def who(verdicts: tuple[Verdict, ...]) -> list[str]:
    return [verdict.obligation.unit.id for verdict in verdicts]


def test_what_was_left_overdue_is_owed_the_day_after() -> None:
    (item,) = handed_over()
    assert (who((item.before,)), item.before.timeliness) == (["cu"], Timeliness.OVERDUE)
    assert (who(item.owed), item.settled, item.answered) == (["moi"], (), ())


def test_what_fell_due_on_the_last_day_is_owed_and_what_falls_due_after_is_answered_for() -> None:
    (item,) = handed_over(plan=make_plan(make_task(deadline=by(LAST))))
    assert (who(item.owed), who(item.answered)) == (["moi"], [])
    (item,) = handed_over(plan=make_plan(make_task(deadline=by(AFTER))))
    assert (who(item.owed), who(item.answered)) == ([], ["moi"])


def test_who_had_handed_in_the_same_before_has_settled_it() -> None:
    there = make_unit("moi")
    (item,) = handed_over(status(unit="moi", on="2024-04-05"), heir=there)
    assert (who(item.settled), item.owed, item.answered) == (["moi"], (), ())


def test_a_period_that_has_not_fallen_due_is_answered_for_in_that_period() -> None:
    plan = make_plan(make_task(deadline=every("year", "2023")))
    late, open_ = handed_over(plan=plan)
    assert (late.before.obligation.key.period, who(late.owed)) == ("2023", ["moi"])
    assert (open_.before.obligation.key.period, who(open_.answered)) == ("2024", ["moi"])
    assert [v.obligation.key.period for v in open_.answered] == ["2024"]


def test_begun_work_that_goes_with_the_successors_own_is_not_owed_as_left_open() -> None:
    plan = make_plan(make_task(deadline=every("year", "2024")))
    begun = status(Status.IN_PROGRESS, "2024-06-01", unit="cu", period="2024", plan=plan)
    (item,) = handed_over(begun, plan=plan)
    assert (item.owed, item.settled, who(item.answered)) == ((), (), ["moi"])


def test_what_is_done_or_of_another_unit_is_no_open_item() -> None:
    assert handed_over(status(unit="cu", on="2024-04-05")) == []
    assert [who((item.before,)) for item in handed_over(ending=("cu", "khac"))] == [
        ["cu"],
        ["khac"],
    ]


def test_items_come_in_the_documents_order_the_done_ones_left_out() -> None:
    plan = make_plan(make_task("b"), make_task("c"), make_task("a"))
    done = status(task="b", unit="cu", plan=plan)
    found = handed_over(done, plan=plan)
    assert [item.before.obligation.place.task.id for item in found] == ["c", "a"]
    assert [[v.obligation.place.task.id for v in item.owed] for item in found] == [["c"], ["a"]]
