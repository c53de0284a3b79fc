"""From the registry to Typer's commands, each built when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from tt_doingoai.cli.app import Route
from tt_doingoai.cli.help import Command, Translated
from tt_doingoai.cli.spreading import spread
from tt_doingoai.wording import _


class Family(Translated, TyperGroup):
    """A group that builds a command when it is asked for, and not before."""

    routes: Mapping[str, Route] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the registry's order."""
        return list(self.routes)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, built now; None where there is none of that name."""
        route = self.routes.get(cmd_name)
        return build(cmd_name, route) if route else None

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the commands with their summaries; none is imported for it."""
        super().format_options(ctx, formatter)
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(route.summary)) for name, route in self.routes.items()])


def build(name: str, route: Route) -> Any:
    """Return the Typer command of a route of the registry."""
    app = _typer(name, route)
    return typer.main.get_command(app)


def _typer(name: str, route: Route) -> typer.Typer:
    if route.commands is not None:
        family = typer.Typer(
            name=name,
            cls=family_of(route.commands),
            help=_(route.summary),
            add_completion=False,
            **family_settings(),
        )
        family.callback()(lambda: None)
        return family
    assert route.function is not None
    module, function = route.function.split(":")
    command = getattr(import_module(f"tt_doingoai.cli.{module}"), function)
    app = typer.Typer(name=name, add_completion=False, **_settings())
    options = _("[OPTIONS]")
    app.command(name, cls=Command, help=_(route.summary), options_metavar=options)(spread(command))
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


def family_of(routes: Mapping[str, Route]) -> type[Family]:
    """Return the class of a group of commands, which knows their routes."""
    return type("Commands", (Family,), {"routes": routes})
