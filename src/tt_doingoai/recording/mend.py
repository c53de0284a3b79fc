"""Mending the history without deleting any of it: correct (đính chính) and undo (hủy)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from tt_doingoai.assess.view import Entry, concerned_unit, not_undone, standing
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import (
    Change,
    ConfirmationChange,
    Evidence,
    ExtensionChange,
    Ledger,
    NoteChange,
    ObligationKey,
    OfObligation,
    PlanClosedChange,
    ReminderChange,
    RestoreChange,
    SnapshotChange,
    Status,
    StatusChange,
    Transaction,
    UndoChange,
    key_of,
)
from tt_doingoai.model.period import parse_period
from tt_doingoai.recording.rules import (
    MAY_FOLLOW,
    check_answer_after,
    check_complete,
    check_in_period,
    check_not_ahead,
)
from tt_doingoai.terms import date_text, name_of_status
from tt_doingoai.wording import _


class Correction(NamedTuple):
    """What a correction changes; None leaves it as it was."""

    status: Status | None = None
    on: dt.date | None = None
    note: str | None = None
    basis: str | None = None
    answer_by: dt.date | None = None
    evidence: tuple[Evidence, ...] | None = None


def correct(
    ledger: Ledger,
    revision: int,
    correction: Correction,
    *,
    units: Sequence[str],
    tasks: Sequence[tuple[str, str]] = (),
    today: dt.date,
) -> tuple[StatusChange | NoteChange, ...]:
    """Return the changes that mend what a revision recorded; the old ones stay in the history.

    Args:
        ledger: The whole history.
        revision: Which update is wrong.
        correction: What to change in it.
        units: The units whose records are wrong; all of the update's where empty and it has one.
        tasks: Pairs of plan id and task id, to narrow it further.
        today: Today in the workspace's time zone.

    Raises:
        Refused: There is nothing to correct there, or the correction says nothing new.
    """
    if correction == Correction():
        raise Refused(
            _("nothing to correct was given; write --on, --status, --note, --basis or --evidence")
        )
    check_not_ahead(correction.on, today=today)
    transaction = _transaction(ledger, revision)
    candidates = [
        change
        for change in transaction.changes
        if isinstance(change, StatusChange | NoteChange)
        and (not units or change.unit in units)
        and (not tasks or (change.plan, change.task) in tasks)
    ]
    # A table may bring a receipt and its return in one update: the later of them is meant.
    candidates = list({(type(change), key_of(change)): change for change in candidates}.values())
    if not candidates:
        _check_can_be_corrected(transaction)
        raise Refused(
            _("update {n} recorded nothing of the kind for this unit; see: ttdn log").format(
                n=revision
            )
        )
    if not units and len({change.unit for change in candidates}) > 1:
        raise Refused(
            _("update {n} concerns several units; name one with --unit").format(n=revision)
        )
    stands = {(e.revision, type(e.change), _key(e.change)) for e in standing(ledger)}
    changes = []
    for change in candidates:
        if (revision, type(change), key_of(change)) not in stands:
            raise Refused(_no_longer_stands(ledger, revision, change))
        changes.append(_corrected(change, correction, revision))
    for change in changes:
        if isinstance(change, StatusChange):
            _check_sequence(ledger, change)
    return tuple(changes)


def _check_can_be_corrected(transaction: Transaction) -> None:
    """Refuse to correct what is taken back and recorded anew instead."""
    told: dict[type[Change], str] = {
        ExtensionChange: _(
            "update {n} granted an extension; take it back (ttdn undo {n}) and grant it anew"
        ),
        ConfirmationChange: _(
            "update {n} confirmed records; take it back (ttdn undo {n}) and confirm anew"
        ),
        PlanClosedChange: _(
            "update {n} ended a follow-up; take it back (ttdn undo {n}) and close it anew"
        ),
        SnapshotChange: _(
            "update {n} closed figures; take it back (ttdn undo {n}) and close them anew"
        ),
        ReminderChange: _(
            "update {n} noted a reminder; take it back (ttdn undo {n}) and record it anew"
        ),
    }
    for change in transaction.changes:
        if type(change) in told:
            raise Refused(told[type(change)].format(n=transaction.revision))


def _check_sequence(ledger: Ledger, mended: StatusChange) -> None:
    """Refuse a correction that breaks the order in which the obligation's records follow."""
    recorded = [
        (entry.change.on, entry.revision, entry.change.status)
        for entry in standing(ledger)
        if isinstance(entry.change, StatusChange) and key_of(entry.change) == key_of(mended)
    ]
    others = [said for said in recorded if said[1] != mended.supersedes]
    broken = _first_break([*others, (mended.on, ledger.revision + 1, mended.status)])
    if broken is None or _first_break(recorded) is not None:
        return
    before, on, status = broken
    later = max((revision for _on, revision, _status in others), default=None)
    told = _(
        'so corrected, "{status}" ({day}) would come after "{before}", which cannot be'
    ).format(status=name_of_status(status), day=date_text(on), before=name_of_status(before))
    if later is not None and mended.supersedes is not None and later > mended.supersedes:
        told += _(
            "; take back update {later} first (ttdn undo {later}), correct, then record it again"
        ).format(later=later)
    raise Refused(told)


def _first_break(
    recorded: Sequence[tuple[dt.date, int, Status]],
) -> tuple[Status, dt.date, Status] | None:
    """Return the first record that may not follow the one before it, or None."""
    now = Status.UNREPORTED
    for on, _revision, status in sorted(recorded):
        if status not in MAY_FOLLOW[now]:
            return now, on, status
        now = status
    return None


