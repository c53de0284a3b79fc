"""Finding a plan, a task or a unit by what people type. Lists candidates, never guesses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias, TypeVar

from tt_doingoai.assess.history import Entry
from tt_doingoai.model.ledger import SnapshotChange
from tt_doingoai.model.period import Period
from tt_doingoai.model.plan import PlacedTask, Plan
from tt_doingoai.model.units import Roster, Unit
from tt_doingoai.terms import period_names
from tt_doingoai.text import fold, words

T = TypeVar("T")

# What is looked for, with its ids, its names and aliases, and the names whose words are searched.
Candidate: TypeAlias = tuple[T, Iterable[str], Iterable[str], Iterable[str]]


def find_units(query: str, units: Sequence[Unit]) -> list[Unit]:
    """Return the units that a query names: one, several candidates, or none."""
    candidates = []
    for unit in units:
        names = [unit.name, *(former.name for former in unit.former_names)]
        candidates.append((unit, [unit.id], [*names, *unit.aliases], names))
    return _find(query, candidates)


def is_called(unit: Unit, name: str) -> bool:
    """Return whether a name is the unit's own or an alias of it, however it is spelt."""
    return fold(name) in map(fold, (unit.name, *unit.aliases))


def find_snapshots(
    query: str, closed: Sequence[Entry[SnapshotChange]]
) -> list[Entry[SnapshotChange]]:
    """Return the closings of figures that a query names, by name or words of it."""
    names = ((entry, [entry.change.name]) for entry in closed)
    return _find(query, [(entry, [], name, name) for entry, name in names])


def find_group(query: str, roster: Roster) -> str | None:
    """Return the id of the group that a query names, by id or name; None where it names none."""
    key = fold(query)
    return next(
        (id_ for id_, name in roster.groups.items() if key in (fold(id_), fold(name))), None
    )


def find_plans(query: str, plans: Sequence[Plan]) -> list[Plan]:
    """Return the plans that a query names, by id, number or words of the number and name."""
    return _find(query, [(p, [p.id], [p.number], [p.name]) for p in plans])


def find_tasks(
    query: str, tasks: Sequence[tuple[Plan, PlacedTask]]
) -> list[tuple[Plan, PlacedTask]]:
    """Return the tasks that a query names, by code (``III.2.c``, ``plan:III.2.c``) or title."""
    return _find(
        query,
        [
            ((plan, place), [place.task.id, f"{plan.id}:{place.task.id}"], [title], [title])
            for plan, place in tasks
            for title in (place.task.title,)
        ],
    )


def is_period(query: str, period: Period | None) -> bool:
    """Return whether a query names a period: by its code, or as people say it (quý 2/2024)."""
    if period is None:
        return False
    key = re.sub(r"\b0(?=[0-9]/)", "", fold(query))  # tháng 03/2024
    return key in map(fold, period_names(period))


def _find(query: str, candidates: Sequence[Candidate[T]]) -> list[T]:
    """Return the matches of the first rule that has any: exact id; exact name; words (design 3.2).

    Args:
        query: What was typed.
        candidates: What there is.
    """
    exact = [item for item, ids, _, _ in candidates if query in ids]
    if exact:
        return exact
    key = fold(query)
    named = [item for item, ids, names, _ in candidates if key in map(fold, [*ids, *names])]
    if named:
        return named
    wanted = words(query)
    if not wanted:
        return []
    return [
        item
        for item, _, _, names in candidates
        if any(
            all(any(word.startswith(part) for word in words(name)) for part in wanted)
            for name in names
        )
    ]
