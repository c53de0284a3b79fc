"""Days on which nothing can be recorded: after a plan was closed, outside a unit's life."""

from __future__ import annotations

from collections.abc import Iterable

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, OfObligation, key_of
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _


def check_bounds(changes: Iterable[Change], assessment: Assessment) -> None:
    """Refuse records that would not count where they are made (design 3.2, 3.3).

    Args:
        changes: What is to be recorded.
        assessment: How everything stands today.

    Raises:
        Refused: Says which day is in the way, and who owes it now.
    """
    for change in changes:
        if isinstance(change, OfObligation):
            _check_plan(change, assessment)
            _check_unit(change, assessment)


def _check_plan(change: OfObligation, assessment: Assessment) -> None:
    closed_on = assessment.closed_on(change.plan)
    if closed_on is not None and change.on > closed_on:
        raise Refused(
            _(
                "{plan}: the follow-up ended on {day}; nothing of a later day ({on}) is recorded"
                " any more"
            ).format(plan=change.plan, day=date_text(closed_on), on=date_text(change.on)),
            about="on",
        )


def _check_unit(change: OfObligation, assessment: Assessment) -> None:
    unit = assessment.roster.unit(change.unit)
    if unit is None:
        return
    if unit.since is not None and change.on < unit.since:
        raise Refused(
            _("{unit} exists since {day} only; {on} lies before that").format(
                unit=unit.name, day=date_text(unit.since), on=date_text(change.on)
            ),
            about="on",
        )
    if unit.until is None or change.on <= unit.until:
        return
    heirs = [
        verdict.obligation.unit
        for verdict in assessment.verdicts
        if any(before.obligation.key == key_of(change) for before in verdict.inherited)
    ]
    if heirs:
        raise Refused(
            _(
                "{unit} existed until {day} only, and {heirs} owes this now; for a day after that"
                " write --unit {id}"
            ).format(
                unit=unit.name,
                day=date_text(unit.until),
                heirs="; ".join(heir.name for heir in heirs),
                id=heirs[0].id,
            )
        )
