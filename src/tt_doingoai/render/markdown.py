"""Blocks as Markdown: what files and notes say is data, every mark in it is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tt_doingoai.render.page import page
from tt_doingoai.render.phrases import capital
from tt_doingoai.render.prose import Block, Figures, Gap, Heading, Items, Para, Title
from tt_doingoai.text import one_line

# Marks that mean something anywhere: emphasis, code, links, HTML, entities, tables, formulas …
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~&$^@])")
# … a colon that begins an emoji's name or an address, and the "www." that makes one …
_COLON: Final = re.compile(r":(?=\S)")
_WWW: Final = re.compile(r"(?i)\b(www)\.")
# … and what makes a list, a rule or a heading only where a line begins with it.
_BEGINS: Final = re.compile(r"^(?:([-+=])|([0-9]+)([.)]))")


def as_markdown(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown (CommonMark with tables), each paragraph in one line."""
    parts: list[str] = []
    for block in blocks:
        match block:
            case Title(text):
                parts.append(f"# {inline(text)}")
            case Heading(text, level):
                parts.append(f"{'#' * (level + 1)} {inline(text)}")
            case Para(text):
                parts.append(begun(text))
            case Items(texts) if texts:
                parts.append("\n".join(f"- {begun(text)}" for text in texts))
            case Figures(headings, rows):
                parts.append(_table(headings, rows))
            case Items() | Gap():
                pass
    return page(["\n\n".join(parts)])


def inline(text: str) -> str:
    """Return a text in which nothing is markup, for a place within a line."""
    escaped = _COLON.sub(r"\\:", _MARKS.sub(r"\\\1", one_line(text)))
    return _WWW.sub(r"\1\\.", escaped)


def begun(text: str) -> str:
    """Return a text in which nothing is markup, for the beginning of a line."""
    return _BEGINS.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", inline(text))


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [
        _line([capital(inline(heading)) for heading in headings]),
        _line([":---", *("---:" for _heading in headings[1:])]),
        *(_line([inline(cell) for cell in row]) for row in rows),
    ]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
