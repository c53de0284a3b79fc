"""What an ended unit left open: owed by its successors, or frozen (design 3.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple, TypeAlias

from tt_doingoai.assess.verdict import OPEN, Verdict
from tt_doingoai.model.units import Roster, Unit
from tt_doingoai.schedule.obligations import Obligation

# From an obligation, a day, and what one predecessor left open of it (None: what the unit holds by
# itself) to the verdict on it.
Judge: TypeAlias = Callable[[Obligation, dt.date, Verdict | None], Verdict]


class Succession(NamedTuple):
    """Verdicts after every ended unit's open obligations have found whoever owes them.

    Attributes:
        verdicts: What counts, in the order of the document, then of the roster.
        passed_on: What ended units left open and others owe now; not counted any more.
    """

    verdicts: tuple[Verdict, ...]
    passed_on: tuple[Verdict, ...]


def settle(held: Iterable[Verdict], roster: Roster, *, day: dt.date, judge: Judge) -> Succession:
    """Return who owes what once the ended units are gone.

    What a unit left open past its last day is owed by its successors from the day after, once
    where a successor owes the same; without successors it is frozen on the unit's last day.

    Of all that a unit owes for one task and period, by itself and from each predecessor, the
    worst counts: what is open before what is done, and of these the earliest last day. So an
    extension passes over only where everyone who left it open had one.

    Args:
        held: The verdicts on what units hold by themselves, tasks and periods together.
        roster: The units, with their lives and successors.
        day: The day of the view.
        judge: Gives the verdict on what a successor owes, or on what is frozen.
    """
    if not any(unit.until and unit.until < day for unit in roster.units):
        return Succession(tuple(held), ())
    heirs = _heirs_by_unit(roster, day)
    verdicts: list[Verdict] = []
    passed_on: list[Verdict] = []
    for _what, of_one in groupby(held, key=_task_in_period):
        one = list(of_one)
        if any(_left_open(verdict, day) for verdict in one):
            own = {v.obligation.unit.id: v for v in one}
            settled = _TaskInPeriod(own, heirs, roster, day, judge).settled()
            verdicts += settled.verdicts
            passed_on += settled.passed_on
        else:
            verdicts += one
    return Succession(tuple(verdicts), tuple(passed_on))


def _task_in_period(verdict: Verdict) -> tuple[str, str | None]:
    return verdict.obligation.place.task.id, verdict.obligation.key.period


def _left_open(verdict: Verdict, day: dt.date) -> bool:
    """Return whether an ended unit left it open; what was received is the office's turn."""
    until = verdict.obligation.unit.until
    ended = until is not None and until < day
    return ended and verdict.timeliness in OPEN and not verdict.awaits_office


def _fell_due(verdict: Verdict) -> bool:
    """Return whether the plan's day came in the unit's life: what did not is not inherited."""
    until, stated = verdict.obligation.unit.until, verdict.obligation.stated_last_day
    return until is not None and stated is not None and stated <= until


def _heirs_by_unit(roster: Roster, day: dt.date) -> dict[str, list[str]]:
    """Return the successors of each ended unit that were there after it, and are on the day."""
    ended = [unit for unit in roster.units if unit.until is not None and unit.until < day]
    return {unit.id: list(dict.fromkeys(_heirs(unit, unit, roster, day, set()))) for unit in ended}


def _heirs(of: Unit, unit: Unit, roster: Roster, day: dt.date, seen: set[str]) -> Iterator[str]:
    assert of.until is not None
    seen.add(unit.id)
    for successor_id in unit.successors:
        successor = roster.unit(successor_id)
        if successor is None or successor_id in seen or (successor.since or day) > day:
            continue
        if successor.until is not None and successor.until <= of.until:
            yield from _heirs(of, successor, roster, day, seen)  # gone before it could take over
        else:
            yield successor_id


