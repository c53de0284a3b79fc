"""What a renderer may know of where its text goes, and the marks of a page of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tt_doingoai.text import clean, pad, pad_left, width, wrap

TEXT_WIDTH: Final = 80  # what a letter, a mail and a pipe can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a text goes and what the reader asked to be unfolded.

    Attributes:
        width: Cells of a line; used by tables only, plain text keeps to 80.
        color: Whether colours may be used; no meaning hangs on them.
        by_unit: A row per unit in place of the lists by task.
        unfold: Show every list, not only what is late or soon due.
    """

    width: int = TEXT_WIDTH
    color: bool = False
    by_unit: bool = False
    unfold: bool = False


def paragraph(value: str, *, first: str = "", rest: str = "") -> list[str]:
    """Return a text as lines of a page."""
    return wrap(value, cells=TEXT_WIDTH, first=first, rest=rest)


def labelled(label: str, value: str, *, indent: int, label_width: int = 0) -> list[str]:
    """Return ``label value`` with the value's further lines under its first."""
    head = " " * indent + pad(label, label_width) + " "
    return paragraph(value, first=head, rest=" " * width(head))


def columns(
    header: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], *, first_width: int
) -> list[str]:
    """Return a table of plain text: the first column left, the figures right.

    A first cell wider than its column takes several lines; nothing is cut.

    Args:
        header: Rows of headings, each of as many cells as the table.
        rows: The rows.
        first_width: The cells of the first column.
    """
    every = [*header, *rows]
    widths = [max(width(row[i]) for row in every) for i in range(1, len(every[0]))]
    lines = []
    for row in every:
        told = wrap(row[0], cells=first_width)
        figures = "".join(
            "  " + pad_left(cell, size) for cell, size in zip(row[1:], widths, strict=True)
        )
        lines += told[:-1]
        lines.append((pad(told[-1], first_width) + figures).rstrip())
    return lines


def page(lines: Sequence[str]) -> str:
    """Return lines as a text that ends in a line end, harmless to a terminal."""
    return clean("\n".join(lines) + "\n")
