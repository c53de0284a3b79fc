"""Whom to remind of what: what the plan's days say is late, and is not the office's own turn."""

from __future__ import annotations

from typing import Any

import pytest

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
    unstated,
)
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.reminding import Reminding, reminding
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import Change, Status

LATE = "2024-04-12"  # the only task's last day is 09-4-2024
RETURNED = (status(Status.RECEIVED, "2024-04-08"), status(Status.RETURNED, "2024-04-11"))


def found(on: str, *recorded: Change, unstated_too: bool = False, **values: Any) -> Reminding:
    assessment = picture(on, history=ledger(*recorded), **values)
    return reminding(assessment, unstated_too=unstated_too)


def named(of: Reminding) -> list[tuple[str, list[str]]]:
    """Units, and the tasks that their letters name."""
    return [(r.unit.id, tasks(r.late)) for r in of.reminders]


def tasks(verdicts: tuple[Verdict, ...]) -> list[str]:
    return [v.obligation.place.task.id for v in verdicts]


@pytest.mark.parametrize(
    ("on", "letters"), [("2024-04-08", 0), ("2024-04-09", 0), ("2024-04-10", 1)]
)
def test_a_unit_is_reminded_from_the_day_after_the_last_day(on: str, letters: int) -> None:
    assert len(found(on).reminders) == letters


@pytest.mark.parametrize(
    ("recorded", "letters"),
    [
        ([], 1),
        ([status(Status.IN_PROGRESS)], 1),
        (RETURNED, 1),
        ([status(Status.DONE)], 0),
        ([status(Status.NOT_APPLICABLE)], 0),
        ([extension("2024-04-12")], 0),
        ([extension("2024-04-11")], 1),
    ],
)
def test_what_is_open_past_its_day_is_reminded_of(recorded: list[Change], letters: int) -> None:
    assert len(found(LATE, *recorded).reminders) == letters


def test_what_came_late_and_waits_for_the_office_is_told_apart() -> None:
    of = found(LATE, status(Status.RECEIVED, "2024-04-11"))
    assert (of.reminders, tasks(of.waiting)) == ((), ["I.1"])


def test_a_day_that_the_plan_does_not_state_is_left_out_unless_asked_for() -> None:
    plan = make_plan(make_task("I.1", every("month", "2024-03", until="2024-03")))
    of = reminding(picture(LATE, plan=plan))
    assert (of.reminders, tasks(of.unstated)) == ((), ["I.1"])
    assert named(found(LATE, plan=plan, unstated_too=True)) == [("mot", ["I.1"])]


def test_the_body_that_issued_the_plan_gets_no_letter_from_itself() -> None:
    of = found(LATE, roster=make_roster(make_unit("co-quan"), make_unit("mot")))
    assert (named(of), tasks(of.own)) == ([("mot", ["I.1"])], ["I.1"])


def test_a_closed_plan_is_not_reminded_of() -> None:
    assert found(LATE, closing("2024-04-11")) == Reminding((), (), (), ())


def test_what_an_ended_unit_left_to_nobody_is_not_reminded_of() -> None:
    roster = make_roster(make_unit("mot", until=day("2024-04-10")))
    assert found(LATE, roster=roster).reminders == ()


def test_what_an_ended_unit_left_is_asked_of_its_successor() -> None:
    old = make_unit("cu", until=day("2024-04-10"), successors=("moi",))
    roster = make_roster(old, make_unit("moi", since=day("2024-04-11")))
    (letter,) = found(LATE, roster=roster).reminders
    assert (letter.unit.id, tasks(letter.late)) == ("moi", ["I.1"])
    assert letter.late[0].inherited[0].obligation.unit.id == "cu"


def test_a_letter_names_all_that_is_late_the_longest_first() -> None:
    plan = make_plan(
        make_task("I.1", before("2024-04-10")), make_task("I.2", by("2024-03-31")), make_task("I.3")
    )
    assert named(found(LATE, plan=plan)) == [("mot", ["I.2", "I.1", "I.3"])]


def test_the_committees_own_organs_come_last() -> None:
    roster = make_roster(make_unit("ban", own=True), make_unit("mot"))
    assert [r.unit.id for r in found(LATE, roster=roster).reminders] == ["mot", "ban"]


def test_only_who_was_asked_for_gets_a_letter() -> None:
    assessment = picture(LATE, roster=make_roster(make_unit("mot"), make_unit("hai")))
    of = reminding(assessment.narrowed(Filters(units=frozenset({"hai"}))))
    assert [r.unit.id for r in of.reminders] == ["hai"]


def test_what_falls_due_next_is_all_of_the_nearest_day() -> None:
    plan = make_plan(
        make_task("I.1"),
        make_task("I.2", by("2024-06-30")),
        make_task("I.3", by("2024-05-31")),
        make_task("I.4", by("2024-05-31")),
        make_task("I.5", unstated()),
    )
    (letter,) = found(LATE, plan=plan).reminders
    assert tasks(letter.upcoming) == ["I.3", "I.4"]


def test_what_is_handed_in_or_has_no_stated_day_does_not_fall_due_next() -> None:
    plan = make_plan(
        make_task("I.1"), make_task("I.2", by("2024-05-31")), make_task("I.3", every("year"))
    )
    received = status(Status.RECEIVED, LATE, task="I.2", plan=plan)
    (letter,) = found(LATE, received, plan=plan).reminders
    assert letter.upcoming == ()
    (letter,) = found(LATE, received, plan=plan, unstated_too=True).reminders
    assert tasks(letter.upcoming) == ["I.3"]


@pytest.mark.parametrize(
    ("recorded", "unreported"),
    [
        ([], ["I.1"]),
        ([reminder()], ["I.1"]),  # our own letter says nothing of theirs
        ([note()], []),
        ([extension("2024-04-11")], []),
        ([status(Status.IN_PROGRESS)], []),
    ],
)
def test_what_is_late_and_not_reported_is_known(
    recorded: list[Change], unreported: list[str]
) -> None:
    (letter,) = found(LATE, *recorded).reminders
    assert tasks(letter.unreported) == unreported


def test_what_is_recorded_of_one_task_says_nothing_of_another() -> None:
    plan = make_plan(make_task("I.1"), make_task("I.2"))
    (letter,) = found(LATE, status(Status.IN_PROGRESS, plan=plan), plan=plan).reminders
    assert tasks(letter.unreported) == ["I.2"]


def test_what_was_recorded_of_a_predecessor_counts_as_recorded() -> None:
    old = make_unit("cu", until=day("2024-04-10"), successors=("moi",))
    roster = make_roster(old, make_unit("moi", since=day("2024-04-11")))
    (letter,) = found(LATE, status(Status.IN_PROGRESS, unit="cu"), roster=roster).reminders
    assert letter.unreported == ()
