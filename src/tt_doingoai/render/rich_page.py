"""Rich parts on a page: what every table in a terminal is printed with."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from tt_doingoai.render.page import Page
from tt_doingoai.text import clean


def literal(text: str, style: str = "") -> Text:
    """Return a text that is never markup, and harmless to a terminal."""
    return Text(clean(text), style=style.strip())


def printed(parts: Sequence[RenderableType], where: Page) -> str:
    """Return the parts as lines of the page's width; colours only where the page has them."""
    console = Console(
        file=io.StringIO(),
        width=where.width,
        force_terminal=where.color,
        color_system="standard" if where.color else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},  # the page says everything; NO_COLOR and COLUMNS were read at the door
    )
    for part in parts:
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"
