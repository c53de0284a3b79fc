"""Which record counts: a view is a revision N and a day D (design 3.3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from tt_doingoai.model.ledger import (
    SETTLED,
    Change,
    ConfirmationChange,
    ExtensionChange,
    Ledger,
    NoteChange,
    ObligationKey,
    OfObligation,
    PlanClosedChange,
    ReminderChange,
    Status,
    StatusChange,
    Topic,
    UndoChange,
    key_of,
)

C_co = TypeVar("C_co", bound=Change, covariant=True)

HANDED_IN: Final = frozenset({Status.RECEIVED, Status.DONE})
_EVER_HANDED_IN: Final = HANDED_IN | {Status.RETURNED}
_ABOUT_MORE_TIME: Final = frozenset({Topic.REQUEST, Topic.REFUSAL})


class Entry(NamedTuple, Generic[C_co]):
    """A change and the number of the update (lần cập nhật) that brought it."""

    revision: int
    change: C_co


class History(NamedTuple):
    """What stands of one obligation on a day, each list in the order (on, revision).

    The last of ``statuses`` and of ``extensions`` is the one that counts. ``aside`` holds what a
    successor recorded of its own obligation, which says nothing of the one it took over.
    """

    statuses: Sequence[Entry[StatusChange]] = ()
    extensions: Sequence[Entry[ExtensionChange]] = ()
    notes: Sequence[Entry[NoteChange]] = ()
    confirmations: Sequence[Entry[ConfirmationChange]] = ()
    reminders: Sequence[Entry[ReminderChange]] = ()
    aside: Sequence[Entry[StatusChange | ExtensionChange]] = ()

    @property
    def status(self) -> Entry[StatusChange] | None:
        """The status record that counts; None where nothing is recorded."""
        return self.statuses[-1] if self.statuses else None

    @property
    def handed_in(self) -> bool:
        """Whether the office has it: done, or received and not yet decided on."""
        return self.status is not None and self.status.change.status in HANDED_IN

    @property
    def ever_handed_in(self) -> bool:
        """Whether anything ever reached the office, though it may have been returned since."""
        return any(entry.change.status in _EVER_HANDED_IN for entry in self.statuses)

    @property
    def received_on(self) -> dt.date | None:
        """The day on which what was returned had reached the office; None where nothing was."""
        if self.status is None or self.status.change.status is not Status.RETURNED:
            return None
        before = [entry.change for entry in self.statuses[:-1]]
        return next((c.on for c in reversed(before) if c.status in HANDED_IN), None)

    @property
    def extension(self) -> Entry[ExtensionChange] | None:
        """The extension that counts, or None."""
        return self.extensions[-1] if self.extensions else None

    def last_day(self, stated: dt.date, *, by: dt.date = dt.date.max) -> dt.date:
        """Return the last day that counts, by what had been granted up to a day.

        A plan amended after an extension was granted never takes days away: the later one counts.

        Args:
            stated: The plan's last day.
            by: The day; without one all counts that is known.
        """
        granted = [entry.change.to for entry in self.extensions if entry.change.on <= by]
        return max(stated, granted[-1]) if granted else stated

    @property
    def asked_for(self) -> NoteChange | None:
        """The request for an extension, or its refusal, that nothing has answered since."""
        asked = [entry for entry in self.notes if entry.change.topic in _ABOUT_MORE_TIME]
        settled = self.status is not None and self.status.change.status in SETTLED
        if settled or not asked or self.answer_to(asked[-1]):
            return None
        return asked[-1].change

    def answer_to(self, request: Entry[NoteChange]) -> ExtensionChange | NoteChange | None:
        """Return what answered a request: the first extension or refusal after it, or None."""
        refusals = [e for e in self.notes if e.change.topic is Topic.REFUSAL]
        answers: list[Entry[ExtensionChange | NoteChange]] = [*self.extensions, *refusals]
        later = [e for e in answers if _on_then_revision(e) > _on_then_revision(request)]
        first = min(later, key=_on_then_revision, default=None)
        return first.change if first else None

    def taking_over(self, left: History, *, since: dt.date) -> History:
        """Return it as it bears on an obligation that another unit left open.

        What was granted to that unit binds on; a waiver or an extension of the successor's own
        obligation, from before it took the other over, does not reach that one.

        Args:
            left: The history of the obligation that was left open.
            since: The first day on which the successor owes it.
        """
        before = [entry for entry in self.extensions if entry.change.on < since]
        later = [entry for entry in self.extensions if entry.change.on >= since]
        extensions = sorted([*left.extensions, *later], key=_on_then_revision)
        statuses = self.statuses
        counts = self.status.change if self.status else None
        if counts and counts.status is Status.NOT_APPLICABLE and counts.on < since:
            statuses = ()
        aside: list[Entry[StatusChange | ExtensionChange]] = [] if statuses else [*self.statuses]
        aside += before
        return self._replace(statuses=statuses, extensions=extensions, aside=aside)

    @property
    def words_known(self) -> frozenset[str]:
        """The fingerprints that the status which counts was made or confirmed under."""
        made = {self.status.change.fingerprint} if self.status else set()
        return frozenset(made | {entry.change.fingerprint for entry in self.confirmations})


_LISTS: Final[dict[type[Change], str]] = {
    StatusChange: "statuses",
    ExtensionChange: "extensions",
    NoteChange: "notes",
    ConfirmationChange: "confirmations",
    ReminderChange: "reminders",
}
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
    for entry in sorted(seen, key=_on_then_revision):
        change = entry.change
        if isinstance(change, PlanClosedChange):
            closed[change.plan] = change
        elif isinstance(change, OfObligation) and (
            tasks is None or (change.plan, change.task) in tasks
        ):
            entries.setdefault(key_of(change), []).append(entry)
    histories = {key: _history(of_one) for key, of_one in entries.items()}
    recorded: defaultdict[str, list[ObligationKey]] = defaultdict(list)
    for key, history in histories.items():
        if history.statuses:
            recorded[key.plan].append(key)
    return LedgerView(histories, recorded, closed)


def _on_then_revision(entry: Entry[Change]) -> tuple[dt.date, int]:
    assert isinstance(entry.change, OfObligation | PlanClosedChange)
    return entry.change.on, entry.revision


def _history(entries: Iterable[Entry[Any]]) -> History:
    lists: defaultdict[str, list[Entry[Any]]] = defaultdict(list)
    for entry in entries:
        lists[_LISTS[type(entry.change)]].append(entry)
    return History(**lists)
