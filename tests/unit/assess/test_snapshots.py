"""Figures closed under a name (chốt số liệu): which of them stand."""

from __future__ import annotations

from tests.builders import ledger, snapshot, status, undo
from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.snapshots import snapshots


def test_closings_are_told_the_earliest_first_among_all_other_records() -> None:
    first, second = snapshot("BC quý I"), snapshot("BC quý II")
    assert snapshots(ledger(status(), first, status(), second)) == [
        Entry(2, first),
        Entry(4, second),
    ]


def test_a_closing_that_was_taken_back_does_not_stand() -> None:
    assert snapshots(ledger(snapshot(), undo(1, None))) == []
