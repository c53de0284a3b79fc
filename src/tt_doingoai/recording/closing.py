"""Ending a plan's follow-up (kết thúc theo dõi)."""

from __future__ import annotations

import datetime as dt

from tt_doingoai.assess.view import standing
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, Ledger, OfObligation, PlanClosedChange
from tt_doingoai.model.plan import Plan
from tt_doingoai.recording.rules import check_not_ahead
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _


def closing_change(
    plan: Plan,
    ledger: Ledger,
    *,
    on: dt.date | None,
    basis: str | None,
    note: str | None,
    today: dt.date,
) -> PlanClosedChange:
    """Return the change that ends a plan's follow-up.

    Args:
        plan: The version in force today.
        ledger: The whole history.
        on: The last day that is judged.
        basis: The document that ends it.
        note: A remark.
        today: Today in the workspace's time zone.

    Raises:
        Refused: Something is missing, it is closed already, or a record of it is later than that.
    """
    if on is None or not basis:
        raise Refused(_('closing a plan needs the day and the document: --on DAY --basis "NUMBER"'))
    check_not_ahead(on, today=today)
    of_plan = [e for e in standing(ledger) if getattr(e.change, "plan", None) == plan.id]
    for revision, change in of_plan:
        if isinstance(change, PlanClosedChange):
            raise Refused(
                _(
                    "{plan}: the follow-up ended on {day} already (update {n}); to take that back:"
                    " ttdn undo {n}"
                ).format(plan=plan.number, day=date_text(change.on), n=revision)
            )
    later = sorted({e.revision for e in of_plan if _on(e.change) > on})
    if later:
        raise Refused(
            _(
                "{plan}: records of a later day than {day} would no longer count (updates {ns});"
                " close it on a later day, or take them back first"
            ).format(plan=plan.number, day=date_text(on), ns=", ".join(map(str, later)))
        )
    return PlanClosedChange(plan=plan.id, on=on, basis=basis, note=note)


def _on(change: Change) -> dt.date:
    return change.on if isinstance(change, OfObligation | PlanClosedChange) else dt.date.min
