"""Which status may follow which, and which day a record takes (design 3.3)."""

from __future__ import annotations

import pytest

from tests.builders import (
    day,
    every,
    extension,
    ledger,
    make_plan,
    make_task,
    status,
    the_verdict,
    undo,
    unstated,
)
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, Status
from tt_doingoai.recording.rules import check_may_follow, day_of_record

LAST_DAY = "2024-04-09"
LATER = "2024-04-12"


def after(*changes: Change, today: str = LATER) -> Verdict:
    """How the obligation stands today, each change being one update."""
    return the_verdict(today, history=ledger(*changes))


def taken(
    *changes: Change,
    today: str,
    given: str | None = None,
    to_record: Status = Status.DONE,
) -> str:
    """The day that a record takes."""
    verdict = after(*changes, today=today)
    day_given = day(given) if given else None
    return day_of_record(verdict, to_record, given=day_given, today=day(today)).isoformat()


# Which day.


def test_a_record_takes_the_day_that_was_given() -> None:
    assert taken(today=LATER, given="2024-04-05") == "2024-04-05"


def test_today_may_be_given() -> None:
    assert taken(today=LATER, given=LATER) == LATER


def test_a_day_in_the_future_is_refused_and_named_with_today() -> None:
    with pytest.raises(Refused, match=r"13/4/2024.*12/4/2024"):
        taken(today=LATER, given="2024-04-13")


YEARLY = make_plan(make_task(deadline=every("year", "2024", until="2024")))


def test_a_day_before_the_period_began_is_refused_and_names_both() -> None:
    verdict = the_verdict(LATER, plan=YEARLY)
    with pytest.raises(Refused, match=r"31/12/2023.*năm 2024.*--period"):
        day_of_record(verdict, Status.DONE, given=day("2023-12-31"), today=day(LATER))


def test_the_first_day_of_the_period_may_be_given() -> None:
    verdict = the_verdict(LATER, plan=YEARLY)
    given = day("2024-01-01")
    assert day_of_record(verdict, Status.DONE, given=given, today=day(LATER)) == given


@pytest.mark.parametrize("today", ["2024-04-08", LAST_DAY])
def test_without_a_day_it_is_today_up_to_and_on_the_last_day(today: str) -> None:
    assert taken(today=today) == today


@pytest.mark.parametrize(
    "to_record",
    [Status.IN_PROGRESS, Status.RECEIVED, Status.DONE, Status.RETURNED, Status.NOT_APPLICABLE],
)
def test_after_the_last_day_a_day_must_be_given(to_record: Status) -> None:
    with pytest.raises(Refused, match="--on"):
        taken(today="2024-04-10", to_record=to_record)


def test_the_refusal_names_the_task_the_unit_and_the_last_day() -> None:
    with pytest.raises(Refused) as refused:
        taken(today="2024-04-10")
    for named in ("I.1", "Đơn vị mot", "09/4/2024"):
        assert named in refused.value.message


def test_it_is_the_extended_last_day_that_must_be_past() -> None:
    assert taken(extension("2024-04-30"), today=LATER) == LATER


def test_without_a_deadline_it_is_always_today() -> None:
    verdict = the_verdict(LATER, plan=make_plan(make_task(deadline=unstated())))
    assert day_of_record(verdict, Status.DONE, given=None, today=day(LATER)) == day(LATER)


@pytest.mark.parametrize("today", [LAST_DAY, LATER])
def test_done_after_received_takes_the_day_of_receipt(today: str) -> None:
    assert taken(status(Status.RECEIVED, "2024-04-05"), today=today) == "2024-04-05"


def test_done_after_received_takes_another_day_when_told_so() -> None:
    received = status(Status.RECEIVED, "2024-04-05")
    assert taken(received, today=LATER, given="2024-04-08") == "2024-04-08"


def test_returned_after_received_does_not_take_the_day_of_receipt() -> None:
    received = status(Status.RECEIVED, "2024-04-05")
    assert taken(received, today="2024-04-08", to_record=Status.RETURNED) == "2024-04-08"


