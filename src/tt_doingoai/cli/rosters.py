"""The commands about units: list, show, validate, import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Out, Place, Writing
from tt_doingoai.cli.output import agreed, deliver, emit, renderer_of, say
from tt_doingoai.cli.replacing import replace_roster
from tt_doingoai.cli.session import Session, open_session, workspace_root
from tt_doingoai.errors import EXIT_FINDING, InvalidTable, Refused
from tt_doingoai.loading.checks import check_all
from tt_doingoai.loading.layout import UNITS
from tt_doingoai.loading.models import parse_model
from tt_doingoai.loading.problems import is_error
from tt_doingoai.loading.workspace import read_files
from tt_doingoai.model.units import Roster, Unit
from tt_doingoai.render import formats
from tt_doingoai.text import sort_key
from tt_doingoai.wording import _


def list_(
    place: Place,
    out: Out,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar=_("DAY"), help=_("Only those that exist on this day.")),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option("--group", "-g", metavar=_("GROUP"), help=_("Only the units of this group.")),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar=_("WAY"), help=_("roster: as filed; name: by name."), show_default=False
        ),
    ] = "roster",
) -> int:
    """Print the units with their ids, groups and aliases."""
    render = renderer_of(formats.UNITS, out)
    by_name = typed.choice({"roster": False, "name": True}, by, option="--by")
    session = open_session(place)
    roster = session.workspace.roster
    asked = typed.day(as_of, option="--as-of")
    day = asked or session.today
    chosen = words.the_group(group, roster) if group else None
    units = [
        unit
        for unit in roster.units
        if (asked is None or unit.active_on(day))
        and (chosen is None or unit.in_group_on(chosen, day))
    ]
    if by_name:
        units.sort(key=lambda unit: sort_key(unit.name))
    deliver(render(roster, units, day), out, root=session.workspace.root)
    return 0


def show(
    unit: Annotated[str, typer.Argument(metavar=_("UNIT"), help=_("Id, alias or words."))],
    place: Place,
    out: Out,
) -> int:
    """Print one unit."""
    render = renderer_of(formats.UNITS, out)
    session = open_session(place)
    roster = session.workspace.roster
    found = words.the_unit(unit, roster)
    deliver(render(roster, [found], session.today), out, root=session.workspace.root)
    return 0


def validate(place: Place, out: Out) -> int:
    """Print every problem of the roster; exit 1 where one is an error."""
    render = renderer_of(formats.PROBLEMS, out)
    root = workspace_root(place)
    problems = [problem for problem in read_files(root).problems if problem.path == UNITS]
    deliver(render(problems), out, root=root)
    return EXIT_FINDING if any(map(is_error, problems)) else 0


def import_(
    file: Annotated[
        Path, typer.Argument(metavar=_("FILE"), help=_("A CSV: name, kind, groups, alias."))
    ],
    place: Place,
    writing: Writing,
) -> int:
    """Make the roster from a table; the committee's own organs stay."""
    from tt_doingoai.loading.roster_table import left_out, roster_from_table
    from tt_doingoai.loading.table import read_table

    session = open_session(place)
    root, current = session.workspace.root, session.workspace.roster
    text = roster_from_table(read_table(file), path=file.name, current=current)
    made = parse_model(Roster, text.encode(), path=UNITS)
    files = read_files(root)
    problems = [*made.problems, *check_all(files.plans, made)]
    if made.model is None or any(map(is_error, problems)):
        # The roster was made in memory: what is wrong with it is wrong with the table.
        of_table = {problem._replace(path=file.name, line=1, column=1) for problem in problems}
        raise InvalidTable(_("the table has errors; nothing was written"), sorted(of_table))
    dropped = left_out(made.model.units, current)
    _check_not_recorded(session, dropped)
    if writing.dry_run:
        emit(text)
        return 0
    _ask_where_replacing(current, dropped, writing)
    backup = replace_roster(session, text.encode())
    emit(
        _("{file} now has {n} units; the former list is kept in {backup}.").format(
            file=UNITS, n=len(made.model.units), backup=backup
        )
        + "\n"
    )
    return 0


def _check_not_recorded(session: Session, dropped: list[Unit]) -> None:
    """Refuse to drop a unit that the ledger has records of: nothing recorded disappears."""
    recorded = {
        getattr(change, "unit", None)
        for transaction in session.store.read().transactions
        for change in transaction.changes
    }
    missing = [unit for unit in dropped if unit.id in recorded]
    if missing:
        raise Refused(
            _("these units have records but are not in the table; add them: {units}").format(
                units="; ".join(f"{unit.name} ({unit.id})" for unit in missing)
            )
        )


def _ask_where_replacing(current: Roster, dropped: list[Unit], writing: Writing) -> None:
    """Ask before an office's own units are dropped; a sample list is there to be replaced."""
    if current.sample or not dropped or writing.yes:
        return
    names = "; ".join(unit.name for unit in dropped)
    if not sys.stdin.isatty():
        raise Refused(_("this drops {units}; add --yes if you mean it").format(units=names))
    say(names)
    if not agreed(_("Drop these units?")):
        raise Refused(_("nothing was written"))
