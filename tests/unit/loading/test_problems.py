"""The catalogue of problems: codes, severities, and the order in which they are told."""

from __future__ import annotations

import re

import pytest

from tt_doingoai.loading.problems import CATALOGUE, Problem, is_error


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_code_is_td_and_three_digits(code: str) -> None:
    assert re.fullmatch(r"TD[0-9]{3}", code)


def test_codes_stand_in_order() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)


@pytest.mark.parametrize(
    ("code", "blocks"), [("TD007", False), ("TD023", False), ("TD029", False), ("TD014", True)]
)
def test_an_error_blocks_and_a_warning_does_not(code: str, blocks: bool) -> None:
    assert is_error(Problem("mau.yaml", 1, 1, code, "…")) is blocks


def test_problems_are_told_by_file_then_by_line() -> None:
    late, early = Problem("a.yaml", 10, 1, "TD010", "…"), Problem("a.yaml", 9, 3, "TD020", "…")
    other = Problem("b.yaml", 1, 1, "TD001", "…")
    assert sorted([other, late, early]) == [early, late, other]