def test_done_after_a_return_does_not_take_the_day_of_the_first_receipt() -> None:
    changes = (status(Status.RECEIVED, "2024-04-05"), status(Status.RETURNED, "2024-04-06"))
    assert taken(*changes, today="2024-04-08") == "2024-04-08"


# Which status.


def follows(before: Status | None, to_record: Status, on: str = LATER) -> None:
    changes = () if before is None else (status(before, "2024-04-05"),)
    check_may_follow(after(*changes), to_record, on=day(on))


@pytest.mark.parametrize(
    ("before", "to_record"),
    [
        (None, Status.IN_PROGRESS),
        (None, Status.RECEIVED),
        (None, Status.DONE),
        (None, Status.NOT_APPLICABLE),
        (Status.IN_PROGRESS, Status.RECEIVED),
        (Status.IN_PROGRESS, Status.DONE),
        (Status.IN_PROGRESS, Status.NOT_APPLICABLE),
        (Status.RECEIVED, Status.DONE),
        (Status.RECEIVED, Status.RETURNED),
        (Status.RETURNED, Status.IN_PROGRESS),
        (Status.RETURNED, Status.RECEIVED),
        (Status.RETURNED, Status.DONE),
        (Status.DONE, Status.RETURNED),
    ],
)
def test_a_status_may_follow(before: Status | None, to_record: Status) -> None:
    follows(before, to_record)


def test_done_on_what_is_done_is_refused_names_the_update_and_says_correct() -> None:
    with pytest.raises(Refused, match=r"ttdn correct 1 --unit mot"):
        follows(Status.DONE, Status.DONE)


@pytest.mark.parametrize(
    ("before", "to_record"),
    [
        (Status.IN_PROGRESS, Status.IN_PROGRESS),
        (Status.RECEIVED, Status.RECEIVED),
        (Status.RETURNED, Status.RETURNED),
        (Status.DONE, Status.IN_PROGRESS),
        (Status.DONE, Status.RECEIVED),
        (Status.NOT_APPLICABLE, Status.NOT_APPLICABLE),
        (Status.NOT_APPLICABLE, Status.DONE),
    ],
)
def test_what_contradicts_the_record_that_counts_is_refused_with_how_to_mend_it(
    before: Status, to_record: Status
) -> None:
    with pytest.raises(Refused, match=r"ttdn correct 1 .*ttdn undo 1 "):
        follows(before, to_record)


def test_the_refusal_says_what_is_recorded_and_since_when() -> None:
    with pytest.raises(Refused, match=r"I\.1, Đơn vị mot.*hoàn thành.*05/4/2024"):
        follows(Status.DONE, Status.DONE)


def test_the_refusal_names_the_update_that_counts_now() -> None:
    changes = (status(Status.RECEIVED, "2024-04-05"), status(Status.DONE, "2024-04-08"))
    with pytest.raises(Refused, match="ttdn correct 2 "):
        check_may_follow(after(*changes), Status.DONE, on=day(LATER))


@pytest.mark.parametrize("before", [None, Status.IN_PROGRESS])
def test_nothing_can_be_returned_that_was_never_received(before: Status | None) -> None:
    with pytest.raises(Refused, match="ttdn receive"):
        follows(before, Status.RETURNED)


def test_done_may_follow_a_done_that_was_taken_back() -> None:
    check_may_follow(after(status(), undo(1)), Status.DONE, on=day(LATER))


def test_a_record_of_the_same_day_may_follow() -> None:
    follows(Status.RECEIVED, Status.DONE, on="2024-04-05")


def test_a_record_that_would_not_count_is_refused_and_names_the_later_one() -> None:
    with pytest.raises(Refused, match=r"05/4/2024.*ttdn correct 1 --unit mot --on"):
        follows(Status.RECEIVED, Status.DONE, on="2024-04-04")
