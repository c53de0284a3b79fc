"""What must hold inside and between files beyond their form: a tuple of checks of one shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from tt_doingoai.loading.deadline_checks import check_deadlines
from tt_doingoai.loading.files import Plans, Units
from tt_doingoai.loading.order_checks import check_order
from tt_doingoai.loading.plan_checks import (
    check_answered,
    check_clauses,
    check_content,
    check_file_names,
    check_leads,
    check_versions,
    check_wording,
)
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.roster_checks import (
    check_lives,
    check_roster,
    check_succession,
    check_unit_ties,
)


def check_all(plans: Plans, units: Units) -> list[Problem]:
    """Return what every check finds in files whose form is right."""
    return [problem for check in CHECKS for problem in check(plans, units)]


CHECKS: Final[tuple[Callable[[Plans, Units], Iterator[Problem]], ...]] = (
    check_file_names,
    check_content,
    check_versions,
    check_clauses,
    check_wording,
    check_leads,
    check_answered,
    check_deadlines,
    check_order,
    check_roster,
    check_unit_ties,
    check_lives,
    check_succession,
)
