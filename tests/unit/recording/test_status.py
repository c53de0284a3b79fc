"""From "these tasks, these units, this status" to the changes of one transaction."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
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
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, Evidence, NoteChange, Status, StatusChange, Topic
from tt_doingoai.model.plan import Plan, placed_tasks
from tt_doingoai.recording.status import StatusRequest, note_changes, status_changes
from tt_doingoai.recording.target import Target, targeted
from tt_doingoai.schedule.fingerprint import fingerprint

TODAY = "2024-04-08"
ROSTER = make_roster(
    make_unit("mot", name="Đơn vị mẫu một"),
    make_unit("hai", name="Đơn vị mẫu hai"),
    make_unit("ba", "khac", name="Đơn vị mẫu ba"),
)


def standing(*changes: Change, on: str = TODAY, plan: Plan | None = None) -> Assessment:
    return picture(on, plan=plan, roster=ROSTER, history=ledger(*changes))


def target(*unit_ids: str, tasks: tuple[str, ...] = ("I.1",), **values: Any) -> Target:
    units = [unit for unit in ROSTER.units if unit.id in unit_ids]
    return Target(tasks=[("mau", task) for task in tasks], units=units, **values)


def meant(found: list[Verdict]) -> list[tuple[str, str, str | None]]:
    return [
        (v.obligation.place.task.id, v.obligation.unit.id, v.obligation.key.period) for v in found
    ]


# Which obligations.


def test_every_task_named_is_meant_for_every_unit_named() -> None:
    plan = make_plan(make_task("a"), make_task("b"))
    found = targeted(target("mot", "hai", tasks=("a", "b")), standing(plan=plan))
    assert meant(found) == [
        ("a", "mot", None),
        ("a", "hai", None),
        ("b", "mot", None),
        ("b", "hai", None),
    ]


def test_a_unit_that_does_not_answer_for_the_task_is_refused_with_those_who_do() -> None:
    with pytest.raises(Refused) as refused:
        targeted(target("mot", "ba"), standing())
    for named in ("Đơn vị mẫu ba", "I.1", "Đơn vị mẫu một", "Đơn vị mẫu hai"):
        assert named in refused.value.message


def test_of_a_whole_group_those_who_do_not_answer_are_passed_over() -> None:
    found = targeted(target("mot", "ba", only_holders=True), standing())
    assert meant(found) == [("I.1", "mot", None)]


def test_a_group_of_which_nobody_answers_is_refused() -> None:
    with pytest.raises(Refused):
        targeted(target("ba", only_holders=True), standing())


# Which period.

YEARLY = make_plan(make_task(deadline=every("year", "2024")))


def yearly(*changes: Change, on: str = "2025-06-01") -> Assessment:
    return standing(*changes, on=on, plan=YEARLY)


def test_a_period_may_be_named() -> None:
    assert meant(targeted(target("mot", period="2025"), yearly())) == [("I.1", "mot", "2025")]


def test_a_period_may_be_left_out_where_there_is_only_one() -> None:
    assert meant(targeted(target("mot"), yearly(on="2024-06-01"))) == [("I.1", "mot", "2024")]


@pytest.mark.parametrize("settled", [Status.DONE, Status.NOT_APPLICABLE])
def test_a_period_may_be_left_out_where_one_alone_is_open(settled: Status) -> None:
    recorded = status(settled, "2024-12-01", period="2024", plan=YEARLY)
    assert meant(targeted(target("mot"), yearly(recorded))) == [("I.1", "mot", "2025")]


def test_a_received_report_leaves_its_period_open() -> None:
    recorded = status(Status.RECEIVED, "2024-12-01", period="2024", plan=YEARLY)
    with pytest.raises(Refused, match="2024, 2025"):
        targeted(target("mot"), yearly(recorded))


def test_where_several_periods_are_open_the_message_lists_them() -> None:
    with pytest.raises(Refused, match=r"--period.*2024, 2025"):
        targeted(target("mot"), yearly())


def test_the_message_lists_the_open_periods_only() -> None:
    recorded = status(Status.DONE, "2024-12-01", period="2024", plan=YEARLY)
    with pytest.raises(Refused) as refused:
        targeted(target("mot"), yearly(recorded, on="2026-06-01"))
    assert "2025, 2026" in refused.value.message
    assert "2024" not in refused.value.message


def test_where_no_period_is_open_one_must_be_named() -> None:
    recorded = status(Status.DONE, "2024-05-01", period="2024", plan=YEARLY)
    with pytest.raises(Refused, match="--period"):
        targeted(target("mot"), yearly(recorded, on="2024-06-01"))


def test_a_period_that_is_settled_may_still_be_named() -> None:
    recorded = status(Status.DONE, "2024-05-01", period="2024", plan=YEARLY)
    found = targeted(target("mot", period="2024"), yearly(recorded))
    assert meant(found) == [("I.1", "mot", "2024")]


@pytest.mark.parametrize("period", ["2023", "2026", "2024-Q1", "x"])
def test_a_period_that_the_task_does_not_have_is_refused_with_those_it_has(period: str) -> None:
    with pytest.raises(Refused, match="2024, 2025"):
        targeted(target("mot", period=period), yearly())


def test_a_period_for_a_task_that_does_not_recur_is_refused() -> None:
    with pytest.raises(Refused, match=r"I\.1.*--period"):
        targeted(target("mot", period="2024"), standing())


# The changes of a status.


def recorded(
    found: Assessment, *, today: str = TODAY, status: Status = Status.DONE, **request: Any
) -> tuple[StatusChange, ...]:
    """The changes that record a status for every obligation of a picture."""
    asked = StatusRequest(status=status, **request)
    return status_changes(asked, found.verdicts, today=day(today))


def test_one_command_makes_one_change_for_each_obligation() -> None:
    assert [change.unit for change in recorded(standing())] == ["mot", "hai"]


def test_a_change_holds_what_was_typed() -> None:
    evidence = (Evidence(number="12-BC/MAU"),)
    change, _ = recorded(
        standing(status(Status.RECEIVED), status(Status.RECEIVED, unit="hai")),
        status=Status.RETURNED,
        on=day("2024-04-07"),
        note="thiếu số liệu",
        basis="20-CV/MAU",
        answer_by=day("2024-04-20"),
        evidence=evidence,
    )
    assert (change.status, change.on) == (Status.RETURNED, day("2024-04-07"))
    assert (change.note, change.basis) == ("thiếu số liệu", "20-CV/MAU")
    assert (change.answer_by, change.evidence) == (day("2024-04-20"), evidence)
    assert change.supersedes is None


def test_a_change_names_the_plans_version_and_the_words_in_force() -> None:
    plan = make_plan(version=3)
    change = recorded(standing(plan=plan))[0]
    assert (change.plan, change.plan_version) == ("mau", 3)
    assert change.fingerprint == fingerprint(placed_tasks(plan)[0])


def test_a_change_for_a_recurring_task_names_its_period() -> None:
    change = recorded(yearly(on="2024-06-01"), today="2024-06-01")[0]
    assert change.period == "2024"


def test_the_day_left_out_is_today() -> None:
    assert recorded(standing())[0].on == day(TODAY)


def test_what_is_recorded_is_what_is_then_seen() -> None:
    change = recorded(standing(), on=day("2024-04-05"))[0]
    verdict = standing(change).verdicts[0]
    assert (verdict.status, verdict.completed_on) == (Status.DONE, day("2024-04-05"))


@pytest.mark.parametrize("basis", [None, ""])
def test_waived_without_a_basis_is_refused_and_says_what_to_write(basis: str | None) -> None:
    with pytest.raises(Refused, match="--basis"):
        recorded(standing(), status=Status.NOT_APPLICABLE, basis=basis)


def test_waived_with_a_basis_is_recorded() -> None:
    change = recorded(standing(), status=Status.NOT_APPLICABLE, basis="12-CV/MAU")[0]
    assert (change.status, change.basis) == (Status.NOT_APPLICABLE, "12-CV/MAU")


RECEIVED = (status(Status.RECEIVED), status(Status.RECEIVED, unit="hai"))


def test_an_answer_asked_for_before_the_day_of_the_return_is_refused() -> None:
    with pytest.raises(Refused, match="--answer-by"):
        recorded(
            standing(*RECEIVED),
            status=Status.RETURNED,
            on=day("2024-04-07"),
            answer_by=day("2024-04-06"),
        )


def test_an_answer_may_be_asked_for_on_the_day_of_the_return() -> None:
    on = day("2024-04-07")
    change = recorded(standing(*RECEIVED), status=Status.RETURNED, on=on, answer_by=on)[0]
    assert change.answer_by == on


def test_where_one_of_several_is_refused_none_is_recorded() -> None:
    with pytest.raises(Refused, match=r"ttdn correct 1 --unit hai"):
        recorded(standing(status(unit="hai")), on=day(TODAY))


# Notes.


def noted(text: str, on: str | None, **values: Any) -> tuple[NoteChange, ...]:
    return note_changes(
        values.get("topic", Topic.REASON),
        text,
        standing().verdicts,
        on=day(on) if on else None,
        evidence=(),
        today=day(TODAY),
    )


def test_a_note_is_made_for_each_obligation() -> None:
    changes = noted("xin gia hạn", "2024-04-05", topic=Topic.REQUEST)
    assert [change.unit for change in changes] == ["mot", "hai"]
    assert {(change.topic, change.text, change.on) for change in changes} == {
        (Topic.REQUEST, "xin gia hạn", day("2024-04-05"))
    }


def test_a_note_without_a_day_is_of_today() -> None:
    assert noted("lý do", None)[0].on == day(TODAY)


def test_a_note_of_a_day_in_the_future_is_refused() -> None:
    with pytest.raises(Refused):
        noted("lý do", "2024-04-09")


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_note_without_a_text_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        noted(text, None)
