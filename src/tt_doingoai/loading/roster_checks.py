"""What must hold inside a roster beyond its form: names, groups, lives, successors."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from tt_doingoai.loading.files import Location, Plans, Units
from tt_doingoai.loading.problems import Problem
from tt_doingoai.model.units import Membership, Roster, Unit
from tt_doingoai.text import fold
from tt_doingoai.wording import _


def no_unit(name: str) -> str:
    """Return that an id stands for no unit."""
    return _('"{name}" is no unit of units.yaml').format(name=name)


def check_roster(plans: Plans, units: Units) -> Iterator[Problem]:
    """Unit ids are unique, names and aliases stand for one unit, groups have members."""
    roster = units.model
    if roster is None:
        return
    called: defaultdict[str, list[Unit]] = defaultdict(list)
    seen: set[str] = set()
    for index, unit in enumerate(roster.units):
        here: Location = ("units", index)
        if unit.id in seen or unit.id in roster.groups:
            message = _('the id "{id}" stands twice; change one of them').format(id=unit.id)
            yield units.problem("TD024", (*here, "id"), message)
        seen.add(unit.id)
        for place, name in _names(here, unit.name, unit.aliases):
            others = {other.id for other in called[fold(name)] if overlap(unit, other)}
            if others - {unit.id}:
                message = _('"{name}" is already the name or alias of {others}; change one of them')
                text = message.format(name=name, others=", ".join(sorted(others)))
                yield units.problem("TD027", place, text)
            called[fold(name)].append(unit)
    members = {membership.id for unit in roster.units for membership in unit.groups}
    for group in roster.groups:
        if group not in members:
            message = _('no unit is in the group "{group}"').format(group=group)
            yield units.problem("TD023", ("groups", group), message, key=True)


def check_unit_ties(plans: Plans, units: Units) -> Iterator[Problem]:
    """A unit's groups and successors exist, and its life runs forward."""
    roster = units.model
    ids = {unit.id for unit in roster.units} if roster else set()
    for index, unit in enumerate(roster.units if roster else ()):
        here: Location = ("units", index)
        for number, membership in enumerate(unit.groups):
            if roster and membership.id not in roster.groups:
                message = _('the group "{group}" is not listed under "groups"; add it there')
                place = (*here, "groups", number)
                yield units.problem("TD021", place, message.format(group=membership.id))
            if membership.since and membership.until and membership.until < membership.since:
                message = _('"until" {until} lies before "since" {since}')
                text = message.format(until=membership.until, since=membership.since)
                yield units.problem("TD030", (*here, "groups", number, "until"), text)
        for number, successor in enumerate(unit.successors):
            if successor not in ids - {unit.id}:
                place = (*here, "successors", number)
                own = _("a unit cannot be its own successor; take it out, or name another")
                text = own if successor == unit.id else no_unit(successor)
                yield units.problem("TD021", place, text)
        if unit.since and unit.until and unit.until < unit.since:
            message = _('"until" {until} lies before "since" {since}')
            yield units.problem(
                "TD030", (*here, "until"), message.format(until=unit.until, since=unit.since)
            )


def _names(here: Location, name: str, aliases: Sequence[str]) -> Iterator[tuple[Location, str]]:
    yield (*here, "name"), name
    for number, alias in enumerate(aliases):
        yield (*here, "aliases", number), alias


def check_lives(plans: Plans, units: Units) -> Iterator[Problem]:
    """Dated facts of a unit do not contradict each other: groups, former names, its end."""
    roster = units.model
    for index, unit in enumerate(roster.units if roster else ()):
        here: Location = ("units", index)
        for first, second in combinations(range(len(unit.groups)), 2):
            one, other = unit.groups[first], unit.groups[second]
            if one.id == other.id and overlap(one, other):
                message = _('"{group}" stands twice for the same days; end one before the other')
                place = (*here, "groups", second)
                yield units.problem("TD035", place, message.format(group=one.id))
        yield from _former_names(here, unit, units)
        if unit.successors and unit.until is None:
            message = _('a unit with successors needs its last day: "until"')
            yield units.problem("TD035", (*here, "successors"), message)


def _former_names(here: Location, unit: Unit, units: Units) -> Iterator[Problem]:
    days: set[dt.date] = set()
    for number, former in enumerate(unit.former_names):
        place = (*here, "former_names", number, "until")
        outside = (unit.since and former.until < unit.since) or (
            unit.until and former.until >= unit.until
        )
        if former.until in days:
            message = _("two former names end on {day}; write the last day of each")
            yield units.problem("TD035", place, message.format(day=former.until))
        elif outside:
            message = _("the former name ends on {day}, which is not before the end of its life")
            yield units.problem("TD035", place, message.format(day=former.until))
        days.add(former.until)


def check_succession(plans: Plans, units: Units) -> Iterator[Problem]:
    """Successors begin the day after, outlive the unit they follow, and never lead back to it."""
    roster = units.model
    for index, unit in enumerate(roster.units if roster else ()):
        begin = [s.since for name in unit.successors if roster and (s := roster.unit(name))]
        first = min((day or dt.date.min for day in begin), default=dt.date.min)
        if unit.until and (first - unit.until).days > 1:
            message = _('"{unit}" ended on {until} and is followed on {since} only: nobody between')
            text = message.format(unit=unit.id, until=unit.until, since=first)
            yield units.problem("TD037", ("units", index, "successors"), text)
        for number, successor_id in enumerate(unit.successors):
            if successor_id == unit.id:  # said already, as a unit that is none
                continue
            place = ("units", index, "successors", number)
            successor = roster.unit(successor_id) if roster else None
            if roster and _leads_back(roster, unit.id, successor_id):
                message = _('"{successor}" leads back to "{unit}"; only one can follow the other')
                text = message.format(successor=successor_id, unit=unit.id)
                yield units.problem("TD034", place, text)
            elif successor and unit.until and successor.until and successor.until <= unit.until:
                message = _('"{successor}" ended on {day}, so it cannot take over from then on')
                text = message.format(successor=successor_id, day=successor.until)
                yield units.problem("TD035", place, text)


def _leads_back(roster: Roster, unit_id: str, start: str) -> bool:
    """Return whether a chain of successors that starts somewhere reaches a unit."""
    seen, waiting = {start}, [start]
    while waiting:
        unit = roster.unit(waiting.pop())
        for successor in unit.successors if unit else ():
            if successor == unit_id:
                return True
            if successor not in seen:
                seen.add(successor)
                waiting.append(successor)
    return False


def overlap(one: Unit | Membership, other: Unit | Membership) -> bool:
    """Return whether two lives have a day in common."""
    first, last = dt.date.min, dt.date.max
    return (one.since or first) <= (other.until or last) and (other.since or first) <= (
        one.until or last
    )
