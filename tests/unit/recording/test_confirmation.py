"""Confirming statuses under the words of an amended plan."""

from __future__ import annotations

import pytest

from tests.builders import closing, day, ledger, make_plan, picture, status, the_verdict
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, ConfirmationChange
from tt_doingoai.recording.confirmation import confirmation_changes, to_confirm
from tt_doingoai.recording.target import Target

TODAY = "2024-06-10"
SECOND = make_plan(text="Lời mới.", version=2, effective_from=day("2024-06-01"))


def verdict(*recorded: Change) -> Verdict:
    return the_verdict(TODAY, plan=SECOND, history=ledger(*recorded))


def confirmed(*verdicts: Verdict, on: str | None = None) -> tuple[ConfirmationChange, ...]:
    given = day(on) if on else None
    return confirmation_changes(verdicts, on=given, basis=None, note=None, today=day(TODAY))


def test_a_confirmation_is_made_under_the_words_now_and_keeps_the_records_day() -> None:
    (change,) = confirmed(verdict(status(on="2024-04-05")))
    after = verdict(status(on="2024-04-05"), change)
    assert (change.plan_version, change.on) == (2, day(TODAY))
    assert (after.needs_review, after.completed_on) == (False, day("2024-04-05"))


def test_what_needs_no_review_is_passed_over() -> None:
    under_the_new_words = status(plan=SECOND, plan_version=2, on="2024-06-05")
    assert len(confirmed(verdict(status()), verdict(under_the_new_words), verdict())) == 1


def test_where_nothing_needs_review_nothing_is_recorded() -> None:
    with pytest.raises(Refused, match="không có gì ở đây cần xác nhận lại"):
        confirmed(verdict())


@pytest.mark.parametrize(("on", "told"), [("2024-06-11", "chưa tới"), ("2024-05-31", "01/6/2024")])
def test_the_day_lies_between_the_versions_start_and_today(on: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        confirmed(verdict(status()), on=on)


def test_the_versions_first_day_is_allowed() -> None:
    assert confirmed(verdict(status()), on="2024-06-01")


def test_what_a_closed_plan_left_unreviewed_is_meant_only_where_it_is_named() -> None:
    closed = picture(TODAY, plan=SECOND, history=ledger(status(on="2024-04-05"), closing(TODAY)))
    named = Target(tasks=[("mau", "I.1")], units=[v.obligation.unit for v in closed.verdicts])
    assert to_confirm(closed, target=None, plan=None) == []
    assert to_confirm(closed, target=named, plan=None) == list(closed.verdicts)


def test_everything_of_one_plan_is_meant_and_nothing_of_another() -> None:
    seen = picture(TODAY, plan=SECOND, history=ledger(status(on="2024-04-05")))
    assert to_confirm(seen, target=None, plan="mau") == list(seen.verdicts)
    assert to_confirm(seen, target=None, plan="khac") == []
