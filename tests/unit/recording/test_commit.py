"""Two writers never lose each other's change: a stale revision is read, checked and tried again."""

from __future__ import annotations

import pytest

from tests.builders import draft, ledger, status
from tt_doingoai.errors import Refused, StaleRevision, StoreBusy
from tt_doingoai.model.ledger import Draft, Ledger
from tt_doingoai.recording.commit import commit
from tt_doingoai.store.protocol import Appended


class OvertakenStore:
    """A store in which someone else writes just before each of the first appends."""

    def __init__(self, *, times: int) -> None:
        self.times = times
        self.changes = [status(unit="hai")]

    def read(self) -> Ledger:
        return ledger(*self.changes)

    def append(self, draft: Draft, *, made_from: int, head: str | None = None) -> Appended:
        if self.times:
            self.times -= 1
            self.changes.append(status(unit=f"nguoi-khac-{self.times}"))
        if made_from != len(self.changes):
            raise StaleRevision
        (change,) = draft.changes
        self.changes.append(change)
        return Appended(len(self.changes), durability_confirmed=True)


class Maker:
    """Makes the draft, and remembers which revisions it was made from."""

    def __init__(self, *, refuses_after: int | None = None) -> None:
        self.made_from: list[int] = []
        self.refuses_after = refuses_after

    def __call__(self, of: Ledger) -> Draft:
        if self.refuses_after is not None and of.revision > self.refuses_after:
            raise Refused("already done")
        self.made_from.append(of.revision)
        return draft(status(unit="mot", note=f"từ lần {of.revision}"))


def test_a_draft_is_appended_and_its_revision_comes_back() -> None:
    store = OvertakenStore(times=0)
    made, appended, _before = commit(store, Maker())
    assert appended == Appended(2, durability_confirmed=True)
    assert store.read().transactions[-1].changes == made.changes


def test_an_overtaken_draft_is_made_anew_from_the_ledger_as_it_is_now() -> None:
    store, maker = OvertakenStore(times=2), Maker()
    made, appended, _before = commit(store, maker)
    assert maker.made_from == [1, 2, 3]
    assert appended.revision == 4
    assert made == draft(status(unit="mot", note="từ lần 3"))


def test_an_overtaken_draft_loses_nothing_of_the_others() -> None:
    store = OvertakenStore(times=2)
    commit(store, Maker())
    units = [change.unit for change in store.changes]
    assert units == ["hai", "nguoi-khac-1", "nguoi-khac-0", "mot"]


def test_a_request_that_no_longer_holds_is_refused_and_nothing_is_recorded() -> None:
    store = OvertakenStore(times=1)
    with pytest.raises(Refused, match="already done"):
        commit(store, Maker(refuses_after=1))
    assert "mot" not in [change.unit for change in store.changes]


def test_a_ledger_that_never_rests_is_busy_and_nothing_is_recorded() -> None:
    store = OvertakenStore(times=10_000)
    with pytest.raises(StoreBusy):
        commit(store, Maker())
    assert "mot" not in [change.unit for change in store.changes]
