"""Which record counts (design 3.3), played at random on a real store against a plain list.

A hundred games of up to thirty steps are played; ``TTDN_TEST_GAMES`` asks for more.

The model says what the contract says, in the plainest words and with no regard to speed: a record
stands unless a standing undo took it back or a record that was not taken back corrects it; of what
stands with ``on`` not after the day, the one with the greatest (on, revision) counts.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.builders import draft, status
from tt_doingoai.assess.view import view
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, Draft, Ledger, ObligationKey, Status
from tt_doingoai.recording.commit import commit
from tt_doingoai.recording.correction import Correction, correct
from tt_doingoai.recording.undo import undo as undone
from tt_doingoai.store.backups import backups_in
from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.restore import restore as put_back_file

GAMES = int(os.environ.get("TTDN_TEST_GAMES", "100"))
FIRST = dt.date(2024, 4, 1)
DAYS = [FIRST + dt.timedelta(days=n) for n in range(6)]
TODAY = DAYS[-1]
UNITS = ("mot", "hai")
TASKS = ("I.1", "I.2")
STATUSES = (Status.IN_PROGRESS, Status.RECEIVED, Status.DONE, Status.RETURNED)


@dataclass(frozen=True)
class Record:
    """A status recorded for a task of a unit; ``corrects`` is the revision it mends."""

    task: str
    unit: str
    on: dt.date
    status: Status
    corrects: int | None = None


@dataclass(frozen=True)
class TakenBack:
    """What a revision said of a unit is taken back."""

    revision: int
    unit: str


Said = Record | TakenBack


class Model:
    """The history as a list of updates, each a list of what it said."""

    def __init__(self, updates: list[list[Said]]) -> None:
        self.updates = updates

    def numbered(self) -> list[tuple[int, Said]]:
        return [(n, said) for n, update in enumerate(self.updates, 1) for said in update]

    def is_taken_back(self, revision: int, unit: str) -> bool:
        return any(
            said == TakenBack(revision, unit) and not self.is_taken_back(n, unit)
            for n, said in self.numbered()
        )

    def stands(self, revision: int, said: Said) -> bool:
        if self.is_taken_back(revision, said.unit):
            return False
        return not isinstance(said, Record) or not any(
            isinstance(later, Record)
            and (later.corrects, later.task, later.unit) == (revision, said.task, said.unit)
            and not self.is_taken_back(n, later.unit)
            for n, later in self.numbered()
        )

    def records(self) -> list[tuple[int, Record]]:
        """All records that stand, with their revisions."""
        return [
            (n, said)
            for n, said in self.numbered()
            if isinstance(said, Record) and self.stands(n, said)
        ]

    def touched(self, revision: int, unit: str) -> set[str]:
        """The tasks of a unit about which an update said something, or took it back."""
        tasks: set[str] = set()
        for said in self.updates[revision - 1]:
            if said.unit == unit:
                tasks |= (
                    {said.task} if isinstance(said, Record) else self.touched(said.revision, unit)
                )
        return tasks

    def may_take_back(self, revision: int, unit: str) -> bool:
        """Whether all of it stands and no later standing record of the same obligations does."""
        return all(
            self.stands(revision, said) for said in self.updates[revision - 1] if said.unit == unit
        ) and not any(
            n > revision
            and unit == said.unit
            and self.stands(n, said)
            and self.about(said) & self.touched(revision, unit)
            for n, said in self.numbered()
            if isinstance(said, Record)
            or (self.gives_back(revision, unit) and not self.gives_back(said.revision, unit))
        )

    def has_some_left(self, revision: int, unit: str) -> bool:
        return any(
            self.stands(revision, said) for said in self.updates[revision - 1] if said.unit == unit
        )

    def gives_back(self, revision: int, unit: str) -> bool:
        """Whether taking an update back would give records back: it was itself an undo."""
        said = self.updates[revision - 1]
        return any(isinstance(one, TakenBack) and one.unit == unit for one in said)

    def about(self, said: Said) -> set[str]:
        return {said.task} if isinstance(said, Record) else self.touched(said.revision, said.unit)

    def breaks(self, records: list[tuple[int, Record]], record: Record) -> bool:
        """Whether some record of an obligation contradicts the one before it (by day, number)."""
        mine = [
            (r.on, n, r.status)
            for n, r in records
            if (r.task, r.unit) == (record.task, record.unit)
        ]
        statuses = [status for _on, _n, status in sorted(mine)]
        return any(
            after not in FOLLOWS[before]
            for before, after in zip([Status.UNREPORTED, *statuses], statuses, strict=False)
        )

    def at(self, revision: int) -> Model:
        return Model(self.updates[:revision])


def the_one_that_counts(
    standing: list[tuple[int, Record]], task: str, unit: str, day: dt.date
) -> tuple[int, Record] | None:
    return max(
        (
            (n, record)
            for n, record in standing
            if (record.task, record.unit) == (task, unit) and record.on <= day
        ),
        key=lambda found: (found[1].on, found[0]),
        default=None,
    )


# Which status may follow which (issue 2: what contradicts what counts is refused).
_ANY = {Status.IN_PROGRESS, Status.RECEIVED, Status.DONE, Status.NOT_APPLICABLE}
FOLLOWS = {
    Status.UNREPORTED: _ANY,
    Status.IN_PROGRESS: _ANY - {Status.IN_PROGRESS},
    Status.RECEIVED: {Status.DONE, Status.RETURNED, Status.NOT_APPLICABLE},
    Status.RETURNED: _ANY,
    Status.DONE: {Status.RETURNED, Status.NOT_APPLICABLE},
    Status.NOT_APPLICABLE: set(),
}


class LedgerMachine(RuleBasedStateMachine):
    """Records, mends, takes back and opens anew; compares all views after every step."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.model = Model([])
        self.bytes = b""
        self.reopen()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    @rule()
    def reopen(self) -> None:
        self.store = JsonStore(self.folder / "store" / "status.json")

    @rule(
        unit=st.sampled_from(UNITS),
        tasks=st.sets(st.sampled_from(TASKS), min_size=1),
        on=st.sampled_from(DAYS),
        recorded=st.sampled_from(STATUSES),
    )
    def record(self, unit: str, tasks: set[str], on: dt.date, recorded: Status) -> None:
        said = [Record(task, unit, on, recorded) for task in sorted(tasks)]
        self._commit(said, lambda _ledger: [change_of(record) for record in said])

    @rule(task=st.sampled_from(TASKS), on=st.sampled_from(DAYS), recorded=st.sampled_from(STATUSES))
    def record_for_both_units(self, task: str, on: dt.date, recorded: Status) -> None:
        said = [Record(task, unit, on, recorded) for unit in UNITS]
        self._commit(said, lambda _ledger: [change_of(record) for record in said])

    @precondition(lambda self: self.model.updates)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        revision = data.draw(st.integers(1, len(self.model.updates)), label="revision")
        if not self.model.updates[revision - 1]:
            self._commit(None, lambda ledger: list(undone(ledger, revision)))
            return
        concerned = list(dict.fromkeys(said.unit for said in self.model.updates[revision - 1]))
        chosen = data.draw(
            st.lists(st.sampled_from(concerned), unique=True, min_size=1), label="units"
        )
        named = data.draw(st.booleans(), label="units are named") or len(chosen) < len(concerned)
        if not named:
            # What is left of an update is taken back: a unit's part may be gone already.
            left = [unit for unit in concerned if self.model.has_some_left(revision, unit)]
            chosen = left or concerned
        allowed = all(self.model.may_take_back(revision, unit) for unit in chosen)

        def make(ledger: Ledger) -> list[Change]:
            return list(undone(ledger, revision, units=chosen if named else ()))

        said: list[Said] = [TakenBack(revision, unit) for unit in concerned if unit in chosen]
        self._commit(said if allowed else None, make)

    @precondition(lambda self: self.model.updates)
    @rule(
        data=st.data(),
        on=st.none() | st.sampled_from(DAYS),
        recorded=st.none() | st.sampled_from(STATUSES),
    )
    def correct(self, data: st.DataObject, on: dt.date | None, recorded: Status | None) -> None:
        revision = data.draw(st.integers(1, len(self.model.updates)), label="revision")
        unit = data.draw(st.sampled_from(UNITS), label="unit")
        wrong = [
            said
            for said in self.model.updates[revision - 1]
            if isinstance(said, Record) and said.unit == unit
        ]
        right: list[Said] = [
            Record(r.task, r.unit, on or r.on, recorded or r.status, corrects=revision)
            for r in wrong
        ]
        says_something_new = all(
            (on or r.on, recorded or r.status) != (r.on, r.status) for r in wrong
        )
        allowed = (
            wrong and says_something_new and all(self.model.stands(revision, r) for r in wrong)
        )

        records = self.model.records()
        for record, r in zip(right, wrong, strict=True):
            assert isinstance(record, Record)
            mended = [said for said in records if said != (revision, r)]
            mended.append((len(self.model.updates) + 1, record))
            broken_already = self.model.breaks(records, record)
            allowed = allowed and (broken_already or not self.model.breaks(mended, record))

        def make(ledger: Ledger) -> list[Change]:
            correction = Correction(status=recorded, on=on)
            return list(correct(ledger, revision, correction, units=[unit], today=TODAY))

        self._commit(right if allowed else None, make)

    @precondition(lambda self: len(self.model.updates) > 1)
    @rule(data=st.data(), damaged=st.booleans())
    def restore(self, data: st.DataObject, *, damaged: bool) -> None:
        """Put a backup back; what came after it is gone from the view, and nothing else."""
        folder = self.folder / "store"
        backup = data.draw(
            st.sampled_from([b for b in backups_in(folder) if not b.mark]), label="backup"
        )
        path = folder / "status.json"
        before = path.read_bytes()

        def put_back(*, force: bool) -> None:
            name = backup.path.name
            put_back_file(path, name, draft, note=None, force=force)

        if damaged:
            path.write_bytes(before[:-3])
            put_back(force=False)
        elif backup.revision == len(self.model.updates):
            with pytest.raises(Refused):
                put_back(force=True)
            return
        else:
            with pytest.raises(Refused):
                put_back(force=False)
            assert path.read_bytes() == before
            put_back(force=True)
        self.model = Model([*self.model.updates[: backup.revision], []])
        lines = before.split(b"\n")[: backup.revision + 1]
        self.bytes = b"\n".join(lines).removesuffix(b",") + b"\n]}\n"
        assert any(
            kept.path.read_bytes() == (before[:-3] if damaged else before)
            for kept in backups_in(folder)
        )

    def _commit(self, said: list[Said] | None, make: object) -> None:
        """Append what is made; where ``said`` is None it must be refused and change nothing."""
        assert callable(make)

        def made(ledger: Ledger) -> Draft:
            return draft(*make(ledger))

        if said is None:
            with pytest.raises(Refused):
                commit(self.store, made)
            return
        _draft, appended, _before = commit(self.store, made)
        self.model.updates.append(said)
        assert appended.revision == len(self.model.updates)

    @invariant()
    def history_keeps_its_bytes(self) -> None:
        path = self.folder / "store" / "status.json"
        now = path.read_bytes() if path.exists() else b""
        if now != self.bytes:
            assert now.startswith(self.bytes.removesuffix(b"\n]}\n"))
            assert now.count(b"\n") == len(self.model.updates) + 2
        self.bytes = now

    @invariant()
    def every_day_is_seen_as_the_model_sees_it(self) -> None:
        self._compare(self.store.read(), self.model)

    @rule(data=st.data())
    def an_earlier_revision_is_seen_as_it_was_seen_then(self, data: st.DataObject) -> None:
        revision = data.draw(st.integers(0, len(self.model.updates)), label="revision")
        self._compare(self.store.read().at(revision), self.model.at(revision))

    def _compare(self, ledger: Ledger, model: Model) -> None:
        assert ledger.revision == len(model.updates)
        standing = model.records()
        for day in (FIRST - dt.timedelta(days=1), *DAYS):
            seen = view(ledger, day=day)
            for task in TASKS:
                for unit in UNITS:
                    entry = seen.history(ObligationKey("mau", task, unit, None)).status
                    counting = the_one_that_counts(standing, task, unit, day)
                    assert (entry is None) == (counting is None)
                    if entry is not None and counting is not None:
                        revision, record = counting
                        assert entry.revision == revision
                        assert (entry.change.on, entry.change.status) == (record.on, record.status)


def change_of(record: Record) -> Change:
    return status(record.status, record.on.isoformat(), task=record.task, unit=record.unit)


TestTheLedger = pytest.mark.slow(LedgerMachine.TestCase)
TestTheLedger.settings = settings(
    max_examples=GAMES,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
