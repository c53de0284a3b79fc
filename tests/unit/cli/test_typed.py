"""What people type for a period."""

from __future__ import annotations

import pytest

from tt_doingoai.cli import typed
from tt_doingoai.errors import Refused


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2024", "2024"),
        ("năm 2024", "2024"),
        ("2024-H1", "2024-H1"),
        ("6 tháng đầu năm 2024", "2024-H1"),
        ("6 tháng cuối năm 2024", "2024-H2"),
        ("2024-Q1", "2024-Q1"),
        (" 2024-q1 ", "2024-Q1"),
        ("quý I/2024", "2024-Q1"),
        ("quý 1/2024", "2024-Q1"),
        ("QUY 4/2024", "2024-Q4"),
        ("Quý IV/2024", "2024-Q4"),
        ("2024-03", "2024-03"),
        ("tháng 3/2024", "2024-03"),
        ("tháng 03/2024", "2024-03"),
        ("tháng 12/2024", "2024-12"),
    ],
)
def test_a_period_is_its_code_or_as_people_say_it(value: str, code: str) -> None:
    period = typed.period(value, option="--period")
    assert period is not None
    assert period.code == code


def test_none_is_none() -> None:
    assert typed.period(None, option="--period") is None


@pytest.mark.parametrize(
    "value", ["2024-Q5", "2024..2025", "quý này", "", "2024-13", "24", "quý 5/2024", "1000-Q1x"]
)
def test_what_is_no_period_is_refused_with_what_to_write(value: str) -> None:
    with pytest.raises(Refused, match="2024-H1, 2024-Q1, 2024-03"):
        typed.period(value, option="--period")
