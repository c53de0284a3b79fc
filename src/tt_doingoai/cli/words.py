"""Typed words to plans, tasks and units: exactly one, or a refusal that lists the candidates."""

from __future__ import annotations

from collections.abc import Sequence

from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.snapshots import snapshots
from tt_doingoai.errors import Refused
from tt_doingoai.lookup import find_group, find_plans, find_snapshots, find_tasks, find_units
from tt_doingoai.model.ledger import Ledger, SnapshotChange
from tt_doingoai.model.plan import PlacedTask, Plan, placed_tasks
from tt_doingoai.model.units import Roster, Unit
from tt_doingoai.text import one_line, sort_key
from tt_doingoai.wording import _

_SHOWN = 20


def the_unit(query: str, roster: Roster) -> Unit:
    """Return the one unit that was named.

    Raises:
        Refused: There is none, or more than one.
    """
    found = find_units(query, roster.units)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(
            _('there is no unit "{query}"; the names are in: ttdn units list').format(
                query=one_line(query)
            )
        )
    raise Refused(
        _several(
            query, [f"{u.name} ({u.id})" for u in sorted(found, key=lambda u: sort_key(u.name))]
        )
    )


def the_group(query: str, roster: Roster) -> str:
    """Return the id of the one group that was named, by id or name.

    Raises:
        Refused: There is none.
    """
    found = find_group(query, roster)
    if found is not None:
        return found
    raise Refused(
        _('there is no group "{query}"; there are: {groups}').format(
            query=one_line(query), groups=", ".join(roster.groups) or "-"
        )
    )


def the_plan(query: str, plans: Sequence[Plan]) -> Plan:
    """Return the one plan that was named.

    Raises:
        Refused: There is none, or more than one.
    """
    found = find_plans(query, plans)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(
            _('there is no plan "{query}"; there are: {plans}').format(
                query=one_line(query), plans=", ".join(plan.id for plan in plans)
            )
        )
    raise Refused(_several(query, [f"{plan.name} ({plan.id})" for plan in found]))


def the_task(query: str, plans: Sequence[Plan]) -> tuple[Plan, PlacedTask]:
    """Return the one task that was named, with its plan.

    Of several versions of a plan the first one's words count.

    Raises:
        Refused: There is none, or more than one.
    """
    places: dict[tuple[str, str], tuple[Plan, PlacedTask]] = {}
    for plan in plans:
        for place in placed_tasks(plan):
            places.setdefault((plan.id, place.task.id), (plan, place))
    found = find_tasks(query, list(places.values()))
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(
            _('there is no task "{query}"; the codes are in: ttdn plan show').format(
                query=one_line(query)
            )
        )
    raise Refused(
        _several(query, [f"{plan.id}:{place.task.id} {place.task.title}" for plan, place in found])
    )


def the_snapshot(query: str, ledger: Ledger) -> Entry[SnapshotChange]:
    """Return the one closing of figures that was named, among those that stand.

    Raises:
        Refused: There is none, or more than one.
    """
    closed = snapshots(ledger)
    found = find_snapshots(query, closed)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(
            _('no figures are closed as "{query}"; there are: {names}').format(
                query=one_line(query), names="; ".join(e.change.name for e in closed) or "-"
            )
        )
    numbers = [
        _("{name} (update {n})").format(name=entry.change.name, n=entry.revision) for entry in found
    ]
    raise Refused(_several(query, numbers))


def _several(query: str, names: Sequence[str]) -> str:
    shown = "\n".join(f"  {name}" for name in names[:_SHOWN])
    more = "\n  …" if len(names) > _SHOWN else ""
    return (
        _('"{query}" can mean {n}; write more of the name, or the id:').format(
            query=one_line(query), n=len(names)
        )
        + f"\n{shown}{more}"
    )
