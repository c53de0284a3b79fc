"""What the forms of the matrix share: headings, rows, figures, and blocks that fit a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.matrix import CellState, Column, Matrix
from tt_doingoai.assess.summary import Summary
from tt_doingoai.render.matrix_key import cell_text
from tt_doingoai.text import width
from tt_doingoai.wording import _

_MARKED: Final = 2  # a letter and a mark; both marks together widen the column
_LONG: Final = 40  # units after which the headings stand once more, below


class Block(NamedTuple):
    """Columns that fit the page beside each other, and whether the edge's figures do too."""

    columns: tuple[Column, ...]
    edge: bool


class Table(NamedTuple):
    """A block as rows of cells: the headings in lines, the units, the figures below."""

    headings: list[list[str]]
    units: list[list[str]]
    figures: list[list[str]]
    states: list[list[CellState | None]]


def measures() -> list[tuple[str, Callable[[Summary], int]]]:
    """Return the figures of both edges: what each is called, and how it is taken."""
    return [
        (_("overdue"), lambda summary: summary.overdue),
        (_("done"), lambda summary: summary.done),
        (_("with deadline"), lambda summary: summary.with_deadline),
        (_("no deadline"), lambda summary: summary.no_deadline),
    ]


def blocks(shown: Matrix, *, room: int, gap: int) -> list[Block]:
    """Return the columns in blocks that fit a room; no block holds tasks of two plans.

    Args:
        shown: The matrix.
        room: Cells of a line that the names leave.
        gap: Cells between columns.
    """
    made: list[list[Column]] = []
    left = 0
    for column in shown.columns:
        size = _size(_parts(column), shown, column) + gap
        if not made or left < size or made[-1][0].plan.id != column.plan.id:
            made.append([])
            left = room
        made[-1].append(column)
        left -= size
    edge = sum(max(map(width, name.split())) + gap for name, _take in measures())
    if left < edge:
        made.append([])
    return [Block(tuple(columns), columns is made[-1]) for columns in made]


def table(shown: Matrix, block: Block, assessment: Assessment) -> Table:
    """Return a block as rows: a line per unit, then the figures of the lower edge."""
    taken = measures()
    parts = [_parts(column) for column in block.columns]
    parts += [name.split() for name, _take in taken] if block.edge else []
    height = max((len(part) for part in parts), default=1)
    padded = [[""] * (height - len(part)) + list(part) for part in parts]
    headings = [["", *line] for line in zip(*padded, strict=True)]
    units, states = [], []
    for line in shown.lines:
        cells = [line.cells.get(column.key) for column in block.columns]
        edge = [str(take(line.summary)) for _name, take in taken] if block.edge else []
        units.append([line.unit.name_on(assessment.day), *map(cell_text, cells), *edge])
        states.append([cell.state if cell else None for cell in cells])
    figures = []
    for number, (name, take) in enumerate(taken):
        below = [str(take(column.summary)) for column in block.columns]
        corner = [""] * len(taken) if block.edge else []
        if block.edge:
            corner[number] = str(take(shown.summary))
        figures.append([_("TOTAL {measure}").format(measure=name), *below, *corner])
    if len(units) > _LONG:  # whoever has scrolled down needs no way back
        figures = [*headings, *figures]
    return Table(headings, units, figures, states)


def block_title(block: Block, number: int, of: int, assessment: Assessment) -> str:
    """Return which part of the matrix a block is; nothing where it is the whole."""
    plan = block.columns[0].plan.number if block.columns and assessment.several_plans else ""
    if of == 1:
        return plan
    title = _("Part {n} of {of}").format(n=number, of=of)
    if block.columns:
        first, last = block.columns[0].place.task.id, block.columns[-1].place.task.id
        title += ": " + (first if first == last else _("{a} to {b}").format(a=first, b=last))
    else:
        title += ": " + _("the figures of each unit")
    return f"{plan}. {title}" if plan else title


def _parts(column: Column) -> Sequence[str]:
    """Return a code in lines: "III.2.c" takes three cells in place of seven."""
    return column.place.task.id.split(".")


def _size(parts: Iterable[str], shown: Matrix, column: Column) -> int:
    cells = [width(cell_text(line.cells.get(column.key))) for line in shown.lines]
    figures = [len(str(take(column.summary))) for _name, take in measures()]
    return max(_MARKED, *map(width, parts), *cells, *figures)
