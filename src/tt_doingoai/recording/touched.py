"""Which records a change touches, and what became of an update's changes since."""

from __future__ import annotations

from collections.abc import Sequence

from tt_doingoai.assess.view import concerned_unit, not_undone
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import (
    Change,
    Ledger,
    ObligationKey,
    OfObligation,
    Transaction,
    UndoChange,
    key_of,
)
from tt_doingoai.wording import _


def touched_by(ledger: Ledger, change: Change) -> set[tuple[type[Change], ObligationKey]]:
    """Return the kinds of record, by obligation, that undoing a change would bring or take."""
    if isinstance(change, UndoChange):
        taken_back = transaction_of(ledger, change.revision).changes
        return {
            touched
            for earlier in taken_back
            if concerned_unit(earlier) == change.unit
            for touched in touched_by(ledger, earlier)
        }
    key = key_if_any(change)
    return set() if key is None else {(type(change), key)}


def key_if_any(change: Change) -> ObligationKey | None:
    """Return the obligation that a change is about; None for one that is about none."""
    return key_of(change) if isinstance(change, OfObligation) else None


def transaction_of(ledger: Ledger, revision: int) -> Transaction:
    """Return the transaction of a revision.

    Raises:
        Refused: The ledger has none of that number.
    """
    if not 1 <= revision <= ledger.revision:
        raise Refused(
            _("there is no update {n}; the ledger has 1 to {last}; see: ttdn log").format(
                n=revision, last=ledger.revision
            )
            if ledger.revision
            else _("the ledger is empty; there is no update to mend")
        )
    return ledger.transactions[revision - 1]


def no_longer_stands(ledger: Ledger, revision: int, change: Change) -> str:
    """Say which later update took a change back or corrected it, and still does."""
    for later, said in not_undone(ledger):
        if isinstance(said, UndoChange):
            if (said.revision, said.unit) == (revision, concerned_unit(change)):
                return _("update {n} was taken back by update {later}").format(
                    n=revision, later=later
                )
        elif getattr(said, "supersedes", None) == revision and key_if_any(said) == key_if_any(
            change
        ):
            return _("update {n} was corrected by update {later}; mend that one").format(
                n=revision, later=later
            )
    return _("update {n} no longer stands").format(n=revision)


def obligations_of(changes: Sequence[Change], ledger: Ledger) -> set[ObligationKey]:
    """Return the obligations that changes touch; an undo touches all that it takes back."""
    return {key for change in changes for _kind, key in touched_by(ledger, change)}
