"""The commands of ``ttdn``: one registry; each is imported and built only when it is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any, Final, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from tt_doingoai.cli import PROGRAM
from tt_doingoai.cli.options import spread
from tt_doingoai.wording import _, later


class Entry(NamedTuple):
    """A command: where its function stands and what it does, or a family of commands."""

    summary: str
    function: str | None = None
    commands: Mapping[str, Entry] | None = None


COMMANDS: Final[Mapping[str, Entry]] = {
    "init": Entry(later("Make a workspace."), "starting:init"),
    "status": Entry(
        later("Who is late, with what, against which words of the plan."), "views:status"
    ),
    "report": Entry(later("The text report of a unit, or of the whole."), "reporting:report"),
    "check": Entry(
        later("The scheduled check: silent and 0 when nothing is overdue."), "checking:check"
    ),
    "matrix": Entry(later("Units by tasks, a letter in each cell."), "tables:matrix"),
    "form": Entry(later("A table of a task to fill in, a row per unit."), "tables:form"),
    "import": Entry(later("Record what a table says."), "tables:import_"),
    "export": Entry(later("Records as a table that can be imported."), "tables:export"),
    "explain": Entry(
        later("A task: its words, its last day and how it was reached."), "views:explain"
    ),
    "start": Entry(later("Record that units are at work."), "records:start"),
    "receive": Entry(later("Record that a report has arrived."), "records:receive"),
    "done": Entry(later("Record that a task is done."), "records:done"),
    "return": Entry(later("Record that a report was returned for completion."), "records:return_"),
    "waive": Entry(later("Record that a task does not apply, or was withdrawn."), "records:waive"),
    "note": Entry(later("Note a reason, a request, a refusal, a contact."), "records:note"),
    "extend": Entry(later("Grant a later last day."), "extending:extend"),
    "remind": Entry(
        later("Draft a reminder to each late unit, and record that it went out."),
        "reminding:remind",
    ),
    "confirm": Entry(
        later("Confirm what was recorded before a plan was amended."), "confirming:confirm"
    ),
    "correct": Entry(later("Mend what an update recorded."), "mending:correct"),
    "undo": Entry(later("Take an update back."), "mending:undo"),
    "log": Entry(later("The history of all updates."), "mending:log"),
    "snapshot": Entry(later("Close the figures of a day under a name."), "snapshots:snapshot"),
    "plan": Entry(
        later("Plans: list, show, validate, amend, diff, close, schema."),
        commands={
            "list": Entry(later("All versions of all plans."), "plans:list_"),
            "show": Entry(later("A plan word for word, with its tasks."), "plans:show"),
            "validate": Entry(
                later("Every problem of all files, with its place."), "plans:validate"
            ),
            "amend": Entry(later("Make the file of a plan's next version."), "plan_life:amend"),
            "diff": Entry(later("What two versions say differently."), "plan_life:diff"),
            "close": Entry(later("End a plan's follow-up."), "plan_life:close"),
            "schema": Entry(later("The JSON Schema for editors."), "plans:schema"),
        },
    ),
    "units": Entry(
        later("Units: list, show, validate, merge, rename, import."),
        commands={
            "list": Entry(later("All units."), "rosters:list_"),
            "show": Entry(later("One unit."), "rosters:show"),
            "validate": Entry(later("Every problem of the roster."), "rosters:validate"),
            "merge": Entry(later("Merge units into one."), "reorganising:merge"),
            "rename": Entry(later("Give a unit another name."), "reorganising:rename"),
            "import": Entry(later("Make the roster from a CSV table."), "rosters:import_"),
        },
    ),
    "schedule": Entry(
        later("The job that checks every morning: print."),
        commands={
            "print": Entry(
                later("Recipes for cron, systemd and Windows, ready to be used."),
                "scheduling:print_",
            ),
        },
    ),
    "store": Entry(
        later("The ledger's health: verify, backups, restore, lock-test."),
        commands={
            "verify": Entry(later("Look the ledger and its folder over."), "stores:verify"),
            "backups": Entry(later("The backups beside the ledger."), "stores:backups"),
            "restore": Entry(later("Put a backup back."), "stores:restore"),
            "lock-test": Entry(
                later("Prove that two writers shut each other out in this folder."),
                "stores:lock_test",
            ),
        },
    ),
}


class _Translated:
    """Prints in the user's language what Typer has as English literals."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        # Typer puts braces round what is required; everybody else reads it bare.
        pieces = " ".join(p.strip("{}") for p in self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments, options and commands under translated headings."""
        records: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            record = param.get_help_record(ctx)
            if record:
                name, told = record
                told = told.replace("[required]", _("[required]"))
                records[param.param_type_name].append((name, told))
        for kind, heading in (("argument", _("Arguments")), ("option", _("Options"))):
            if records[kind]:
                with formatter.section(heading):
                    formatter.write_dl(records[kind])

    def get_help_option(self, ctx: Any) -> Any:
        """Return ``--help`` with its help translated."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this help and exit.")
        return option


