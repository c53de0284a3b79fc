"""The history as someone asked to see it: which updates, which of their records, what stands."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tt_doingoai.assess.view import concerned_unit, standing
from tt_doingoai.model.ledger import KIND_OF, Change, Ledger, OfObligation, Transaction


class LoggedChange(NamedTuple):
    """A record, and whether it still stands."""

    change: Change
    stands: bool


class Logged(NamedTuple):
    """An update, and those of its records that were asked for."""

    transaction: Transaction
    changes: tuple[LoggedChange, ...]


class Wanted(NamedTuple):
    """Which records to show; an empty filter lets everything through.

    Attributes:
        units: Unit ids.
        plan: A plan id.
        tasks: Pairs of plan id and task id.
        kinds: Kinds of record, as the ledger names them.
        since: Not what was recorded before this day.
        until: Not what was recorded after this day.
    """

    units: frozenset[str] = frozenset()
    plan: str | None = None
    tasks: frozenset[tuple[str, str]] = frozenset()
    kinds: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None

    def update(self, transaction: Transaction) -> bool:
        """Return whether an update was recorded in the days asked for."""
        day = transaction.recorded_at.date()
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def change(self, change: Change) -> bool:
        """Return whether a record was asked for."""
        about = (change.plan, change.task) if isinstance(change, OfObligation) else None
        return (
            (not self.units or concerned_unit(change) in self.units)
            and (self.plan is None or getattr(change, "plan", None) == self.plan)
            and (not self.tasks or about in self.tasks)
            and (not self.kinds or KIND_OF[type(change)] in self.kinds)
        )


def log_of(ledger: Ledger, wanted: Wanted) -> list[Logged]:
    """Return the updates with records that were asked for, the newest first."""
    stands = {(entry.revision, entry.change) for entry in standing(ledger)}
    logged = []
    for transaction in filter(wanted.update, reversed(ledger.transactions)):
        changes = tuple(
            LoggedChange(change, (transaction.revision, change) in stands)
            for change in transaction.changes
            if wanted.change(change)
        )
        if changes:
            logged.append(Logged(transaction, changes))
    return logged
