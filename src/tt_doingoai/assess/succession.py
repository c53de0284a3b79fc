"""What an ended unit left open: owed by its successors, or frozen (design 3.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from tt_doingoai.assess.verdict import OPEN, Verdict
from tt_doingoai.model.units import Roster, Unit
from tt_doingoai.schedule.obligations import Obligation

# From an obligation, a day and the predecessors' verdicts to the verdict on it.
Judge: TypeAlias = Callable[[Obligation, dt.date, tuple[Verdict, ...]], Verdict]


@dataclass(frozen=True, slots=True)
class Succession:
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

    Args:
        held: The verdicts on what units hold by themselves, tasks and periods together.
        roster: The units, with their lives and successors.
        day: The day of the view.
        judge: Gives the verdict on what a successor owes, or on what is frozen.
    """
    if not any(unit.until and unit.until < day for unit in roster.units):
        return Succession(tuple(held), ())
    verdicts: list[Verdict] = []
    passed_on: list[Verdict] = []
    for _what, of_one in groupby(held, key=_occurrence):
        one = list(of_one)
        if any(_left_open(verdict, day) for verdict in one):
            settled = _Occurrence({v.obligation.unit.id: v for v in one}, roster, day, judge)
            settled.settle()
            verdicts += settled.in_roster_order()
            passed_on += settled.passed_on
        else:
            verdicts += one
    return Succession(tuple(verdicts), tuple(passed_on))


def _occurrence(verdict: Verdict) -> tuple[str, str | None]:
    return verdict.obligation.place.task.id, verdict.obligation.key.period


def _left_open(verdict: Verdict, day: dt.date) -> bool:
    """Return whether an ended unit left it open; what was received is the office's turn."""
    until = verdict.obligation.unit.until
    ended = until is not None and until < day
    return ended and verdict.timeliness in OPEN and not verdict.awaits_office


class _Occurrence:
    """One task in one period: the verdicts on its units, while they are settled."""

    def __init__(
        self, by_unit: dict[str, Verdict], roster: Roster, day: dt.date, judge: Judge
    ) -> None:
        self.by_unit = by_unit
        self.roster = roster
        self.day = day
        self.judge = judge
        self.passed_on: list[Verdict] = []

    def settle(self) -> None:
        """Pass on or freeze what each ended unit left open, the one that ended first before."""
        left = [v for v in self.by_unit.values() if _left_open(v, self.day)]
        ended = [verdict.obligation.unit for verdict in left]
        for unit in sorted(ended, key=lambda unit: unit.until or dt.date.max):
            verdict = self.by_unit[unit.id]  # with what it took over itself meanwhile
            heirs = list(dict.fromkeys(self._heirs(unit, {unit.id}))) if _fell_due(verdict) else []
            if not heirs:
                self.by_unit[unit.id] = self._frozen(verdict)
                continue
            del self.by_unit[unit.id]
            self.passed_on.append(verdict)
            for heir_id in heirs:
                self._inherit(heir_id, verdict)

    def _heirs(self, unit: Unit, seen: set[str]) -> Iterator[str]:
        """Yield who owes it now: successors that exist, or that ended in their turn."""
        for successor_id in unit.successors:
            successor = self.roster.unit(successor_id)
            if successor is None or successor_id in seen:
                continue
            seen.add(successor_id)
            if successor.active_on(self.day):
                yield successor_id
            elif successor.until is not None and successor.until < self.day:
                done = self.by_unit.get(successor_id)
                further = (
                    [] if done and done.timeliness not in OPEN else [*self._heirs(successor, seen)]
                )
                yield from further or [successor_id]

    def _inherit(self, heir_id: str, verdict: Verdict) -> None:
        own = self.by_unit.get(heir_id)
        heir = self.roster.unit(heir_id)
        assert heir is not None
        if own is None:
            left = verdict.obligation
            key = left.key._replace(unit=heir_id)
            obligation = left._replace(key=key, unit=heir)
            made = self.judge(obligation, self.day, (verdict,))
        else:
            made = own._replace(inherited=(*own.inherited, verdict))
        ended = heir.until is not None and heir.until < self.day
        self.by_unit[heir_id] = self._frozen(made) if ended and made.timeliness in OPEN else made

    def _frozen(self, verdict: Verdict) -> Verdict:
        last = verdict.obligation.unit.until
        assert last is not None
        judged = self.judge(verdict.obligation, last, verdict.inherited)
        return judged._replace(frozen_on=last)

    def in_roster_order(self) -> list[Verdict]:
        """Return what counts now."""
        return [self.by_unit[u.id] for u in self.roster.units if u.id in self.by_unit]


def _fell_due(verdict: Verdict) -> bool:
    """Return whether the plan's day came in the unit's life: what did not is not inherited."""
    until, stated = verdict.obligation.unit.until, verdict.obligation.stated_last_day
    return until is not None and stated is not None and stated <= until
