"""Confirming statuses under the words of an amended plan; each keeps its own day (design 3.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.lookup import is_period
from tt_doingoai.model.ledger import ConfirmationChange
from tt_doingoai.recording.rules import check_not_ahead
from tt_doingoai.recording.target import Target
from tt_doingoai.schedule.fingerprint import fingerprint
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _


def to_confirm(assessment: Assessment, *, target: Target | None, plan: str | None) -> list[Verdict]:
    """Return the obligations that a confirmation is about, reviewed already or not.

    Args:
        assessment: Everything, as it stands today.
        target: What was named; None for everything. What needs review in a closed plan was judged
            on its closing day, once for all: it is meant only where it is named.
        plan: The id of the plan that alone is meant, where nothing was named; None for all.
    """
    if target is None:
        return [
            verdict
            for verdict in assessment.verdicts
            if plan in (None, verdict.obligation.plan.id)
            and assessment.closed_on(verdict.obligation.plan.id) is None
        ]
    return [
        verdict
        for verdict in assessment.verdicts
        if (verdict.obligation.plan.id, verdict.obligation.place.task.id) in target.tasks
        and verdict.obligation.unit in target.units
        and (target.period is None or is_period(target.period, verdict.obligation.period))
    ]


def confirmation_changes(
    verdicts: Sequence[Verdict],
    *,
    on: dt.date | None,
    basis: str | None,
    note: str | None,
    today: dt.date,
) -> tuple[ConfirmationChange, ...]:
    """Return the changes that confirm what needs review among some obligations.

    Args:
        verdicts: The obligations as they stand today.
        on: The day of the confirmation; today where none was given.
        basis: The document it rests on.
        note: A remark.
        today: Today in the workspace's time zone.

    Raises:
        Refused: None of them needs review, or the day does not fit.
    """
    check_not_ahead(on, today=today)
    waiting = [verdict for verdict in verdicts if verdict.needs_review]
    if not waiting:
        raise Refused(_("nothing of this needs review; nothing was recorded"))
    return tuple(
        _confirmation(verdict, on=on or today, basis=basis, note=note) for verdict in waiting
    )


def _confirmation(
    verdict: Verdict, *, on: dt.date, basis: str | None, note: str | None
) -> ConfirmationChange:
    obligation = verdict.obligation
    begins = obligation.plan.effective_from
    if begins and on < begins:
        raise Refused(
            _("version {n} of {plan} is in force from {begins} only; write a later day").format(
                n=obligation.plan.version, plan=obligation.plan.number, begins=date_text(begins)
            )
        )
    return ConfirmationChange(
        *obligation.first_members,
        on=on,
        basis=basis,
        note=note,
        fingerprint=fingerprint(obligation.place),
    )
