"""Closing figures: what a name must be, and when it is taken."""

from __future__ import annotations

import unicodedata

import pytest

from tests.builders import day, ledger, snapshot, status, undo
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Ledger, SnapshotChange
from tt_doingoai.recording.snapshot import snapshot_change

TODAY = day("2024-04-12")


def closed(
    name: str | None = "BC quý I/2024", on: str = "2024-03-31", history: Ledger | None = None
) -> SnapshotChange:
    return snapshot_change(name, history or ledger(), on=day(on), note=None, today=TODAY)


def test_it_holds_the_last_update_and_the_day() -> None:
    change = closed(history=ledger(status(), status(unit="hai")))
    assert (change.at_revision, change.on, change.name) == (2, day("2024-03-31"), "BC quý I/2024")


def test_an_empty_ledger_can_be_closed() -> None:
    assert closed().at_revision == 0


@pytest.mark.parametrize("name", [None, "", "\u0301"])
def test_a_name_is_needed(name: str | None) -> None:
    with pytest.raises(Refused, match="phải có tên"):
        closed(name)


def test_a_name_of_80_characters_is_taken_and_of_81_refused() -> None:
    assert closed("a" * 80).name == "a" * 80
    with pytest.raises(Refused, match="81 ký tự; nhiều nhất 80"):
        closed("a" * 81)


def test_today_can_be_closed_and_tomorrow_not() -> None:
    assert closed(on="2024-04-12").on == TODAY
    with pytest.raises(Refused, match="chưa đến ngày 13/4/2024"):
        closed(on="2024-04-13")


@pytest.mark.parametrize(
    "again", ["BC quý I/2024", "bc QUY i/2024", unicodedata.normalize("NFD", "BC quý I/2024")]
)
def test_a_name_is_taken_however_it_is_spelt(again: str) -> None:
    history = ledger(snapshot("BC quý I/2024"))
    with pytest.raises(Refused, match=r'tên "BC quý I/2024" \(lần cập nhật 1, ngày 31/3/2024\)'):
        closed(again, history=history)


def test_a_name_that_was_taken_back_is_free_again() -> None:
    history = ledger(snapshot("BC quý I/2024"), undo(1, None))
    assert closed(history=history).at_revision == 2
