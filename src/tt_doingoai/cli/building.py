"""From the registry to Typer's commands, each built when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from tt_doingoai.cli import PROGRAM
from tt_doingoai.cli.app import COMMANDS, Entry
from tt_doingoai.cli.help import Command, Translated
from tt_doingoai.cli.spreading import spread
from tt_doingoai.wording import _, later


class Family(Translated, TyperGroup):
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
