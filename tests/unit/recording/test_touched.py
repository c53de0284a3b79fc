"""Which obligations a mending touches."""

from __future__ import annotations

from tests.builders import ledger, note, status, undo
from tt_doingoai.model.ledger import Status
from tt_doingoai.recording.touched import obligations_of
from tt_doingoai.recording.undo import undo as undone

TODAY = "2024-04-12"


DONE = status(Status.DONE, "2024-04-10")
BOTH = [status(unit="mot"), status(unit="hai")]


def test_an_undo_touches_every_obligation_that_it_takes_back() -> None:
    of = ledger([status(task="I.1"), status(task="I.2"), status(unit="hai")])
    assert len(obligations_of(undone(of, 1), of)) == 3
    assert len(obligations_of(undone(of, 1, units=("hai",)), of)) == 1


def test_an_obligation_with_two_records_is_touched_once() -> None:
    of = ledger([status(), note()])
    assert len(obligations_of(undone(of, 1), of)) == 1


def test_the_undo_of_an_undo_touches_what_it_brings_back() -> None:
    of = ledger([status(task="I.1"), status(task="I.2")], undo(1))
    assert len(obligations_of(undone(of, 2), of)) == 2
