"""Days on which nothing can be recorded: after a plan was closed, outside a unit's life."""

from __future__ import annotations

import pytest

from tests.builders import closing, day, ledger, make_roster, make_unit, picture, status
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change
from tt_doingoai.recording.bounds import check_bounds

TODAY = "2024-08-01"
OLD = make_unit("cu", until=day("2024-06-30"), successors=("moi",))
NEW = make_unit("moi", since=day("2024-07-01"))
MERGED = picture(TODAY, roster=make_roster(OLD, NEW))


def refusal(*changes: Change) -> str | None:
    try:
        check_bounds(changes, MERGED)
    except Refused as refused:
        return refused.message
    return None


def test_of_a_closed_plan_the_closing_day_is_the_last() -> None:
    closed = picture(TODAY, history=ledger(closing("2024-04-20")))
    check_bounds([status(on="2024-04-20")], closed)
    with pytest.raises(Refused, match="đã kết thúc theo dõi ngày 20/4/2024"):
        check_bounds([status(on="2024-04-21")], closed)


def test_nothing_is_recorded_before_a_unit_exists() -> None:
    told = str(refusal(status(unit="moi", on="2024-06-30")))
    assert "Đơn vị moi chỉ có từ ngày 01/7/2024" in told
    assert refusal(status(unit="moi", on="2024-07-01")) is None


def test_what_was_passed_on_is_recorded_for_whoever_owes_it_now() -> None:
    told = str(refusal(status(unit="cu", on="2024-07-01")))
    assert "nay do Đơn vị moi chịu trách nhiệm; ngày sau đó thì ghi --unit moi" in told


def test_of_an_ended_unit_what_it_did_in_its_life_may_still_be_recorded() -> None:
    assert refusal(status(unit="cu", on="2024-06-30")) is None


def test_of_a_unit_that_the_roster_does_not_know_no_day_is_out_of_bounds() -> None:
    assert refusal(status(unit="khong-con", on="2024-07-01")) is None


def test_of_a_unit_that_ended_and_left_nothing_behind_any_day_may_be_recorded() -> None:
    alone = picture(TODAY, roster=make_roster(make_unit("cu", until=day("2024-06-30"))))
    check_bounds([status(unit="cu", on="2024-07-01")], alone)