class Command(_Translated, TyperCommand):
    """A command whose help speaks the user's language."""


class Family(_Translated, TyperGroup):
    """A group that builds a command when it is asked for, and not before."""

    entries: Mapping[str, Entry] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the registry's order."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, built now; None where there is none of that name."""
        entry = self.entries.get(cmd_name)
        return build(cmd_name, entry) if entry else None

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the commands with their summaries; none is imported for it."""
        super().format_options(ctx, formatter)
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(entry.summary)) for name, entry in self.entries.items()])


def build(name: str, entry: Entry) -> Any:
    """Return the Typer command of an entry of the registry."""
    app = _typer(name, entry)
    return typer.main.get_command(app)


def root() -> Any:
    """Return the whole command line."""
    app = typer.Typer(
        name=PROGRAM,
        cls=_family(COMMANDS),
        help=_("Follows up whether every unit has done what a plan orders, by the day it says."),
        **_family_settings(),
    )
    app.callback()(_main)
    command = typer.main.get_command(app)
    for param in command.params:
        told = _COMPLETION_HELP.get(param.name or "")
        if told:
            param.help = _(told)  # type: ignore[attr-defined]
    return command


_COMPLETION_HELP: Final = {
    "install_completion": later("Install completion for the current shell."),
    "show_completion": later("Show completion for the current shell."),
}


def _print_version(value: bool) -> None:  # noqa: FBT001  Typer's signature
    if value:
        from tt_doingoai import __version__
        from tt_doingoai.cli.output import emit

        emit(f"{PROGRAM} {__version__}\n")
        raise typer.Exit


def _main(
    ctx: typer.Context,
    workspace: Annotated[
        str | None,
        typer.Option("--workspace", "-w", metavar=_("FOLDER"), help=_("The workspace's folder.")),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_print_version,
            help=_("Print the version and exit."),
        ),
    ] = False,
) -> None:
    if workspace is not None:
        ctx.default_map = dict(_default_workspace(workspace, COMMANDS))


def _default_workspace(folder: str, entries: Mapping[str, Entry]) -> Iterator[tuple[str, Any]]:
    """Yield ``--workspace`` as every command's default, for ``ttdn -w FOLDER COMMAND``."""
    for name, entry in entries.items():
        if entry.commands:
            yield name, dict(_default_workspace(folder, entry.commands))
        else:
            yield name, {"workspace": folder}


def _typer(name: str, entry: Entry) -> typer.Typer:
    if entry.commands is not None:
        family = typer.Typer(
            name=name,
            cls=_family(entry.commands),
            help=_(entry.summary),
            add_completion=False,
            **_family_settings(),
        )
        family.callback()(lambda: None)
        return family
    assert entry.function is not None
    module, function = entry.function.split(":")
    command = getattr(import_module(f"tt_doingoai.cli.{module}"), function)
    app = typer.Typer(name=name, add_completion=False, **_settings())
    options = _("[OPTIONS]")
    app.command(name, cls=Command, help=_(entry.summary), options_metavar=options)(spread(command))
    return app


def _settings() -> dict[str, Any]:
    return {
        "rich_markup_mode": None,
        "pretty_exceptions_enable": False,
        "context_settings": {"help_option_names": ["-h", "--help"]},
    }


def _family_settings() -> dict[str, Any]:
    return {
        **_settings(),
        "no_args_is_help": True,
        "options_metavar": _("[OPTIONS]"),
        "subcommand_metavar": _("COMMAND [ARGS]…"),
    }


def _family(entries: Mapping[str, Entry]) -> type[Family]:
    return type("Commands", (Family,), {"entries": entries})
