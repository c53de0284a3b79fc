"""From the registry to Typer's commands, each built when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from tt_doingoai.cli.app import Entry
from tt_doingoai.cli.help import Command, Translated
from tt_doingoai.cli.spreading import spread
from tt_doingoai.wording import _


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


def _typer(name: str, entry: Entry) -> typer.Typer:
    if entry.commands is not None:
        family = typer.Typer(
            name=name,
            cls=family_of(entry.commands),
            help=_(entry.summary),
            add_completion=False,
            **family_settings(),
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


def family_settings() -> dict[str, Any]:
    """Return what Typer is told of every group of commands."""
    return {
        **_settings(),
        "no_args_is_help": True,
        "options_metavar": _("[OPTIONS]"),
        "subcommand_metavar": _("COMMAND [ARGS]…"),
    }


def family_of(entries: Mapping[str, Entry]) -> type[Family]:
    """Return the class of a group of commands, which knows their entries."""
    return type("Commands", (Family,), {"entries": entries})
