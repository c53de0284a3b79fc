"""Units that merge or are renamed: changes in the text of ``units.yaml``, its comments kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tt_doingoai.errors import Refused
from tt_doingoai.loading.checks import check_all
from tt_doingoai.loading.layout import UNITS
from tt_doingoai.loading.models import as_meant, parse_model
from tt_doingoai.loading.roster_checks import overlap
from tt_doingoai.loading.roster_table import new_id
from tt_doingoai.loading.workspace import read_files
from tt_doingoai.loading.yaml_edit import Value, append, put
from tt_doingoai.lookup import is_called
from tt_doingoai.model.plan import CitedDocument
from tt_doingoai.model.units import FormerName, Membership, Roster, Unit
from tt_doingoai.terms import date_text
from tt_doingoai.text import fold
from tt_doingoai.wording import _

_ONE_DAY = dt.timedelta(days=1)


class EditedRoster(NamedTuple):
    """A roster that is to replace the one that stands.

    Attributes:
        text: The whole new file.
        roster: What it is meant to say; whoever writes it makes sure that it does.
        unit: The unit that the change leads to.
    """

    text: str
    roster: Roster
    unit: Unit


def merged(
    text: str, roster: Roster, units: list[Unit], *, into: str, on: dt.date, basis: str
) -> EditedRoster:
    """Return the roster in which some units end and another is their successor.

    Args:
        text: The file's text.
        roster: What it says.
        units: Those that merge; the one they merge into may be among them.
        into: The id, name or alias of that unit; a name nobody has makes a new unit.
        on: The first day after the merger.
        basis: The document that orders it.

    Raises:
        Refused: One of them does not exist on those days, or nothing would change.
    """
    known = _called(into, roster)
    target = known or _new_unit(into, roster, units, on)
    ending = [unit for unit in units if unit.id != target.id]
    if not ending:
        raise Refused(_("{unit} cannot be merged into itself alone").format(unit=target.name))
    if not target.active_on(on):
        raise Refused(
            _("{unit} does not exist on {day}").format(unit=target.name, day=date_text(on))
        )
    made = list(roster.units)
    for unit in ending:
        last = on - _ONE_DAY
        if unit.until is not None or not unit.active_on(last):
            raise Refused(
                _("{unit} does not exist on {day}, or its end is written already").format(
                    unit=unit.name, day=date_text(last)
                )
            )
        at = roster.units.index(unit)
        text = put(text, ("units", at), "until", last)
        text = put(text, ("units", at), "successors", [target.id])
        text = put(text, ("units", at), "decision", {"number": basis})
        made[at] = replace(
            unit, until=last, successors=(target.id,), decision=CitedDocument(number=basis)
        )
    if known is None:
        made.append(target)
        text = append(text, (), "units", _written(target))
    return EditedRoster(text, replace(roster, units=tuple(made)), target)


def checked_bytes(root: Path, edited: EditedRoster) -> bytes:
    """Return the whole new file, once it is right beside the plans and says what was meant.

    Raises:
        InvalidFiles: It would have errors.
    """
    made = parse_model(Roster, edited.text.encode(), path=UNITS)
    message = _("the new {file} would have errors; nothing was written").format(file=UNITS)
    found = check_all(read_files(root).plans, made)
    return as_meant(made, found, meant=edited.roster, message=message)


def renamed(
    text: str, roster: Roster, unit: Unit, *, to: str, on: dt.date, basis: str | None
) -> EditedRoster:
    """Return the roster in which a unit bears another name from a day on.

    Args:
        text: The file's text.
        roster: What it says.
        unit: The unit.
        to: Its new name.
        on: The first day of that name.
        basis: The document that orders it, where there is one.

    Raises:
        Refused: It or another unit has that name already, or it had another until a later day.
    """
    last = on - _ONE_DAY
    if to == unit.name:
        raise Refused(_('the name is "{name}" already').format(name=to))
    if not unit.active_on(on) or not unit.active_on(last):
        raise Refused(_("{unit} does not exist on {day}").format(unit=unit.name, day=date_text(on)))
    if any(former.until >= last for former in unit.former_names):
        raise Refused(
            _("{unit} bore another name until a later day; see: ttdn units show {id}").format(
                unit=unit.name, id=unit.id
            )
        )
    for other in roster.units:
        if is_called(other, to) and other.id != unit.id and overlap(unit, other):
            raise Refused(
                _('"{name}" is already the name or alias of {unit} ({id}); choose another').format(
                    name=to, unit=other.name, id=other.id
                )
            )
    at = roster.units.index(unit)
    written: dict[str, Value] = {"name": unit.name, "until": last}
    written |= {"addressee": unit.addressee} if unit.addressee else {}
    written |= {"decision": {"number": basis}} if basis else {}
    text = append(text, ("units", at), "former_names", written)
    text = put(text, ("units", at), "name", to)
    former = FormerName(
        name=unit.name,
        until=last,
        addressee=unit.addressee,
        decision=CitedDocument(number=basis) if basis else None,
    )
    made = replace(unit, name=to, former_names=(*unit.former_names, former))
    units = tuple(made if other.id == unit.id else other for other in roster.units)
    return EditedRoster(text, replace(roster, units=units), made)


def _called(query: str, roster: Roster) -> Unit | None:
    """Return the unit of exactly that id, name or alias: a new name is never taken for another's.

    Raises:
        Refused: Several are called so.
    """
    found = [u for u in roster.units if fold(query) == u.id or is_called(u, query)]
    if len(found) > 1:
        ids = ", ".join(unit.id for unit in found)
        raise Refused(
            _('"{name}" is the name of several units; write an id: {ids}').format(
                name=query, ids=ids
            )
        )
    return found[0] if found else None


def _new_unit(name: str, roster: Roster, units: list[Unit], on: dt.date) -> Unit:
    """Return the unit that a merger makes: of their kind and groups, since that day."""
    kinds = {unit.kind for unit in units}
    last = on - _ONE_DAY
    groups = dict.fromkeys(
        membership.id
        for unit in units
        for membership in unit.groups
        if unit.in_group_on(membership.id, last)
    )
    taken = {unit.id for unit in roster.units} | set(roster.groups)
    return Unit(
        id=new_id(name, taken),
        name=name,
        kind=kinds.pop() if len(kinds) == 1 else "khac",
        own=all(unit.own for unit in units),
        groups=tuple(Membership(id=group) for group in groups),
        since=on,
    )


def _written(unit: Unit) -> dict[str, Value]:
    written: dict[str, Value] = {"id": unit.id, "name": unit.name, "kind": unit.kind}
    written |= {"own": True} if unit.own else {}
    written |= {"groups": [membership.id for membership in unit.groups]}
    return written | {"since": unit.since}
