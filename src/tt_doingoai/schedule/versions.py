"""Which version of a plan counts: the one in force on a day, or the latest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tt_doingoai.model.plan import Plan


def plans_in_force(versions: Iterable[Plan], day: dt.date) -> list[Plan]:
    """Return each plan's version in force on a day: the latest that had begun (design 3.1)."""
    in_force: dict[str, Plan] = {}
    for plan in sorted(versions, key=lambda plan: (plan.id, plan.version)):
        if plan.effective_from is None or plan.effective_from <= day:
            in_force[plan.id] = plan
    return list(in_force.values())


def latest_versions(versions: Iterable[Plan]) -> list[Plan]:
    """Return each plan's latest version, in force already or not."""
    latest = {plan.id: plan for plan in sorted(versions, key=lambda plan: (plan.id, plan.version))}
    return list(latest.values())
