"""The commands that write a changed roster: units merge, units rename."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from tt_doingoai.assess.handover import handovers
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Ordered, Place
from tt_doingoai.cli.output import emit
from tt_doingoai.cli.replacing import replace_roster, roster_text
from tt_doingoai.cli.session import open_session
from tt_doingoai.errors import Refused
from tt_doingoai.loading.layout import UNITS
from tt_doingoai.loading.roster_edit import checked_bytes, merged, renamed
from tt_doingoai.wording import _

_ONE_DAY = dt.timedelta(days=1)


def merge(
    units: Annotated[
        list[str], typer.Argument(metavar=_("UNIT…"), help=_("The units that merge."))
    ],
    place: Place,
    ordered: Ordered,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar=_("UNIT"), help=_("The unit they become; may be new.")),
    ] = None,
) -> int:
    """Merge units into one, and say what becomes of each of their open items."""
    from tt_doingoai.render.written import merged_text

    session = open_session(place)
    roster = session.workspace.roster
    merging = list(dict.fromkeys(words.the_unit(query, roster) for query in units))
    target, day, number = (
        typed.text(into),
        typed.day(ordered.on, option="--on"),
        typed.text(ordered.basis),
    )
    if target is None or day is None or number is None:
        raise Refused(_('write --into UNIT --on DAY --basis "NUMBER"'))
    edited = merged(roster_text(session), roster, merging, into=target, on=day, basis=number)
    data = checked_bytes(session.workspace.root, edited)
    ending = [unit for unit in merging if unit.id != edited.unit.id]
    ledger = session.store.read()
    then = session.workspace._replace(roster=edited.roster)
    left = handovers(
        session.assess(ledger, day=day - _ONE_DAY),
        session._replace(workspace=then).assess(ledger, day=day),
        ending={unit.id for unit in ending},
        heir=edited.unit.id,
    )
    text = merged_text(ending, edited.unit, left, on=day, path=UNITS, written=not ordered.dry_run)
    if not ordered.dry_run:
        replace_roster(session, data)
    emit(text)
    return 0


def rename(
    unit: Annotated[str, typer.Argument(metavar=_("UNIT"), help=_("Id, alias or words."))],
    place: Place,
    ordered: Ordered,
    to: Annotated[
        str | None, typer.Option("--to", metavar=_("NAME"), help=_("The new name."))
    ] = None,
) -> int:
    """Give a unit another name from a day on; reports on earlier days keep the old one."""
    from tt_doingoai.render.written import renamed_text

    session = open_session(place)
    found = words.the_unit(unit, session.workspace.roster)
    name, day = typed.text(to), typed.day(ordered.on, option="--on")
    if name is None or day is None:
        raise Refused(_("write --to NAME --on DAY"))
    roster = session.workspace.roster
    edited = renamed(
        roster_text(session), roster, found, to=name, on=day, basis=typed.text(ordered.basis)
    )
    data = checked_bytes(session.workspace.root, edited)
    if not ordered.dry_run:
        replace_roster(session, data)
    emit(renamed_text(found, edited.unit, on=day, path=UNITS, written=not ordered.dry_run))
    return 0
