"""Granting a later last day: what is allowed, and what is refused with what to write."""

from __future__ import annotations

from typing import Any

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
    unstated,
)
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, ExtensionChange, Status
from tt_doingoai.model.plan import Plan
from tt_doingoai.recording.extension import ExtensionRequest, extension_changes

TODAY = "2024-05-20"


def granted(
    to: str | None,
    on: str | None = "2024-04-02",
    *recorded: Change,
    plan: Plan | None = None,
    today: str = TODAY,
    **values: Any,
) -> ExtensionChange:
    """What one request records for the only obligation, whose stated last day is 09-4-2024."""
    verdict = the_verdict(today, plan=plan, history=ledger(*recorded))
    request = ExtensionRequest(
        **{
            "to": day(to) if to else None,
            "on": day(on) if on else None,
            "basis": "12-CV/MAU",
            **values,
        }
    )
    (change,) = extension_changes(request, [verdict], today=day(today))
    return change


def refusal(*arguments: Any, **values: Any) -> str:
    with pytest.raises(Refused) as refused:
        granted(*arguments, **values)
    return refused.value.message


def test_an_extension_records_its_day_its_grant_and_its_document() -> None:
    assert granted("2024-04-30") == extension("2024-04-30", on="2024-04-02")


@pytest.mark.parametrize(
    ("to", "on", "values"),
    [
        (None, "2024-04-02", {}),
        ("2024-04-30", None, {}),
        ("2024-04-30", "2024-04-02", {"basis": None}),
    ],
)
def test_what_is_missing_is_asked_for(to: str, on: str, values: dict[str, Any]) -> None:
    assert '--to NGÀY --on NGÀY --basis "SỐ VĂN BẢN"' in refusal(to, on, **values)


def test_a_grant_that_lies_ahead_is_refused() -> None:
    assert "chưa tới" in refusal("2024-06-30", "2024-05-21")


def test_what_has_no_deadline_cannot_be_extended() -> None:
    plan = make_plan(make_task(deadline=unstated()))
    assert "không có thời hạn" in refusal("2024-04-30", plan=plan)


def test_the_day_after_the_last_day_is_an_extension() -> None:
    assert granted("2024-04-10").to == day("2024-04-10")


def test_the_last_day_itself_is_none() -> None:
    assert "hạn cuối đang là 09/4/2024 rồi" in refusal("2024-04-09")


def test_a_day_before_the_plans_own_is_refused_even_as_a_shortening() -> None:
    assert "ttdn plan amend" in refusal("2024-04-08", shorten=True)


# Several in a row.

FIRST = extension("2024-04-30", on="2024-04-02")


def test_a_second_extension_follows_the_first() -> None:
    assert granted("2024-05-31", "2024-04-29", FIRST).to == day("2024-05-31")


def test_an_earlier_day_than_the_current_one_is_refused() -> None:
    told = refusal("2024-04-29", "2024-04-20", FIRST)
    assert "29/4/2024 sớm hơn hạn cuối đang có (30/4/2024)" in told
    assert "--shorten" in told


def test_an_earlier_day_is_allowed_where_it_is_meant() -> None:
    assert granted("2024-04-29", "2024-04-20", FIRST, shorten=True).to == day("2024-04-29")


def test_a_later_day_is_no_shortening() -> None:
    assert "bỏ --shorten" in refusal("2024-05-01", "2024-04-20", FIRST, shorten=True)


def test_one_granted_before_another_may_be_recorded_after_it() -> None:
    second = extension("2024-05-31", on="2024-04-29")
    assert granted("2024-04-30", "2024-04-02", second).to == day("2024-04-30")


def test_one_granted_before_another_cannot_reach_beyond_it() -> None:
    second = extension("2024-05-31", on="2024-04-29")
    assert "hủy lần ấy trước: ttdn undo 1" in refusal("2024-05-31", "2024-04-02", second)


# What is settled.


def test_what_was_done_before_the_grant_is_not_extended_after_all() -> None:
    assert "không còn gì để gia hạn" in refusal("2024-04-30", "2024-04-13", status(on="2024-04-12"))


def test_what_was_done_on_the_day_of_the_grant_may_be_extended() -> None:
    assert granted("2024-04-30", "2024-04-12", status(on="2024-04-12")).on == day("2024-04-12")


def test_what_is_overdue_may_be_extended() -> None:
    assert granted("2024-04-30", "2024-04-15").to == day("2024-04-30")


def test_what_was_received_late_and_waits_may_be_extended() -> None:
    received = status(Status.RECEIVED, "2024-04-12")
    assert granted("2024-04-30", "2024-04-15", received).to == day("2024-04-30")


def test_a_recurring_task_is_not_extended_before_its_period_began() -> None:
    plan = make_plan(make_task(deadline=every("month", "2024-05")))
    assert "chưa đến tháng 5/2024" in refusal("2024-06-30", "2024-04-30", plan=plan)
    assert granted("2024-06-30", "2024-05-01", plan=plan).period == "2024-05"
