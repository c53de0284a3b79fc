"""A file as read: its bytes, its model, its problems."""

from __future__ import annotations

import pytest

from tests.plans.examples import BASE, UNITS
from tt_doingoai.loading.models import parse_model
from tt_doingoai.model.units import Roster

TEXT = (BASE / UNITS).read_text(encoding="utf-8")


@pytest.mark.parametrize(("key", "column"), [(False, 11), (True, 5)])
def test_a_problem_is_placed_at_a_value_or_at_its_key(key: bool, column: int) -> None:
    read = parse_model(Roster, TEXT.encode(), path="units.yaml")
    problem = read.problem("TD027", ("units", 0, "name"), "…", key=key)
    assert (problem.path, problem.line, problem.column) == ("units.yaml", 8, column)
