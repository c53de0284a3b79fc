"""Which record counts: a view is a revision N and a day D (design 3.3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import Any, Final, NamedTuple

from tt_doingoai.assess.history import Entry, History, history_of, on_then_revision
from tt_doingoai.model.ledger import (
    Change,
    Ledger,
    ObligationKey,
    OfObligation,
    PlanClosedChange,
    UndoChange,
    key_of,
)

_NOTHING: Final = History()


class LedgerView(NamedTuple):
    """What the ledger says on a day.

    Attributes:
        histories: What stands of each obligation.
        recorded: The obligations for which a status counts, by plan.
        closed: The end of plans' follow-up.
    """

    histories: Mapping[ObligationKey, History]
    recorded: Mapping[str, Sequence[ObligationKey]]
    closed: Mapping[str, PlanClosedChange]

    def history(self, key: ObligationKey) -> History:
        """Return what stands of an obligation; empty where nothing does."""
        return self.histories.get(key, _NOTHING)


def not_undone(ledger: Ledger) -> list[Entry[Change]]:
    """Return the changes that were not taken back, the newest first.

    Undoing always reaches back, so one pass from the newest change knows, at each change, every
    undo that was ever said of it; an undo that was itself undone says nothing.
    """
    undone: set[tuple[int, str | None]] = set()
    kept: list[Entry[Change]] = []
    for transaction in reversed(ledger.transactions):
        for change in reversed(transaction.changes):
            if undone and (transaction.revision, concerned_unit(change)) in undone:
                continue
            if isinstance(change, UndoChange):
                undone.add((change.revision, change.unit))
            kept.append(Entry(transaction.revision, change))
    return kept


def standing(ledger: Ledger) -> list[Entry[Change]]:
    """Return the changes that are neither undone nor superseded, in the ledger's order.

    A correction that was itself corrected still supersedes what it corrected.
    """
    superseded: set[tuple[int, type[Change], ObligationKey]] = set()
    kept: list[Entry[Change]] = []
    for entry in not_undone(ledger):
        revision, change = entry
        if not isinstance(change, OfObligation):
            kept.append(entry)
            continue
        if not superseded or (revision, type(change), key_of(change)) not in superseded:
            kept.append(entry)
        corrected = getattr(change, "supersedes", None)
        if corrected is not None:
            superseded.add((corrected, type(change), key_of(change)))
    kept.reverse()
    return kept


def concerned_unit(change: Change) -> str | None:
    """Return the unit that a change concerns; None where it concerns none, as the end of a plan."""
    return change.unit if isinstance(change, OfObligation | UndoChange) else None


def view(
    ledger: Ledger, *, day: dt.date, tasks: Container[tuple[str, str]] | None = None
) -> LedgerView:
    """Return what the ledger says on a day: what stands with ``on`` not after it.

    Args:
        ledger: The history.
        day: The day.
        tasks: The tasks asked about, each by its plan and its id; None: all.
    """
    entries: dict[ObligationKey, list[Entry[Any]]] = {}
    closed: dict[str, PlanClosedChange] = {}
    seen = [
        entry
        for entry in standing(ledger)
        if isinstance(entry.change, OfObligation | PlanClosedChange) and entry.change.on <= day
    ]
    for entry in sorted(seen, key=on_then_revision):
        change = entry.change
        if isinstance(change, PlanClosedChange):
            closed[change.plan] = change
        elif isinstance(change, OfObligation) and (
            tasks is None or (change.plan, change.task) in tasks
        ):
            entries.setdefault(key_of(change), []).append(entry)
    histories = {key: history_of(of_one) for key, of_one in entries.items()}
    recorded: defaultdict[str, list[ObligationKey]] = defaultdict(list)
    for key, history in histories.items():
        if history.statuses:
            recorded[key.plan].append(key)
    return LedgerView(histories, recorded, closed)
