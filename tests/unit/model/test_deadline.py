"""Cut-off days of recurring deadlines, as they are written (design 3.1)."""

from __future__ import annotations

import re

import pytest

from tt_doingoai.model.deadline import parse_cutoff_day, said


@pytest.mark.parametrize(
    ("written", "shift", "month", "day"),
    [
        ("12-15", 0, 12, 15),
        ("3-20", 0, 3, 20),
        ("25", 0, None, 25),
        ("31", 0, None, 31),
        ("+1:01-10", 1, 1, 10),
        ("+1:05", 1, None, 5),
    ],
)
def test_a_cutoff_day_is_a_day_a_month_and_how_many_periods_later(
    written: str, shift: int, month: int | None, day: int
) -> None:
    cutoff = parse_cutoff_day(written)
    assert (cutoff.code, cutoff.shift, cutoff.month, cutoff.day) == (written, shift, month, day)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0",
        "00",
        "32",
        "12-00",
        "12-32",
        "13-01",
        "00-10",
        "12/15",
        "2024-12-15",
        "15-",
        "+1:",
        "+2:01-10",
    ],
)
def test_what_is_no_day_of_a_period_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_cutoff_day(written)


@pytest.mark.parametrize("written", ["12/15", "32", "13-01"])
def test_what_names_no_cutoff_day_is_told(written: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(written)}$"):
        parse_cutoff_day(written)


def test_what_is_said_of_a_field_is_its_description_in_the_schema() -> None:
    assert said("Mã nhóm.") == {"description": "Mã nhóm."}
