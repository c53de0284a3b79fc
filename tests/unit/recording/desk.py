"""The desk of a sample office: two units that owe one task, and a third that does not."""

from __future__ import annotations

from tests.builders import every, ledger, make_plan, make_roster, make_task, make_unit, picture
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.model.ledger import Change
from tt_doingoai.model.plan import Plan

TODAY = "2024-04-08"

ROSTER = make_roster(
    make_unit("mot", name="Đơn vị mẫu một"),
    make_unit("hai", name="Đơn vị mẫu hai"),
    make_unit("ba", "khac", name="Đơn vị mẫu ba"),
)


def standing(*changes: Change, on: str = TODAY, plan: Plan | None = None) -> Assessment:
    return picture(on, plan=plan, roster=ROSTER, history=ledger(*changes))


YEARLY = make_plan(make_task(deadline=every("year", "2024")))


def yearly(*changes: Change, on: str = "2025-06-01") -> Assessment:
    return standing(*changes, on=on, plan=YEARLY)
