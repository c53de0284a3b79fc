"""What the forms of the matrix share: letters, headings, rows, and blocks that fit a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.matrix import Cell, Column, Mark, Matrix
from tt_doingoai.assess.summary import Summary
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.render.page import paragraph
from tt_doingoai.terms import name_of_timeliness, period_text
from tt_doingoai.text import pad, width
from tt_doingoai.wording import _

# The same in every language, so that tables of two machines can be laid side by side.
LETTERS: Final = {
    Mark.OVERDUE: "Q",
    Mark.DUE_SOON: "S",
    Mark.IN_TIME: "C",
    Mark.NO_DEADLINE: "K",
    Mark.AWAITS_OFFICE: "N",
    Mark.DONE_LATE: "M",
    Mark.DONE_ON_TIME: "Đ",
    Mark.NO_DEADLINE_DONE: "X",
    Mark.NOT_APPLICABLE: "R",
}
_SEVERAL: Final = "+"
_REVIEW: Final = "?"
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
    marks: list[list[Mark | None]]


def name_of_mark(mark: Mark) -> str:
    """Return what a letter stands for."""
    own = {
        Mark.AWAITS_OFFICE: _("received, awaiting review"),
        Mark.NO_DEADLINE_DONE: _("no deadline, done"),
        Mark.NO_DEADLINE: _("no deadline, not recorded as done"),
        Mark.NOT_APPLICABLE: _("not applicable, or withdrawn"),
    }
    return own[mark] if mark in own else name_of_timeliness(Timeliness(mark.value))


def measures() -> list[tuple[str, Callable[[Summary], int]]]:
    """Return the figures of both edges: what each is called, and how it is taken."""
    return [
        (_("overdue"), lambda summary: summary.overdue),
        (_("done"), lambda summary: summary.done),
        (_("with deadline"), lambda summary: summary.with_deadline),
        (_("no deadline"), lambda summary: summary.no_deadline),
    ]


def cell_text(cell: Cell | None) -> str:
    """Return a cell's letter with its marks; nothing where nothing is owed."""
    if cell is None:
        return ""
    several = _SEVERAL if len(cell.verdicts) > 1 else ""
    return LETTERS[cell.mark] + several + (_REVIEW if cell.needs_review else "")


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
    units, marks = [], []
    for line in shown.lines:
        cells = [line.cells.get(column.key) for column in block.columns]
        edge = [str(take(line.summary)) for _name, take in taken] if block.edge else []
        units.append([line.unit.name_on(assessment.day), *map(cell_text, cells), *edge])
        marks.append([cell.mark if cell else None for cell in cells])
    figures = []
    for number, (name, take) in enumerate(taken):
        below = [str(take(column.summary)) for column in block.columns]
        corner = [""] * len(taken) if block.edge else []
        if block.edge:
            corner[number] = str(take(shown.summary))
        figures.append([_("TOTAL {measure}").format(measure=name), *below, *corner])
    if len(units) > _LONG:  # whoever has scrolled down needs no way back
        figures = [*headings, *figures]
    return Table(headings, units, figures, marks)


def block_title(block: Block, number: int, of: int, assessment: Assessment) -> str:
    """Return which part of the matrix a block is; nothing where it is the whole."""
    plan = block.columns[0].plan.number if block.columns and assessment.several_plans else ""
    if of == 1:
        return plan
    told = _("Part {n} of {of}").format(n=number, of=of)
    if block.columns:
        first, last = block.columns[0].place.task.id, block.columns[-1].place.task.id
        told += ": " + (first if first == last else _("{a} to {b}").format(a=first, b=last))
    else:
        told += ": " + _("the figures of each unit")
    return f"{plan}. {told}" if plan else told


def key_lines() -> list[str]:
    """Return what letters, marks and figures stand for."""
    letters = "; ".join(f"{LETTERS[mark]} {name_of_mark(mark)}" for mark in Mark)
    told = [
        _("Key: {letters}. An empty cell: nothing is owed.").format(letters=letters),
        _(
            "{several} several periods: the worst is shown, in the order of this key;"
            " {review} needs review, the plan was amended."
        ).format(several=_SEVERAL, review=_REVIEW),
        _(
            "The figures count obligations, every period by itself: overdue; done, of those with"
            " a deadline; without deadline."
        ),
    ]
    return [line for text in told for line in paragraph(text, rest="  ")]


def legend_lines(shown: Matrix, assessment: Assessment) -> list[str]:
    """Return the tasks of the columns: code, title, periods; (*) where the office set the day."""
    codes = [_code(column, assessment) for column in shown.columns]
    room = max(map(width, codes), default=0) + 2
    lines = [_("The columns:")] if codes else []
    for column, code in zip(shown.columns, codes, strict=True):
        lines += paragraph(_told(column), first=pad(f" {code}", room + 1), rest=" " * (room + 1))
    if any(map(_office_set, shown.columns)):
        lines.append(_("(*) The last day was set by the office: the plan gives none."))
    return lines


def periods(column: Column) -> list[str]:
    """Return the periods of a recurring task's column, the earliest first, by their code."""
    return sorted({v.obligation.key.period or "" for v in column.verdicts} - {""})


def _told(column: Column) -> str:
    found = {v.obligation.key.period: v.obligation.period for v in column.verdicts}
    named = ", ".join(period_text(p) for code in periods(column) if (p := found[code]))
    told = column.place.task.title + (f" ({named})" if named else "")
    return f"{told} (*)" if _office_set(column) else told


def _office_set(column: Column) -> bool:
    """Return whether a last day of the column is the office's reading, not the plan's words."""
    return any(v.last_day and not v.obligation.day_stated for v in column.verdicts)


def _code(column: Column, assessment: Assessment) -> str:
    plan = f"{column.plan.id}:" if assessment.several_plans else ""
    return f"{plan}{column.place.task.id}"


def _parts(column: Column) -> Sequence[str]:
    """Return a code in lines: "III.2.c" takes three cells in place of seven."""
    return column.place.task.id.split(".")


def _size(parts: Iterable[str], shown: Matrix, column: Column) -> int:
    cells = [width(cell_text(line.cells.get(column.key))) for line in shown.lines]
    figures = [len(str(take(column.summary))) for _name, take in measures()]
    return max(_MARKED, *map(width, parts), *cells, *figures)
