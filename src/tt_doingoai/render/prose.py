"""A text as blocks that know what they are: one content, printed as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from tt_doingoai.render.page import page, paragraph


class Title(NamedTuple):
    """What the whole is called."""

    text: str


class Heading(NamedTuple):
    """The heading of a part; level 1 or 2."""

    text: str
    level: int = 1


class Para(NamedTuple):
    """A paragraph."""

    text: str


class Items(NamedTuple):
    """A list, each item a "- " line in a letter."""

    texts: Sequence[str]


class Figures(NamedTuple):
    """Figures in rows: the first cell says of what, the headings name the others.

    A letter takes no table whose columns depend on the font: in text each row is a sentence.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


class Gap(NamedTuple):
    """An empty line before what is no heading of its own."""


Block: TypeAlias = Title | Heading | Para | Items | Figures | Gap
Printer: TypeAlias = Callable[[Sequence[Block]], str]


def as_text(blocks: Sequence[Block]) -> str:
    """Return blocks as lines of at most 80 cells, to be pasted into a letter."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        match block:
            case Title(text) | Para(text):
                lines += paragraph(text)
            case Heading(text, level):
                # The first heading within a part follows that part's own without a gap.
                nested = isinstance(before, Heading) and before.level < level
                lines += [*([] if nested else [""]), *paragraph(text)]
            case Items(texts):
                lines += [line for text in texts for line in paragraph(f"- {text}")]
            case Figures(headings, rows):
                sentences = (_row_sentence(headings, row) for row in rows)
                lines += [line for text in sentences for line in paragraph(f"- {text}")]
            case Gap():
                lines.append("")
        before = block
    return page(lines)


def _row_sentence(headings: Sequence[str], row: Sequence[str]) -> str:
    label, *cells = row
    parts = (f"{heading} {cell}" for heading, cell in zip(headings[1:], cells, strict=True))
    return f"{label}: {'; '.join(parts)}."
