"""The words of design 2, and days, periods and shares as letters write them."""

from __future__ import annotations

import pytest

from tests.builders import day, every, unstated
from tt_doingoai import wording
from tt_doingoai.assess.summary import Rate
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.model.deadline import Ongoing
from tt_doingoai.model.ledger import Status, Topic
from tt_doingoai.model.period import parse_period
from tt_doingoai.terms import (
    date_and_weekday,
    date_text,
    name_of_no_deadline,
    name_of_status,
    name_of_timeliness,
    name_of_topic,
    percent,
    period_text,
    share,
    short_date_text,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2024-04-09", "09/4/2024"),
        ("2024-01-09", "09/01/2024"),
        ("2024-02-29", "29/02/2024"),
        ("2024-03-01", "01/3/2024"),
        ("2023-12-31", "31/12/2023"),
        ("0975-10-10", "10/10/0975"),
    ],
)
def test_a_day_has_a_zero_before_days_below_ten_and_months_one_and_two(
    written: str, shown: str
) -> None:
    assert date_text(day(written)) == shown


def test_a_short_day_leaves_out_the_year() -> None:
    assert short_date_text(day("2024-04-09")) == "09/4"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2024-04-08", "08/4/2024 (thứ Hai)"),
        ("2024-04-09", "09/4/2024 (thứ Ba)"),
        ("2024-04-10", "10/4/2024 (thứ Tư)"),
        ("2024-04-11", "11/4/2024 (thứ Năm)"),
        ("2024-04-12", "12/4/2024 (thứ Sáu)"),
        ("2024-04-13", "13/4/2024 (thứ Bảy)"),
        ("2024-03-31", "31/3/2024 (Chủ nhật)"),
    ],
)
def test_a_day_is_shown_with_its_weekday(written: str, shown: str) -> None:
    assert date_and_weekday(day(written)) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("2024", "năm 2024"),
        ("2024-H1", "6 tháng đầu năm 2024"),
        ("2024-H2", "6 tháng cuối năm 2024"),
        ("2024-Q2", "quý II/2024"),
        ("2024-Q4", "quý IV/2024"),
        ("2024-03", "tháng 3/2024"),
        ("2023-12", "tháng 12/2023"),
        ("2024..2026", "năm 2024 đến năm 2026"),
        ("2024-Q2..2025-Q1", "quý II/2024 đến quý I/2025"),
    ],
)
def test_a_period_is_named_as_people_name_it(code: str, shown: str) -> None:
    assert period_text(parse_period(code)) == shown


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        (Rate(25, 49), "51,0%"),
        (Rate(23, 49), "46,9%"),
        (Rate(25, 31), "80,6%"),
        (Rate(0, 49), "0,0%"),
        (Rate(49, 49), "100,0%"),
        (Rate(1, 16), "6,3%"),  # 6.25, half up
        (Rate(1, 2000), "0,1%"),  # 0.05, half up
        (Rate(1, 2001), "0,0%"),
    ],
)
def test_a_share_has_one_decimal_and_a_comma(rate: Rate, shown: str) -> None:
    assert percent(rate) == shown


def test_a_share_stands_with_its_denominator() -> None:
    assert share(Rate(11, 15)) == "11/15 (73,3%)"


def test_a_share_of_nothing_is_no_number() -> None:
    assert percent(Rate(0, 0)) == "-"


def test_a_share_has_a_point_in_english() -> None:
    wording.use("en")
    assert percent(Rate(25, 49)) == "51.0%"


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (Status.UNREPORTED, "chưa có thông tin"),
        (Status.IN_PROGRESS, "đang thực hiện"),
        (Status.RECEIVED, "đã nhận, chờ xem xét"),
        (Status.DONE, "hoàn thành"),
        (Status.RETURNED, "trả lại để bổ sung"),
    ],
)
def test_a_status_is_called(status: Status, shown: str) -> None:
    assert name_of_status(status) == shown


def test_what_does_not_apply_is_never_called_undone() -> None:
    assert name_of_status(Status.NOT_APPLICABLE).startswith("không thuộc đối tượng thực hiện")


@pytest.mark.parametrize(
    ("timeliness", "shown"),
    [
        (Timeliness.DONE_ON_TIME, "hoàn thành đúng hạn"),
        (Timeliness.DONE_LATE, "hoàn thành quá hạn"),
        (Timeliness.OVERDUE, "quá hạn"),
        (Timeliness.DUE_SOON, "sắp đến hạn"),
        (Timeliness.IN_TIME, "còn trong hạn"),
    ],
)
def test_a_verdict_is_called(timeliness: Timeliness, shown: str) -> None:
    assert name_of_timeliness(timeliness) == shown


def test_the_two_kinds_of_no_deadline_are_called() -> None:
    assert name_of_no_deadline(Ongoing(wording="Thường xuyên")) == "nhiệm vụ thường xuyên"
    assert name_of_no_deadline(unstated()) == "không quy định thời hạn"


def test_a_deadline_with_a_last_day_is_no_kind_of_no_deadline() -> None:
    with pytest.raises(ValueError, match="every"):
        name_of_no_deadline(every())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_statuses_verdicts_or_topics_share_a_name(language: str) -> None:
    wording.use(language)
    for names in (
        [name_of_status(status) for status in Status],
        [name_of_timeliness(timeliness) for timeliness in Timeliness],
        [name_of_topic(topic) for topic in Topic],
    ):
        assert len(set(names)) == len(names)
