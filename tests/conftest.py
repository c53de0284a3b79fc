"""What all tests share: the flag that writes golden files anew, the language, a fixed clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tt_doingoai import clock, wording

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew instead of comparing",
    )


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Every test begins in Vietnamese, as every run of the program does."""
    wording.use("vi")
    yield
    wording.use("vi")


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dt.datetime:
    """The clock stands still on the morning of 12 April 2024."""
    moment = dt.datetime(2024, 4, 12, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    monkeypatch.setattr(clock, "now", lambda _time_zone: moment)
    return moment