class _TaskInPeriod:
    """One task in one period: what each unit owes of it, by itself and from its predecessors."""

    def __init__(
        self,
        own: Mapping[str, Verdict],
        heirs: Mapping[str, list[str]],
        roster: Roster,
        day: dt.date,
        judge: Judge,
    ) -> None:
        self.own = own
        self.heirs = heirs
        self.roster = roster
        self.day = day
        self.judge = judge
        self.before: dict[str, list[Unit]] = {}  # the predecessors, in roster order
        for unit in roster.units:
            for heir in heirs.get(unit.id, ()):
                self.before.setdefault(heir, []).append(unit)
        self.found: dict[str, Verdict | None] = {}

    def settled(self) -> Succession:
        """Return what counts now, and what was passed on, both in roster order."""
        verdicts: list[Verdict] = []
        passed_on: list[Verdict] = []
        for unit in self.roster.units:
            verdict = self._owed(unit)
            if verdict is None:
                continue
            if not _left_open(verdict, self.day):
                verdicts.append(verdict)
            elif self._goes_on(verdict):
                passed_on += self._named(verdict)  # what it took over went on with its own unit
            else:
                verdicts.append(self._frozen(verdict))
        return Succession(tuple(verdicts), tuple(passed_on))

    def _owed(self, unit: Unit) -> Verdict | None:
        """Return the verdict on what a unit owes; None where it owes nothing of it.

        Who takes over lives on longer than whoever left it, so this never goes in a circle.
        """
        if unit.id not in self.found:
            self.found[unit.id] = self._worst(unit, self.day)
        return self.found[unit.id]

    def _worst(self, unit: Unit, on: dt.date) -> Verdict | None:
        """Return the verdict that counts of all that a unit owes, judged on a day."""
        own = self.own.get(unit.id)
        if own is not None and on != self.day:
            own = self.judge(own.obligation, on, None)
        inherited: dict[str, Verdict] = {}
        owed = [own] if own else []
        for left in self._left_to(unit):
            for before in self._counted_before(left):
                inherited.setdefault(before.obligation.unit.id, before)
            if _fell_due(left) and not _handed_in_before(own, left):
                key = left.obligation.key._replace(unit=unit.id)
                obligation = left.obligation._replace(key=key, unit=unit)
                owed.append(self.judge(obligation, on, left))
        if not owed:
            return None
        counts = min(owed, key=_standing)
        if not inherited:
            return counts
        held = counts.obligation._replace(held_on=on)
        return counts._replace(obligation=held, inherited=tuple(inherited.values()))

    def _left_to(self, unit: Unit) -> Iterator[Verdict]:
        """Yield what ended units left open to a unit."""
        for predecessor in self.before.get(unit.id, ()):
            left = self._owed(predecessor)
            if left and _left_open(left, self.day) and (_fell_due(left) or unit.id in self.own):
                yield left

    def _goes_on(self, verdict: Verdict) -> bool:
        """Return whether successors owe it, or hold the same by themselves and carry it on."""
        heirs = self.heirs[verdict.obligation.unit.id]
        return any(heir in self.own for heir in heirs) or (bool(heirs) and _fell_due(verdict))

    def _counted_before(self, verdict: Verdict) -> list[Verdict]:
        """Return what was passed on with it, itself the last."""
        return [*verdict.inherited, *self._named(verdict)]

    def _named(self, verdict: Verdict) -> list[Verdict]:
        """Return it where its unit held it or something was noted of it; else nothing."""
        noted = verdict.history.notes or verdict.history.reminders
        return [verdict] if noted or verdict.obligation.unit.id in self.own else []

    def _frozen(self, verdict: Verdict) -> Verdict:
        unit = verdict.obligation.unit
        assert unit.until is not None
        judged = self._worst(unit, unit.until)
        assert judged is not None
        return judged._replace(frozen_on=unit.until)


def _handed_in_before(own: Verdict | None, left: Verdict) -> bool:
    """Return whether a unit had handed in its own before it took over the same: owed once."""
    record = own.history.status if own else None
    until = left.obligation.unit.until
    assert until is not None
    return own is not None and own.handed_in and record is not None and record.change.on <= until


def _standing(verdict: Verdict) -> tuple[bool, dt.date]:
    """Return by what verdicts on the same obligation are ranked, the worst first.

    What is not open rests on one record of one unit, so a waiver never stands beside what is done.
    """
    return verdict.timeliness not in OPEN, verdict.last_day or dt.date.max
