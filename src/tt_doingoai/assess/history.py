"""What stands of one obligation, and what follows from that alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from tt_doingoai.model.ledger import (
    SETTLED,
    Change,
    ConfirmationChange,
    ExtensionChange,
    NoteChange,
    OfObligation,
    PlanClosedChange,
    ReminderChange,
    Status,
    StatusChange,
    Topic,
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
        later = [e for e in answers if on_then_revision(e) > on_then_revision(request)]
        first = min(later, key=on_then_revision, default=None)
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
        extensions = sorted([*left.extensions, *later], key=on_then_revision)
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


def on_then_revision(entry: Entry[Change]) -> tuple[dt.date, int]:
    """Return the order in which changes count (design 3.3)."""
    assert isinstance(entry.change, OfObligation | PlanClosedChange)
    return entry.change.on, entry.revision


def history_of(entries: Iterable[Entry[Any]]) -> History:
    """Return the history that changes of one obligation make, given in the order they count."""
    lists: defaultdict[str, list[Entry[Any]]] = defaultdict(list)
    for entry in entries:
        lists[_LISTS[type(entry.change)]].append(entry)
    return History(**lists)
