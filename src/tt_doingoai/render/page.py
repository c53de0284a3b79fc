"""What a renderer may know of where its text goes, and the marks of a page of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from tt_doingoai.text import clean, pad, pad_left, width, wrap

TEXT_WIDTH: Final = 80  # what a letter, a mail and a pipe can hold
GAP: Final = 2  # cells between columns
_MANY_LINES: Final = 6


class Page(NamedTuple):
    """Where a text goes and what the reader asked to be unfolded.

    Attributes:
        width: Cells of a line; used by tables only, plain text keeps to 80.
        color: Whether colours may be used; no meaning hangs on them.
        by_unit: A row per unit in place of the lists by task.
        unfold: Show every list, not only what is late or soon due; the empty ones too.
        soon: Show what is soon due beside what is overdue.
    """

    width: int = TEXT_WIDTH
    color: bool = False
    by_unit: bool = False
    unfold: bool = False
    soon: bool = False


def paragraph(value: str, *, first: str = "", rest: str = "") -> list[str]:
    """Return a text as lines of a page."""
    return wrap(value, cells=TEXT_WIDTH, first=first, rest=rest)


def labelled(label: str, value: str, *, indent: int) -> list[str]:
    """Return ``label value``, the value's further lines under its first.

    A value of many lines begins in a line of its own, so that it has the page's width.
    """
    head = " " * indent + label + " "
    lines = paragraph(value, first=head, rest=" " * width(head))
    if len(lines) <= _MANY_LINES:
        return lines
    margin = " " * (indent + 2)
    return [head.rstrip(), *paragraph(value, first=margin, rest=margin)]


def columns(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    spans: Sequence[tuple[str, int, int]] = (),
) -> list[str]:
    """Return a table of plain text: the first column left, the figures right.

    A first cell wider than the room the figures leave takes several lines; nothing is cut.

    Args:
        headings: A heading for every column.
        rows: The rows.
        spans: Headings over several columns: the text, the first and the last column.
    """
    every = [headings, *rows]
    sizes = [max(width(row[i]) for row in every) + GAP for i in range(1, len(headings))]
    first = min(TEXT_WIDTH - sum(sizes), max(width(row[0]) for row in every))
    lines = [_spanned(spans, [first, *sizes])] if spans else []
    for row in every:
        wrapped = wrap(row[0], cells=first)
        figures = "".join(pad_left(cell, size) for cell, size in zip(row[1:], sizes, strict=True))
        lines += wrapped[:-1]
        lines.append((pad(wrapped[-1], first) + figures).rstrip())
    return lines


def _spanned(spans: Sequence[tuple[str, int, int]], sizes: Sequence[int]) -> str:
    line = ""
    for heading, begin, end in spans:
        room = sum(sizes[begin : end + 1])
        line = pad(line, sum(sizes[:begin]) + max(GAP, (room - width(heading)) // 2 + 1)) + heading
    return line


def page(lines: Sequence[str]) -> str:
    """Return lines as a text that ends in a line end, harmless to a terminal."""
    return clean("\n".join(lines) + "\n")
