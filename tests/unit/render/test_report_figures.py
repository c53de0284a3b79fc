"""What a report says under the rows of a period: what they hold that a reader may not expect."""

from __future__ import annotations

from tests.builders import by, extension, ledger, make_plan, make_task, picture, status
from tt_doingoai.assess.report import Report
from tt_doingoai.model.ledger import Change, Status
from tt_doingoai.model.period import parse_period
from tt_doingoai.render.prose import Para
from tt_doingoai.render.report_figures import figures

PLAN = make_plan(make_task("I.1", by("2024-03-20")))


def told(*changes: Change) -> str:
    whole = picture("2024-06-30", plan=PLAN, history=ledger(*changes))
    blocks = figures(Report(whole, period=parse_period("2024-Q2")))
    return "\n".join(block.text for block in blocks if isinstance(block, Para))


def test_what_was_done_before_the_period_and_opened_again_is_told() -> None:
    text = told(status(on="2024-03-19"), status(Status.RETURNED, "2024-04-02"))
    assert "Trong số kỳ trước chuyển sang có 1 việc trước đó đã xong, nay mở lại." in text


def test_what_was_open_and_extended_since_is_told_to_count_by_its_new_day() -> None:
    text = told(extension("2024-05-31", "2024-04-05"))
    assert "Đầu kỳ chưa xong, sau được gia hạn: 1 việc, tính theo hạn mới" in text


def test_a_period_of_which_nothing_special_is_to_be_said_says_nothing() -> None:
    text = told()
    assert "mở lại" not in text
    assert "hạn mới" not in text
