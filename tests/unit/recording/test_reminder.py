"""Recording that a letter went out: one row for each obligation it names, and never twice."""

from __future__ import annotations

import pytest

from tests.builders import day, every, ledger, make_plan, make_task, reminder, the_verdict, undo
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, ReminderChange
from tt_doingoai.model.plan import Plan
from tt_doingoai.recording.correction import Correction, correct
from tt_doingoai.recording.reminder import letter_number, reminder_changes
from tt_doingoai.recording.undo import undo as undone

TODAY = "2024-04-12"


def sent(
    *recorded: Change,
    number: str = "45-CV/MAU",
    on: str = TODAY,
    answer_by: str | None = None,
    plan: Plan | None = None,
) -> tuple[ReminderChange, ...]:
    verdict = the_verdict(TODAY, history=ledger(*recorded), plan=plan)
    asked = day(answer_by) if answer_by else None
    return reminder_changes([verdict], number=number, on=day(on), answer_by=asked, today=day(TODAY))


def test_a_reminder_says_which_letter_went_out_when_and_until_when_it_asks() -> None:
    assert sent(on="2024-04-11", answer_by="2024-04-20") == (
        reminder("2024-04-11", answer_by=day("2024-04-20")),
    )


@pytest.mark.parametrize("number", ["45-CV/MAU", "45-cv/mau", " 45 - CV/MAU"])
def test_the_same_letter_is_not_recorded_twice(number: str) -> None:
    with pytest.raises(Refused, match=r"update 1|lần cập nhật 1"):
        sent(reminder(), number=number)


@pytest.mark.parametrize("number", ["5-CV/MAU", "005-CV/MAU", "Số 05-CV/MAU"])
def test_the_same_letter_is_known_by_its_number_however_it_was_typed(number: str) -> None:
    with pytest.raises(Refused, match=r"update 1|lần cập nhật 1"):
        sent(reminder(number=number), number="05-CV/MAU")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("45-CV/ĐUK", "45-CV/ĐUK"),
        ("Số 45-CV/ĐUK", "45-CV/ĐUK"),
        ("số: 45 - CV / ĐUK", "45-CV/ĐUK"),
        ("Số45-CV/ĐUK", "45-CV/ĐUK"),
        ("45-CV/SO1", "45-CV/SO1"),
        ("45\u2013CV/ĐUK", "45-CV/ĐUK"),
        ("9-CV/ĐUK", "09-CV/ĐUK"),
        ("009-CV/ĐUK", "09-CV/ĐUK"),
        ("10-CV/ĐUK", "10-CV/ĐUK"),
        ("100-CV/ĐUK", "100-CV/ĐUK"),
        ("9061/VPCP-CN", "9061/VPCP-CN"),
        ("5/VPCP-CN", "5/VPCP-CN"),
        ("5-2024/VP", "5-2024/VP"),
    ],
)
def test_a_number_is_written_as_the_party_writes_it(typed: str, number: str) -> None:
    assert letter_number(typed) == number
    assert letter_number(number) == number


@pytest.mark.parametrize("typed", ["45", "0-CV/ĐUK", "00/VP", "-CV/ĐUK", "Số CV/ĐUK", "x/1"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="--number"):
        letter_number(typed)


def test_another_letter_is_recorded() -> None:
    assert sent(reminder(), number="46-CV/MAU")[0].number == "46-CV/MAU"


def test_a_letter_that_was_taken_back_can_be_recorded_anew() -> None:
    assert sent(reminder(), undo(1)) == (reminder(TODAY),)


@pytest.mark.parametrize(
    ("on", "answer_by"),
    [("2024-04-13", None), ("2024-04-12", "2024-04-11")],
)
def test_days_that_cannot_be_are_refused(on: str, answer_by: str | None) -> None:
    with pytest.raises(Refused, match=r"gửi công văn|--answer-by"):
        sent(on=on, answer_by=answer_by)


def test_the_day_of_the_letter_may_be_the_day_of_the_answer() -> None:
    assert sent(answer_by=TODAY)


def test_a_day_before_the_period_began_is_refused() -> None:
    plan = make_plan(make_task("I.1", every("month", "2024-04", until="2024-04")))
    with pytest.raises(Refused):
        sent(on="2024-03-31", plan=plan)


def test_an_earlier_reminder_can_be_taken_back_though_another_followed() -> None:
    of = ledger(reminder(), reminder(TODAY, number="46-CV/MAU"))
    (change,) = undone(of, 1)
    assert (change.revision, change.unit) == (1, "mot")


def test_a_reminder_is_taken_back_not_corrected() -> None:
    with pytest.raises(Refused, match="ttdn undo 1"):
        correct(ledger(reminder()), 1, Correction(note="x"), units=(), today=day(TODAY))
