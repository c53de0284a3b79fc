"""Figures closed under a name (chốt số liệu): which of them stand."""

from __future__ import annotations

from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.view import standing
from tt_doingoai.model.ledger import Ledger, SnapshotChange


def snapshots(ledger: Ledger) -> list[Entry[SnapshotChange]]:
    """Return the closings that were not taken back, the earliest first."""
    return [
        Entry(revision, change)
        for revision, change in standing(ledger)
        if isinstance(change, SnapshotChange)
    ]