def _corrected(
    change: StatusChange | NoteChange, correction: Correction, revision: int
) -> StatusChange | NoteChange:
    period = parse_period(change.period) if change.period else None
    check_in_period(correction.on, period=period)
    mended = (
        _corrected_note(change, correction, revision)
        if isinstance(change, NoteChange)
        else _corrected_status(change, correction)
    )
    if mended == change:
        raise Refused(_("update {n} says so already; nothing was recorded").format(n=revision))
    return mended._replace(supersedes=revision)


def _corrected_note(change: NoteChange, correction: Correction, revision: int) -> NoteChange:
    if correction.status or correction.basis or correction.answer_by:
        raise Refused(
            _("update {n} is a note; only --note, --on and --evidence mend it").format(n=revision)
        )
    return change._replace(
        on=correction.on or change.on,
        text=correction.note or change.text,
        evidence=change.evidence if correction.evidence is None else correction.evidence,
    )


def _corrected_status(change: StatusChange, correction: Correction) -> StatusChange:
    status = correction.status or change.status
    mended = change._replace(
        status=status,
        on=correction.on or change.on,
        note=correction.note or change.note,
        # What belongs to one status alone does not outlive it.
        basis=correction.basis or (change.basis if status is Status.NOT_APPLICABLE else None),
        answer_by=correction.answer_by or (change.answer_by if status is Status.RETURNED else None),
        evidence=change.evidence if correction.evidence is None else correction.evidence,
    )
    check_complete(mended.status, basis=mended.basis, answer_by=mended.answer_by)
    check_answer_after(mended.on, answer_by=mended.answer_by)
    return mended


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
    transaction = _transaction(ledger, revision)
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
    entries = standing(ledger)
    if not units:
        # What was taken back for one unit already is no reason to keep the rest.
        left = {concerned_unit(entry.change) for entry in entries if entry.revision == revision}
        chosen = [unit for unit in chosen if unit in left] or chosen
    for change in transaction.changes:
        if concerned_unit(change) in chosen:
            _check_undoable(ledger, entries, revision, change)
    return tuple(UndoChange(revision=revision, unit=unit, note=note) for unit in chosen)


def _check_undoable(
    ledger: Ledger, entries: Sequence[Entry[Change]], revision: int, change: Change
) -> None:
    if Entry(revision, change) not in entries:
        raise Refused(_no_longer_stands(ledger, revision, change))
    keys = _touched(ledger, change)
    builds_on = [
        entry for entry in entries if entry.revision > revision and _builds_on(entry, keys)
    ]
    if isinstance(change, UndoChange):
        # Taken back, an undo gives records back: then a later undo of records stands in the way
        # too. One that itself gave records back does not: they are among what stands.
        builds_on += [
            entry
            for entry in entries
            if entry.revision > revision
            and isinstance(entry.change, UndoChange)
            and not _gives_back(ledger, entry.change)
            and _touched(ledger, entry.change) & keys
        ]
    if builds_on:
        later = max(entry.revision for entry in builds_on)
        raise Refused(
            _(
                "update {later} builds on update {n}; take that one back first: ttdn undo {later}"
            ).format(later=later, n=revision)
        )


def _gives_back(ledger: Ledger, undo_: UndoChange) -> bool:
    """Return whether an undo took back an undo, and so gave records back."""
    taken_back = _transaction(ledger, undo_.revision).changes
    return any(isinstance(c, UndoChange) and c.unit == undo_.unit for c in taken_back)


def _touched(ledger: Ledger, change: Change) -> set[tuple[type[Change], ObligationKey]]:
    """Return the kinds of record, by obligation, that undoing a change would bring or take."""
    if isinstance(change, UndoChange):
        taken_back = _transaction(ledger, change.revision).changes
        return {
            touched
            for earlier in taken_back
            if concerned_unit(earlier) == change.unit
            for touched in _touched(ledger, earlier)
        }
    key = _key(change)
    return set() if key is None else {(type(change), key)}


def _builds_on(entry: Entry[Change], keys: set[tuple[type[Change], ObligationKey]]) -> bool:
    key = _key(entry.change)
    if key is None:
        return False
    kind = StatusChange if isinstance(entry.change, ConfirmationChange) else type(entry.change)
    # Notes and reminders stand by themselves, but a correction builds on the note it corrects.
    if kind in (NoteChange, ReminderChange):
        return (kind, key) in keys and getattr(entry.change, "supersedes", None) is not None
    return (kind, key) in keys


def _key(change: Change) -> ObligationKey | None:
    return key_of(change) if isinstance(change, OfObligation) else None


def _transaction(ledger: Ledger, revision: int) -> Transaction:
    if not 1 <= revision <= ledger.revision:
        raise Refused(
            _("there is no update {n}; the ledger has 1 to {last}; see: ttdn log").format(
                n=revision, last=ledger.revision
            )
            if ledger.revision
            else _("the ledger is empty; there is no update to mend")
        )
    return ledger.transactions[revision - 1]


def _no_longer_stands(ledger: Ledger, revision: int, change: Change) -> str:
    """Say which later update took a change back or corrected it, and still does."""
    for later, said in not_undone(ledger):
        if isinstance(said, UndoChange):
            if (said.revision, said.unit) == (revision, concerned_unit(change)):
                return _("update {n} was taken back by update {later}").format(
                    n=revision, later=later
                )
        elif getattr(said, "supersedes", None) == revision and _key(said) == _key(change):
            return _("update {n} was corrected by update {later}; mend that one").format(
                n=revision, later=later
            )
    return _("update {n} no longer stands").format(n=revision)


def obligations_of(changes: Sequence[Change], ledger: Ledger) -> set[ObligationKey]:
    """Return the obligations that changes touch; an undo touches all that it takes back."""
    return {key for change in changes for _kind, key in _touched(ledger, change)}
