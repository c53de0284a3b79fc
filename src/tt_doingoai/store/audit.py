"""Whether the ledger fits the plans and units that it speaks of. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tt_doingoai.assess.edited import edited_versions
from tt_doingoai.assess.view import view
from tt_doingoai.model.ledger import Ledger, OfObligation
from tt_doingoai.model.plan import Plan, placed_tasks
from tt_doingoai.model.units import Roster
from tt_doingoai.schedule.versions import latest_versions
from tt_doingoai.store.findings import Finding
from tt_doingoai.wording import _


class _Known(NamedTuple):
    """What the files know: units, and tasks as pairs of plan id and task id."""

    units: frozenset[str]
    ever: frozenset[tuple[str, str]]
    still: frozenset[tuple[str, str]]


def audit(ledger: Ledger, versions: Sequence[Plan], roster: Roster) -> list[Finding]:
    """Return the records that no file knows, or whose words the files no longer say.

    Args:
        ledger: The whole history.
        versions: Every version of every plan.
        roster: The units.
    """
    known = _Known(
        frozenset(unit.id for unit in roster.units),
        _tasks(versions),
        _tasks(latest_versions(versions)),
    )
    found = [
        finding
        for transaction in ledger.transactions
        for change in transaction.changes
        if isinstance(change, OfObligation)
        for finding in _strange(_update(transaction.revision), change, known)
    ]
    return [*dict.fromkeys(found), *_edited(ledger, versions)]


def _tasks(versions: Sequence[Plan]) -> frozenset[tuple[str, str]]:
    return frozenset((plan.id, place.task.id) for plan in versions for place in placed_tasks(plan))


def _edited(ledger: Ledger, versions: Sequence[Plan]) -> Iterator[Finding]:
    message = _(
        "the words, leads or deadlines of {tasks} differ from those that records were made under;"
        " put the file back as it was and publish the change as the next version (ttdn plan"
        " amend), or look at the records and confirm them (ttdn confirm)"
    )
    for edited in edited_versions(versions, view(ledger, day=dt.date.max)):
        where = _("plan {plan}, version {n}").format(plan=edited.plan, n=edited.version)
        yield Finding("TS012", where, message.format(tasks=", ".join(edited.tasks)))


def out_of_order(ledger: Ledger) -> list[Finding]:
    """Return the updates recorded before the one that they follow: some clock was wrong."""
    message = _("it was recorded before update {n}: a clock was wrong; set the computers' clocks")
    return [
        Finding("TS008", _update(later.revision), message.format(n=earlier.revision))
        for earlier, later in zip(ledger.transactions, ledger.transactions[1:], strict=False)
        if later.recorded_at < earlier.recorded_at
    ]


def _strange(where: str, change: OfObligation, known: _Known) -> Iterator[Finding]:
    task = change.plan, change.task
    if change.unit not in known.units:
        message = _(
            'unit "{unit}" is not in units.yaml, so its record is in no figure; add the unit'
            " again, with its last day"
        )
        yield Finding("TS005", where, message.format(unit=change.unit))
    if task not in known.ever:
        message = _(
            'task "{plan}:{task}" is in no version of any plan, so its record is in no figure;'
            " put that version back into plans/"
        )
        yield Finding("TS006", where, message.format(plan=change.plan, task=change.task))
    elif task not in known.still:
        message = _(
            'the latest version has no task "{plan}:{task}" any more; the record stays in the log'
        )
        yield Finding("TS011", where, message.format(plan=change.plan, task=change.task))


def _update(revision: int) -> str:
    return _("update {n}").format(n=revision)
