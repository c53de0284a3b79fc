"""Which record counts: a view is a revision N and a day D (design 3.3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, NamedTuple, TypeVar

from tt_doingoai.model.ledger import (
    Change,
    ConfirmationChange,
    ExtensionChange,
    Ledger,
    NoteChange,
    ObligationChange,
    ObligationKey,
    PlanClosedChange,
    ReminderChange,
    SnapshotChange,
    StatusChange,
    UndoChange,
)

C_co = TypeVar("C_co", bound=Change, covariant=True)


class Entry(NamedTuple, Generic[C_co]):
    """A change and the number of the update (lần cập nhật) that brought it."""

    revision: int
    change: C_co


@dataclass(frozen=True, slots=True)
class History:
    """What stands of one obligation on a day, each list in the order (on, revision).

    The last of ``statuses`` and of ``extensions`` is the one that counts.
    """

    statuses: list[Entry[StatusChange]] = field(default_factory=list)
    extensions: list[Entry[ExtensionChange]] = field(default_factory=list)
    notes: list[Entry[NoteChange]] = field(default_factory=list)
    confirmations: list[Entry[ConfirmationChange]] = field(default_factory=list)
    reminders: list[Entry[ReminderChange]] = field(default_factory=list)

    @property
    def status(self) -> Entry[StatusChange] | None:
        """The status record that counts; None where nothing is recorded."""
        return self.statuses[-1] if self.statuses else None

    @property
    def extension(self) -> Entry[ExtensionChange] | None:
        """The extension that counts, or None."""
        return self.extensions[-1] if self.extensions else None

    def following(self, *predecessors: History) -> History:
        """Return it with the extensions granted to those whose obligation it took over.

        An extension of its own comes after these.
        """
        granted = [entry for history in predecessors for entry in history.extensions]
        if not granted:
            return self
        granted.sort(key=lambda entry: (entry.change.on, entry.revision))
        return replace(self, extensions=[*granted, *self.extensions])

    @property
    def words_known(self) -> frozenset[str]:
        """The fingerprints that the status which counts was made or confirmed under."""
        made = {self.status.change.fingerprint} if self.status else set()
        return frozenset(made | {entry.change.fingerprint for entry in self.confirmations})


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What the ledger says on a day: histories by obligation, the end of follow-up by plan."""

    histories: Mapping[ObligationKey, History]
    closed: Mapping[str, PlanClosedChange]

    def history(self, key: ObligationKey) -> History:
        """Return what stands of an obligation; empty where nothing does."""
        return self.histories.get(key) or History()


def not_undone(ledger: Ledger) -> list[Entry[Change]]:
    """Return the changes that were not taken back, the newest first.

    Undoing always reaches back, so one pass from the newest change knows, at each change, every
    undo that was ever said of it; an undo that was itself undone says nothing.
    """
    undone: set[tuple[int, str | None]] = set()
    kept: list[Entry[Change]] = []
    for transaction in reversed(ledger.transactions):
        for change in reversed(transaction.changes):
            if (transaction.revision, concerned_unit(change)) in undone:
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
    for revision, change in not_undone(ledger):
        if isinstance(change, UndoChange | PlanClosedChange | SnapshotChange):
            kept.append(Entry(revision, change))
            continue
        if (revision, type(change), change.key) not in superseded:
            kept.append(Entry(revision, change))
        corrected = getattr(change, "supersedes", None)
        if corrected is not None:
            superseded.add((corrected, type(change), change.key))
    kept.reverse()
    return kept


def concerned_unit(change: Change) -> str | None:
    """Return the unit that a change concerns; None where it concerns a plan or a name."""
    return None if isinstance(change, PlanClosedChange | SnapshotChange) else change.unit


def view(ledger: Ledger, *, day: dt.date) -> LedgerView:
    """Return what the ledger says on a day: what stands with ``on`` not after it."""
    histories: defaultdict[ObligationKey, History] = defaultdict(History)
    closed: dict[str, PlanClosedChange] = {}
    seen = [
        entry
        for entry in standing(ledger)
        if not isinstance(entry.change, UndoChange | SnapshotChange) and entry.change.on <= day
    ]
    for revision, change in sorted(seen, key=_on_then_revision):
        if isinstance(change, PlanClosedChange):
            closed[change.plan] = change
        elif not isinstance(change, UndoChange | SnapshotChange):
            _entries(histories[change.key], change).append(Entry(revision, change))
    return LedgerView(dict(histories), closed)


def _on_then_revision(entry: Entry[Change]) -> tuple[dt.date, int]:
    assert not isinstance(entry.change, UndoChange)
    return entry.change.on, entry.revision


def _entries(history: History, change: ObligationChange) -> list[Entry[ObligationChange]]:
    lists: dict[type[Change], list[Any]] = {
        StatusChange: history.statuses,
        ExtensionChange: history.extensions,
        NoteChange: history.notes,
        ConfirmationChange: history.confirmations,
        ReminderChange: history.reminders,
    }
    return lists[type(change)]
