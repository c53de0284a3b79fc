"""What two versions of a plan say differently, and which recorded statuses that touches."""

from __future__ import annotations

import pytest

from tests.builders import (
    before,
    confirmation,
    day,
    every,
    ledger,
    make_plan,
    make_task,
    status,
)
from tt_doingoai.assess.plan_diff import ClauseDiff, PlanDiff, TaskDiff, plan_diff
from tt_doingoai.assess.view import view
from tt_doingoai.model.ledger import Change
from tt_doingoai.model.plan import Clause, Plan, Section, placed_tasks
from tt_doingoai.schedule.fingerprint import fingerprint

FIRST = make_plan(make_task())


def second(*tasks: object, **values: object) -> Plan:
    given = {"version": 2, "effective_from": day("2024-06-01")} | values
    return make_plan(*tasks, **given)  # type: ignore[arg-type]


def diff(after: Plan, *recorded: Change, old: Plan = FIRST) -> PlanDiff:
    return plan_diff(old, after, view(ledger(*recorded), day=day("2024-12-31")))


def only_task(found: PlanDiff) -> TaskDiff:
    (task,) = found.tasks
    return task


def touched(task: TaskDiff) -> list[str]:
    return [key.unit for key, _entry in task.touched]


def test_a_version_that_says_the_same_differs_in_nothing() -> None:
    found = diff(second(make_task()), status())
    assert (found.clauses, found.tasks) == ((), ())


def test_each_field_of_the_plan_that_differs_is_named() -> None:
    first = make_plan(number="01-KH/MAU", signed="T/M BAN THƯỜNG VỤ")
    found = diff(second(number="02-KH/MAU", signed="T/M BAN THƯỜNG VỤ"), old=first)
    assert found.fields == ("number", "effective_from")


def test_a_clause_with_other_words_shows_both_and_its_citation() -> None:
    (clause,) = diff(second(make_task(), text="Lời mới.")).clauses
    assert clause.before is not None
    assert clause.after is not None
    assert (clause.citation, clause.after.text) == ("điểm 1, mục I", "Lời mới.")


def test_a_difference_holds_the_versions_it_is_between() -> None:
    after = second(make_task())
    found = diff(after)
    assert (found.before, found.after) == (FIRST, after)


def test_a_clause_that_was_added_or_removed_stands_alone_with_its_id() -> None:
    one, two = (Clause(id=f"I.{n}", text=f"Lời {n}.", tasks=()) for n in (1, 2))
    short = make_plan(sections=(Section(id="I", title="NHIỆM VỤ", clauses=(one,)),))
    long = make_plan(sections=(Section(id="I", title="NHIỆM VỤ", clauses=(one, two)),))
    assert diff(long, old=short).clauses == (ClauseDiff("I.2", "điểm 2, mục I", None, two),)
    assert diff(short, old=long).clauses == (ClauseDiff("I.2", "điểm 2, mục I", two, None),)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("title", "Tên khác"),
        ("lead", ("khac",)),
        ("supporting", ("hai",)),
        ("deliverable", "Báo cáo"),
        ("deadline", before("2024-06-10")),
        ("interpretation", "hiểu khác"),
    ],
)
def test_each_part_of_a_task_that_differs_is_named(part: str, value: object) -> None:
    assert only_task(diff(second(make_task(**{part: value})))).changed == (part,)


def test_other_words_of_its_clause_touch_a_tasks_records() -> None:
    task = only_task(diff(second(make_task(), text="Lời mới."), status(unit="hai")))
    assert (task.changed, touched(task)) == (("words",), ["hai"])


def test_a_new_deadline_and_new_leads_are_told_apart() -> None:
    later = before("2024-06-10")
    task = only_task(diff(second(make_task(deadline=later, lead=("khac",))), status()))
    assert (task.changed, touched(task)) == (("lead", "deadline"), ["mot"])


def test_a_new_interpretation_touches_no_record() -> None:
    task = only_task(diff(second(make_task(interpretation="hiểu khác")), status()))
    assert (task.changed, touched(task)) == (("interpretation",), [])


def test_a_record_that_was_confirmed_already_is_not_touched() -> None:
    after = second(make_task(title="Tên khác"))
    (place,) = placed_tasks(after)
    task = only_task(diff(after, status(), confirmation(fingerprint(place))))
    assert touched(task) == []


def test_an_added_task_has_nothing_before_it_and_touches_nothing() -> None:
    task = only_task(diff(second(make_task(), make_task("I.1.b")), status()))
    assert (task.id, task.before, touched(task)) == ("I.1.b", None, [])


def test_a_removed_task_touches_all_that_was_recorded_for_it() -> None:
    old = make_plan(make_task(), make_task("I.1.b", every()))
    recorded = status(task="I.1.b", period="2024", plan=old)
    task = only_task(diff(second(make_task()), recorded, old=old))
    assert (task.id, task.after, touched(task)) == ("I.1.b", None, ["mot"])
