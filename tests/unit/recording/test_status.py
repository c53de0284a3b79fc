"""From "these tasks, these units, this status" to the changes of one transaction."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    day,
    make_plan,
    status,
)
from tests.unit.recording.desk import TODAY, standing, yearly
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Evidence, NoteChange, Status, StatusChange, Topic
from tt_doingoai.model.plan import placed_tasks
from tt_doingoai.recording.status import StatusRequest, note_changes, status_changes
from tt_doingoai.schedule.fingerprint import fingerprint


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
