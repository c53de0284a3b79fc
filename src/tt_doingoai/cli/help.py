"""Help in the user's language, where Typer has English literals."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

from tt_doingoai.wording import _


class Translated:
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
                name, text = record
                text = text.replace("[required]", _("[required]"))
                records[param.param_type_name].append((name, text))
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


class Command(Translated, TyperCommand):
    """A command whose help speaks the user's language."""
