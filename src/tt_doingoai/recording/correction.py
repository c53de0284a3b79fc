"""Correcting (đính chính) what an update recorded; the wrong record stays in the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from tt_doingoai.assess.view import standing
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import (
    Change,
    ConfirmationChange,
    Evidence,
    ExtensionChange,
    Ledger,
    NoteChange,
    PlanClosedChange,
    ReminderChange,
    SnapshotChange,
    Status,
    StatusChange,
    Transaction,
    key_of,
)
from tt_doingoai.model.period import parse_period
from tt_doingoai.recording.rules import (
    check_answer_after,
    check_complete,
    check_in_period,
    check_not_ahead,
)
from tt_doingoai.recording.sequence import check_sequence
from tt_doingoai.recording.touched import key_if_any, no_longer_stands, transaction_of
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
    transaction = transaction_of(ledger, revision)
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
    stands = {(e.revision, type(e.change), key_if_any(e.change)) for e in standing(ledger)}
    changes = []
    for change in candidates:
        if (revision, type(change), key_of(change)) not in stands:
            raise Refused(no_longer_stands(ledger, revision, change))
        changes.append(_corrected(change, correction, revision))
    for change in changes:
        if isinstance(change, StatusChange):
            check_sequence(ledger, change)
    return tuple(changes)


def _check_can_be_corrected(transaction: Transaction) -> None:
    """Refuse to correct what is taken back and recorded anew instead."""
    refusals: dict[type[Change], str] = {
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
        if type(change) in refusals:
            raise Refused(refusals[type(change)].format(n=transaction.revision))


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
