"""The calendar of Viet Nam, as the library gives it and as it is refused without it."""

from __future__ import annotations

import sys

import pytest

from tests.builders import day
from tt_doingoai.errors import Untrusted
from tt_doingoai.loading.calendar import vietnamese_working_days
from tt_doingoai.model.settings import OwnDays


def moved(on: str, own: OwnDays | None = None) -> str:
    return vietnamese_working_days(own or OwnDays()).next_from(day(on)).isoformat()


@pytest.mark.parametrize(
    ("on", "last_day"),
    [
        ("2023-12-29", "2023-12-29"),  # a Friday
        ("2023-12-31", "2024-01-02"),  # a Sunday, and the day after it is New Year
        ("2024-03-31", "2024-04-01"),  # a Sunday
        ("2024-02-07", "2024-02-07"),  # the day before Tết
        ("2024-02-08", "2024-02-15"),  # Tết 2024: 08 to 14 February
        ("2024-04-18", "2024-04-19"),  # Giỗ Tổ: the tenth of the third lunar month
        ("2025-04-07", "2025-04-08"),  # the same, another day of the sun's year
        ("2024-04-27", "2024-05-02"),  # the swap of 29-4-2024, then two public holidays
        ("2024-05-04", "2024-05-04"),  # a Saturday that is worked for it
        ("2026-11-24", "2026-11-25"),  # Vietnam Cultural Day, since 2026
    ],
)
def test_weekends_public_holidays_lunar_days_and_swaps(on: str, last_day: str) -> None:
    assert moved(on) == last_day


def test_the_offices_own_days_overrule_the_library() -> None:
    own = OwnDays(extra=(day("2024-01-02"),), working=(day("2024-03-31"),))
    assert moved("2023-12-31", own) == "2024-01-03"
    assert moved("2024-03-31", own) == "2024-03-31"


def test_the_calendar_names_its_edition() -> None:
    assert vietnamese_working_days(OwnDays()).calendar.startswith("holidays 0.")


@pytest.mark.parametrize("on", ["1900-12-31", "2101-01-01"])
def test_a_year_the_library_does_not_know_is_refused(on: str) -> None:
    with pytest.raises(Untrusted, match="1901"):
        moved(on)


def test_without_the_library_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(Untrusted, match="pip install holidays"):
        vietnamese_working_days(OwnDays())
