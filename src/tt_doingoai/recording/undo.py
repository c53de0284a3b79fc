"""Taking back (hủy) what an update recorded; nothing is deleted, later records are not stranded."""

from __future__ import annotations

from collections.abc import Sequence

from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.view import concerned_unit, not_undone, standing
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import (
    Change,
    ConfirmationChange,
    Ledger,
    NoteChange,
    ObligationKey,
    ReminderChange,
    RestoreChange,
    StatusChange,
    UndoChange,
)
from tt_doingoai.recording.touched import key_if_any, no_longer_stands, touched_by, transaction_of
from tt_doingoai.wording import _


def undo(
    ledger: Ledger, revision: int | None, *, units: Sequence[str] = (), note: str | None = None
) -> tuple[UndoChange, ...]:
    """Return the changes that take back what a revision recorded; an undo can be undone itself.

    Args:
        ledger: The whole history.
        revision: Which update; None for the last one.
        units: Take back only what concerns these units; all where empty.
        note: Why.

    Raises:
        Refused: It is taken back already, or a later record builds on it (which is named).
    """
    if revision is None:
        if not ledger.transactions:
            raise Refused(_("the ledger is empty; there is nothing to undo"))
        revision = ledger.revision
        if any(isinstance(c, UndoChange) for c in ledger.transactions[-1].changes):
            raise Refused(
                _(
                    "the last update ({n}) is itself an undo; name the number you mean: ttdn undo N"
                ).format(n=revision)
            )
    transaction = transaction_of(ledger, revision)
    if any(isinstance(change, RestoreChange) for change in transaction.changes):
        raise Refused(
            _(
                "update {n} put the ledger back from a backup and cannot be taken back; what it"
                " replaced is kept: ttdn store backups"
            ).format(n=revision)
        )
    concerned = list(dict.fromkeys(map(concerned_unit, transaction.changes)))
    chosen = [unit for unit in concerned if not units or unit in units]
    missing = [unit for unit in units if unit not in concerned]
    if missing:
        raise Refused(
            _("update {n} recorded nothing for {units}").format(
                n=revision, units=", ".join(missing)
            )
        )
    not_taken_back = {entry for entry in not_undone(ledger) if entry.revision == revision}
    later = [entry for entry in standing(ledger) if entry.revision > revision]
    if not units:
        # What was taken back for one unit already is no reason to keep the rest. What was
        # corrected is: its correction stays in force, so it is named and not passed over.
        left = {concerned_unit(entry.change) for entry in not_taken_back}
        chosen = [unit for unit in chosen if unit in left] or chosen
    for change in transaction.changes:
        if concerned_unit(change) in chosen:
            if Entry(revision, change) not in not_taken_back:
                raise Refused(no_longer_stands(ledger, revision, change))
            _check_nothing_builds_on(ledger, later, revision, change)
    return tuple(UndoChange(revision=revision, unit=unit, note=note) for unit in chosen)


def _check_nothing_builds_on(
    ledger: Ledger, later: Sequence[Entry[Change]], revision: int, change: Change
) -> None:
    """Refuse to take back what a later record follows, a correction too, and name the last."""
    keys = touched_by(ledger, change)
    builds_on = [entry for entry in later if _builds_on(entry, keys)]
    if isinstance(change, UndoChange):
        # Taken back, an undo gives records back: then a later undo of records stands in the way
        # too. One that itself gave records back does not: they are among what stands.
        builds_on += [
            entry
            for entry in later
            if isinstance(entry.change, UndoChange)
            and not _gives_back(ledger, entry.change)
            and touched_by(ledger, entry.change) & keys
        ]
    if builds_on:
        last = max(entry.revision for entry in builds_on)
        raise Refused(
            _(
                "update {later} builds on update {n}; take that one back first: ttdn undo {later}"
            ).format(later=last, n=revision)
        )


def _gives_back(ledger: Ledger, undo_: UndoChange) -> bool:
    """Return whether an undo took back an undo, and so gave records back."""
    taken_back = transaction_of(ledger, undo_.revision).changes
    return any(isinstance(c, UndoChange) and c.unit == undo_.unit for c in taken_back)


def _builds_on(entry: Entry[Change], keys: set[tuple[type[Change], ObligationKey]]) -> bool:
    key = key_if_any(entry.change)
    if key is None:
        return False
    kind = StatusChange if isinstance(entry.change, ConfirmationChange) else type(entry.change)
    # Notes and reminders stand by themselves, but a correction builds on the note it corrects.
    if kind in (NoteChange, ReminderChange):
        return (kind, key) in keys and getattr(entry.change, "supersedes", None) is not None
    return (kind, key) in keys
