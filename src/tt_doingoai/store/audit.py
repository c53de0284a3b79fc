"""Whether the ledger fits the plans and units that it speaks of. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tt_doingoai.model.ledger import Change, Ledger, OfObligation
from tt_doingoai.model.plan import Plan, placed_tasks
from tt_doingoai.model.units import Roster
from tt_doingoai.store.findings import Finding
from tt_doingoai.wording import _


def audit(ledger: Ledger, versions: Sequence[Plan], roster: Roster) -> list[Finding]:
    """Return the records of units and tasks that no file knows, by the update that made them.

    Args:
        ledger: The whole history.
        versions: Every version of every plan.
        roster: The units.
    """
    units = {unit.id for unit in roster.units}
    tasks = {(plan.id, place.task.id) for plan in versions for place in placed_tasks(plan)}
    found = [
        finding
        for transaction in ledger.transactions
        for change in transaction.changes
        for finding in _unknown(_update(transaction.revision), change, units, tasks)
    ]
    return list(dict.fromkeys(found))


def out_of_order(ledger: Ledger) -> list[Finding]:
    """Return the updates recorded before the one that they follow: some clock was wrong."""
    message = _("it was recorded before update {n}: a clock was wrong; set the computers' clocks")
    return [
        Finding("TS008", _update(later.revision), message.format(n=earlier.revision))
        for earlier, later in zip(ledger.transactions, ledger.transactions[1:], strict=False)
        if later.recorded_at < earlier.recorded_at
    ]


def _unknown(
    where: str, change: Change, units: set[str], tasks: set[tuple[str, str]]
) -> Iterator[Finding]:
    if not isinstance(change, OfObligation):
        return
    if change.unit not in units:
        message = _(
            'unit "{unit}" is not in units.yaml, so its record is in no figure; add the unit'
            " again, with its last day"
        )
        yield Finding("TS005", where, message.format(unit=change.unit))
    if (change.plan, change.task) not in tasks:
        message = _(
            'task "{plan}:{task}" is in no version of any plan, so its record is in no figure;'
            " put that version back into plans/"
        )
        yield Finding("TS006", where, message.format(plan=change.plan, task=change.task))


def _update(revision: int) -> str:
    return _("update {n}").format(n=revision)
