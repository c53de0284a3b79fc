"""The whole command line: its own options, and the registry below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final

import typer

from tt_doingoai.cli import PROGRAM
from tt_doingoai.cli.app import COMMANDS, Route
from tt_doingoai.cli.building import family_of, family_settings
from tt_doingoai.wording import _, later


def root() -> Any:
    """Return the whole command line."""
    app = typer.Typer(
        name=PROGRAM,
        cls=family_of(COMMANDS),
        help=_("Follows up whether every unit has done what a plan orders, by the day it says."),
        **family_settings(),
    )
    app.callback()(_main)
    command = typer.main.get_command(app)
    for param in command.params:
        text = _COMPLETION_HELP.get(param.name or "")
        if text:
            param.help = _(text)  # type: ignore[attr-defined]
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


def _default_workspace(folder: str, routes: Mapping[str, Route]) -> Iterator[tuple[str, Any]]:
    """Yield ``--workspace`` as every command's default, for ``ttdn -w FOLDER COMMAND``."""
    for name, route in routes.items():
        if route.commands:
            yield name, dict(_default_workspace(folder, route.commands))
        else:
            yield name, {"workspace": folder}
