"""The options that commands share: a named tuple each, spread into a command's signature."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from tt_doingoai.wording import _


class Place(NamedTuple):
    """Which workspace."""

    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", metavar=_("FOLDER"), help=_("The workspace's folder.")),
    ] = None


class Out(NamedTuple):
    """In which form, and where to."""

    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar=_("FORMAT"), help=_("text, json; some: table, csv, markdown.")
        ),
    ] = None
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar=_("FILE"), help=_("Write to a file.")),
    ] = None


class View(NamedTuple):
    """Which day, and as known after which update."""

    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar=_("DAY"), help=_("Judge by this day; today if left out.")),
    ] = None
    revision: Annotated[
        str | None,
        typer.Option(
            "--revision", metavar="N", help=_("As the ledger stood after its update number N.")
        ),
    ] = None


class Narrowing(NamedTuple):
    """The filters, the same everywhere."""

    plan: Annotated[
        list[str] | None,
        typer.Option("--plan", metavar=_("PLAN"), help=_("Only this plan: id, number or words.")),
    ] = None
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", "-u", metavar=_("UNIT"), help=_("Only this unit; may be repeated.")),
    ] = None
    group: Annotated[
        list[str] | None,
        typer.Option("--group", "-g", metavar=_("GROUP"), help=_("Only the units of this group.")),
    ] = None
    section: Annotated[
        list[str] | None,
        typer.Option("--section", metavar=_("SECTION"), help=_("Only this section: III.")),
    ] = None
    task: Annotated[
        list[str] | None,
        typer.Option("--task", "-t", metavar=_("TASK"), help=_("Only this task: code or words.")),
    ] = None
    timeliness: Annotated[
        list[str] | None,
        typer.Option(
            "--timeliness",
            metavar=_("VERDICT"),
            help=_("List only: overdue, due_soon, in_time, done_on_time, done_late …"),
        ),
    ] = None
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar=_("STATUS"),
            help=_("List only: unreported, in_progress, received, done, returned …"),
        ),
    ] = None
    due_by: Annotated[
        str | None,
        typer.Option("--due-by", metavar=_("DAY"), help=_("List only what is due by this day.")),
    ] = None
    due_before: Annotated[
        str | None,
        typer.Option("--due-before", metavar=_("DAY"), help=_("List only what is due before it.")),
    ] = None
    due_from: Annotated[
        str | None,
        typer.Option("--due-from", metavar=_("DAY"), help=_("List only what is due from it on.")),
    ] = None


class Tasks(NamedTuple):
    """The tasks a recording command is about."""

    tasks: Annotated[
        list[str],
        typer.Argument(metavar=_("TASK…"), help=_("Codes (III.2.c) or words of a title.")),
    ]


class OfUnits(NamedTuple):
    """Whose records of the history are meant."""

    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", "-u", metavar=_("UNIT"), help=_("Only this unit; may be repeated.")),
    ] = None


class OfTasks(NamedTuple):
    """Which tasks' records of the history are meant."""

    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar=_("PLAN"), help=_("The plan, where there are several.")),
    ] = None
    task: Annotated[
        list[str] | None,
        typer.Option("--task", "-t", metavar=_("TASK"), help=_("Only this task: code or words.")),
    ] = None


class Units(NamedTuple):
    """Whose obligations a recording command is about."""

    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", "-u", metavar=_("UNIT"), help=_("The unit; may be repeated.")),
    ] = None
    group: Annotated[
        str | None,
        typer.Option("--group", "-g", metavar=_("GROUP"), help=_("All units of this group.")),
    ] = None
    except_: Annotated[
        list[str] | None,
        typer.Option("--except", metavar=_("UNIT"), help=_("But not this unit; with --group.")),
    ] = None
    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar=_("PLAN"), help=_("The plan, where there are several.")),
    ] = None
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar=_("PERIOD"), help=_("For recurring tasks: 2024, 2024-Q2, 2024-03.")
        ),
    ] = None


class Details(NamedTuple):
    """What goes with a record."""

    on: Annotated[
        str | None,
        typer.Option("--on", metavar=_("DAY"), help=_("The day it reached the office.")),
    ] = None
    note: Annotated[str | None, typer.Option("--note", metavar=_("TEXT"), help=_("A remark."))] = (
        None
    )
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            metavar=_("NUMBER"),
            help=_("Number of a document, or an address (https://…)."),
        ),
    ] = None
    evidence_file: Annotated[
        list[Path] | None,
        typer.Option(
            "--evidence-file", metavar=_("FILE"), help=_("A file; its SHA-256 is recorded.")
        ),
    ] = None


class Ordered(NamedTuple):
    """What orders a change of plans or units, and from when."""

    on: Annotated[
        str | None,
        typer.Option("--on", metavar=_("DAY"), help=_("The first day on which it holds.")),
    ] = None
    basis: Annotated[
        str | None,
        typer.Option("--basis", metavar=_("NUMBER"), help=_("The document that orders it.")),
    ] = None
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would be written; write nothing."))
    ] = False


class Grounds(NamedTuple):
    """What a decision rests on."""

    basis: Annotated[
        str | None,
        typer.Option("--basis", metavar=_("NUMBER"), help=_("The document it rests on.")),
    ] = None
    note: Annotated[str | None, typer.Option("--note", metavar=_("TEXT"), help=_("A remark."))] = (
        None
    )


class Writing(NamedTuple):
    """How a recording command writes."""

    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=_("Do not ask where many records are made."))
    ] = False
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would be recorded; record nothing."))
    ] = False


GROUPS = (
    Place,
    Out,
    View,
    Narrowing,
    Tasks,
    OfUnits,
    OfTasks,
    Units,
    Details,
    Ordered,
    Grounds,
    Writing,
)
