"""The commands that write a changed roster: units merge, units rename."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from tt_doingoai.assess.handover import handovers
from tt_doingoai.atomic_write import atomic_write
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Place
from tt_doingoai.cli.output import emit
from tt_doingoai.cli.replacing import check_unchanged, unchanged
from tt_doingoai.cli.session import Session, open_session
from tt_doingoai.errors import InvalidFiles, Refused
from tt_doingoai.loading.checks import check_all
from tt_doingoai.loading.files import parse_model
from tt_doingoai.loading.layout import UNITS
from tt_doingoai.loading.problems import is_error
from tt_doingoai.loading.roster_edit import EditedRoster, merged, renamed
from tt_doingoai.loading.workspace import read_files
from tt_doingoai.model.units import Roster
from tt_doingoai.wording import _

_ONE_DAY = dt.timedelta(days=1)


def merge(
    units: Annotated[
        list[str], typer.Argument(metavar=_("UNIT…"), help=_("The units that merge."))
    ],
    place: Place,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar=_("UNIT"), help=_("The unit they become; may be new.")),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=_("DAY"), help=_("The first day of that unit alone.")),
    ] = None,
    basis: Annotated[
        str | None,
        typer.Option("--basis", metavar=_("NUMBER"), help=_("The document that orders it.")),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would be written; write nothing."))
    ] = False,
) -> int:
    """Merge units into one, and say what becomes of each of their open items."""
    from tt_doingoai.render.written import merged_text

    session = open_session(place)
    roster = session.workspace.roster
    merging = list(dict.fromkeys(words.the_unit(query, roster) for query in units))
    target, day, number = typed.text(into), typed.day(on, option="--on"), typed.text(basis)
    if target is None or day is None or number is None:
        raise Refused(_('write --into UNIT --on DAY --basis "NUMBER"'))
    edited = merged(_text(session), roster, merging, into=target, on=day, basis=number)
    data = _checked(session, edited)
    ending = [unit for unit in merging if unit.id != edited.unit.id]
    ledger = session.store.read()
    then = session.workspace._replace(roster=edited.roster)
    left = handovers(
        session.assess(ledger, day=day - _ONE_DAY),
        session._replace(workspace=then).assess(ledger, day=day),
        ending={unit.id for unit in ending},
        heir=edited.unit.id,
    )
    text = merged_text(ending, edited.unit, left, on=day, path=UNITS, written=not dry_run)
    if not dry_run:
        _write(session, data)
    emit(text)
    return 0


def rename(
    unit: Annotated[str, typer.Argument(metavar=_("UNIT"), help=_("Id, alias or words."))],
    place: Place,
    to: Annotated[
        str | None, typer.Option("--to", metavar=_("NAME"), help=_("The new name."))
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar=_("DAY"), help=_("The first day of that name."))
    ] = None,
    basis: Annotated[
        str | None,
        typer.Option("--basis", metavar=_("NUMBER"), help=_("The document that orders it.")),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would be written; write nothing."))
    ] = False,
) -> int:
    """Give a unit another name from a day on; reports on earlier days keep the old one."""
    from tt_doingoai.render.written import renamed_text

    session = open_session(place)
    found = words.the_unit(unit, session.workspace.roster)
    name, day = typed.text(to), typed.day(on, option="--on")
    if name is None or day is None:
        raise Refused(_("write --to NAME --on DAY"))
    roster = session.workspace.roster
    edited = renamed(_text(session), roster, found, to=name, on=day, basis=typed.text(basis))
    data = _checked(session, edited)
    if not dry_run:
        _write(session, data)
    emit(renamed_text(found, edited.unit, on=day, path=UNITS, written=not dry_run))
    return 0


def _text(session: Session) -> str:
    text = (session.workspace.root / UNITS).read_bytes().decode("utf-8-sig")
    check_unchanged(session)
    return text


def _checked(session: Session, edited: EditedRoster) -> bytes:
    """Return the whole new file, once it is right and says what was meant.

    Raises:
        InvalidFiles: It would have errors.
    """
    data = edited.text.encode()
    made = parse_model(Roster, data, path=UNITS)
    problems = [*made.problems, *check_all(read_files(session.workspace.root).plans, made)]
    if any(map(is_error, problems)) or made.model != edited.roster:
        raise InvalidFiles(
            _("the new {file} would have errors; nothing was written").format(file=UNITS), problems
        )
    return data


def _write(session: Session, data: bytes) -> None:
    """Replace the roster; the former one is kept beside it."""
    root = session.workspace.root
    with unchanged(session):
        atomic_write(root / f"{UNITS}.bak", (root / UNITS).read_bytes())
        atomic_write(root / UNITS, data)
