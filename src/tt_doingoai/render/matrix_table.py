"""``ttdn matrix`` in a terminal: the content of the plain text, in Rich tables with colours."""

from __future__ import annotations

from rich.box import SIMPLE
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.matrix import CellState, Matrix, matrix
from tt_doingoai.render.matrix_key import key_lines, legend_lines
from tt_doingoai.render.matrix_parts import Block, block_title, blocks
from tt_doingoai.render.matrix_parts import table as table_of
from tt_doingoai.render.matrix_text import head
from tt_doingoai.render.page import Page
from tt_doingoai.render.rich_page import literal, printed
from tt_doingoai.render.sources import source_line
from tt_doingoai.text import width
from tt_doingoai.wording import _

_GAP = 2  # a cell of padding, and what the box puts between columns
_FRAME = 2  # what the box takes at its edges
_STYLES = {  # beside the letters, never in place of them
    CellState.OVERDUE: "bold red",
    CellState.DUE_SOON: "yellow",
    CellState.AWAITS_OFFICE: "cyan",
    CellState.DONE_LATE: "yellow",
    CellState.DONE_ON_TIME: "green",
    CellState.NO_DEADLINE_DONE: "green",
    CellState.NO_DEADLINE: "dim",
    CellState.NOT_APPLICABLE: "dim",
}


def matrix_table(assessment: Assessment, where: Page) -> str:
    """Return the matrix as tables of the page's width; colours only where the page has them."""
    shown = matrix(assessment)
    parts: list[RenderableType] = [literal(line, "bold") for line in head(assessment)]
    if not shown.lines:
        return printed([*parts, literal(_("Nothing to show."))], where)
    longest = max(width(line.unit.name_on(assessment.day)) for line in shown.lines)
    names = min(max(longest, where.width // 4), where.width * 2 // 5)
    cut = blocks(shown, room=where.width - names - _GAP - _FRAME, gap=_GAP)
    for number, block in enumerate(cut, start=1):
        title = block_title(block, number, len(cut), assessment)
        parts += [Text(""), literal(title, "bold")] if title else []
        parts.append(_drawn(shown, block, assessment, names))
    below = [*key_lines(), "", *legend_lines(shown, assessment), ""]
    parts += [literal(line) for line in below]
    return printed([*parts, literal(source_line(assessment))], where)


def _drawn(shown: Matrix, block: Block, assessment: Assessment, names: int) -> Table:
    rows = table_of(shown, block, assessment)
    drawn = Table(box=SIMPLE, padding=(0, 0, 0, 1))
    for number, heading in enumerate(zip(*rows.headings, strict=True)):
        drawn.add_column(
            Text("\n".join(heading)),
            justify="right" if number else "left",
            no_wrap=bool(number),
            overflow="fold",
            max_width=None if number else names,
        )
    for row, states in zip(rows.units, rows.states, strict=True):
        name, cells = row[0], row[1:]
        styles = [_STYLES.get(state, "") if state else "" for state in states]
        styles += [""] * (len(cells) - len(styles))
        drawn.add_row(literal(name), *(literal(c, s) for c, s in zip(cells, styles, strict=True)))
    drawn.add_section()
    for row in rows.figures:
        drawn.add_row(*(literal(cell, "bold") for cell in row))
    return drawn
