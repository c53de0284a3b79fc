"""Ending a plan's follow-up, and what may be recorded afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import closing, day, ledger, make_plan, status, undo
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, PlanClosedChange
from tt_doingoai.recording.closing import closing_change

TODAY = "2024-05-10"


def closed(*recorded: Change, **values: Any) -> PlanClosedChange:
    asked = {"on": day("2024-04-30"), "basis": "30-CV/MAU", "note": None} | values
    return closing_change(make_plan(), ledger(*recorded), today=day(TODAY), **asked)


def refusal(*recorded: Change, **values: Any) -> str:
    with pytest.raises(Refused) as refused:
        closed(*recorded, **values)
    return refused.value.message


def test_a_plan_is_closed_on_a_day_by_a_document() -> None:
    assert closed() == closing("2024-04-30")


@pytest.mark.parametrize("missing", ["on", "basis"])
def test_the_day_and_the_document_are_needed(missing: str) -> None:
    assert "--on NGÀY --basis" in refusal(**{missing: None})


def test_a_day_that_has_not_come_is_refused() -> None:
    refused = refusal(on=day("2024-05-11"))
    assert "11/5/2024 chưa tới" in refused
    assert "ghi ngày muộn nhất là hôm nay" in refused
    assert closed(on=day(TODAY)).on == day(TODAY)


def test_a_plan_is_closed_once() -> None:
    assert "ttdn undo 1" in refusal(closing("2024-04-20"))


def test_a_closing_that_was_taken_back_stands_in_no_ones_way() -> None:
    assert closed(closing("2024-04-20"), undo(1, None)) == closing("2024-04-30")


@pytest.mark.parametrize(("on", "refused"), [("2024-04-30", False), ("2024-05-01", True)])
def test_records_of_a_later_day_stand_in_its_way_and_are_named(on: str, refused: bool) -> None:
    if refused:
        assert "(lần 1)" in refusal(status(on=on))
    else:
        assert closed(status(on=on))
