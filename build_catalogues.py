"""Compiles the message catalogues (.po to .mo) whenever the package is built or installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """The build hook that hatchling finds in this file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue beside its source."""
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for source in Path(self.root).glob("src/tt_doingoai/locale/*/LC_MESSAGES/*.po"):
            with source.open("rb") as read:
                catalogue = read_po(read)
            with source.with_suffix(".mo").open("wb") as written:
                write_mo(written, catalogue)
