"""Periods (kỳ): years, halves, quarters, months, and ranges of them."""

from __future__ import annotations

import re

import pytest

from tests.builders import day
from tt_doingoai.model.period import PeriodKind, parse_period, period_at, periods_of


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2100-02", "2100-02-01", "2100-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-Q2", "2024-04-01", "2024-06-30"),
        ("2024-Q3", "2024-07-01", "2024-09-30"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024..2026", "2024-01-01", "2026-12-31"),
        ("2024-Q2..2024-Q3", "2024-04-01", "2024-09-30"),
        ("2023-11..2024-02", "2023-11-01", "2024-02-29"),
    ],
)
def test_a_code_names_its_first_and_last_day(code: str, first: str, last: str) -> None:
    period = parse_period(code)
    assert (period.code, period.first_day, period.last_day) == (code, day(first), day(last))


@pytest.mark.parametrize(
    "code",
    [
        "",
        "24",
        "0000",
        "1899",
        "2200",
        "2024..2200",
        "2024-0",
        "2024-00",
        "2024-13",
        "2024-3",
        "2024-Q0",
        "2024-Q5",
        "2024-H3",
        "2024-q1",
        "2024-03-01",
        "2024/03",
        " 2024",
        "2024\n",
        "\u0662\u0660\u0662\u0664",
        "2024..",
        "2026..2024",
        "2024..2025-06",
        "2024..2025..2026",
    ],
)
def test_any_other_form_names_no_period(code: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_period(code)


@pytest.mark.parametrize(
    ("kind", "code"),
    [("year", "2024"), ("half", "2024-H1"), ("quarter", "2024-Q2"), ("month", "2024-06")],
)
def test_the_last_day_of_june_lies_in(kind: PeriodKind, code: str) -> None:
    assert period_at(kind, day("2024-06-30")) == parse_period(code)


@pytest.mark.parametrize(
    ("kind", "code"),
    [("year", "2024"), ("half", "2024-H2"), ("quarter", "2024-Q3"), ("month", "2024-07")],
)
def test_the_first_day_of_july_lies_in(kind: PeriodKind, code: str) -> None:
    assert period_at(kind, day("2024-07-01")) == parse_period(code)


@pytest.mark.parametrize(
    ("code", "days"), [("2024", 366), ("2023", 365), ("2024-Q1", 91), ("2024-06", 30)]
)
def test_a_period_counts_its_days_both_ends_included(code: str, days: int) -> None:
    assert parse_period(code).days == days


@pytest.mark.parametrize(
    "code", ["24", "2024..2025-06", "2026..2024", "2024..2024", "2024..2025..2026"]
)
def test_what_names_no_period_is_told(code: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(code)}$"):
        parse_period(code)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("2024", "year"),
        ("2024-H1", "half"),
        ("2024-Q2", "quarter"),
        ("2024-03", "month"),
        ("2024..2026", "range"),
    ],
)
def test_a_code_names_a_period_of_a_kind(code: str, kind: str) -> None:
    assert parse_period(code).kind == kind


def test_a_year_holds_itself_its_halves_its_quarters_and_its_months() -> None:
    months = [f"2024-{number:02d}" for number in range(1, 13)]
    assert [period.code for period in periods_of(2024)] == [
        *("2024", "2024-H1", "2024-H2"),
        *("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"),
        *months,
    ]


def test_the_codes_of_early_years_have_four_digits() -> None:
    assert period_at("month", day("0987-03-01")).code == "0987-03"


@pytest.mark.parametrize(
    ("code", "number"),
    [("2024..2026", 1), ("2024", 1), ("2024-H2", 2), ("2024-Q3", 3), ("2024-11", 11)],
)
def test_a_period_knows_which_one_of_its_year_it_is(code: str, number: int) -> None:
    assert parse_period(code).number == number
