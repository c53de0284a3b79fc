"""What the matrix's letters, marks and columns stand for: the key and the legend below it."""

from __future__ import annotations

from typing import Final

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.matrix import Cell, CellState, Column, Matrix
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.render.page import paragraph
from tt_doingoai.render.phrases import office_days_key
from tt_doingoai.terms import name_of_timeliness, period_text
from tt_doingoai.text import pad, width
from tt_doingoai.wording import _

# The same in every language, so that tables of two machines can be laid side by side.
LETTERS: Final = {
    CellState.OVERDUE: "Q",
    CellState.DUE_SOON: "S",
    CellState.IN_TIME: "C",
    CellState.NO_DEADLINE: "K",
    CellState.AWAITS_OFFICE: "N",
    CellState.DONE_LATE: "M",
    CellState.DONE_ON_TIME: "Đ",
    CellState.NO_DEADLINE_DONE: "X",
    CellState.NOT_APPLICABLE: "R",
}
_SEVERAL: Final = "+"
_REVIEW: Final = "?"


def name_of_state(state: CellState) -> str:
    """Return what a letter stands for."""
    own = {
        CellState.AWAITS_OFFICE: _("received, awaiting review"),
        CellState.NO_DEADLINE_DONE: _("no deadline, done"),
        CellState.NO_DEADLINE: _("no deadline, not recorded as done"),
        CellState.NOT_APPLICABLE: _("not applicable, or withdrawn"),
    }
    return own[state] if state in own else name_of_timeliness(Timeliness(state.value))


def cell_text(cell: Cell | None) -> str:
    """Return a cell's letter with its marks; nothing where nothing is owed."""
    if cell is None:
        return ""
    several = _SEVERAL if len(cell.verdicts) > 1 else ""
    return LETTERS[cell.state] + several + (_REVIEW if cell.needs_review else "")


def key_lines() -> list[str]:
    """Return what letters, marks and figures stand for."""
    letters = "; ".join(f"{LETTERS[state]} {name_of_state(state)}" for state in CellState)
    sentences = [
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
    return [line for text in sentences for line in paragraph(text, rest="  ")]


def legend_lines(shown: Matrix, assessment: Assessment) -> list[str]:
    """Return the tasks of the columns: code, title, periods; (*) where the office set the day."""
    codes = [_code(column, assessment) for column in shown.columns]
    room = max(map(width, codes), default=0) + 2
    lines = [_("The columns:")] if codes else []
    for column, code in zip(shown.columns, codes, strict=True):
        lines += paragraph(_legend(column), first=pad(f" {code}", room + 1), rest=" " * (room + 1))
    return lines + office_days_key(v for column in shown.columns for v in column.verdicts)


def periods(column: Column) -> list[str]:
    """Return the periods of a recurring task's column, the earliest first, by their code."""
    return sorted({v.obligation.key.period or "" for v in column.verdicts} - {""})


def _legend(column: Column) -> str:
    found = {v.obligation.key.period: v.obligation.period for v in column.verdicts}
    named = ", ".join(period_text(p) for code in periods(column) if (p := found[code]))
    title = column.place.task.title + (f" ({named})" if named else "")
    return f"{title} (*)" if _office_set(column) else title


def _office_set(column: Column) -> bool:
    """Return whether a last day of the column is the office's reading, not the plan's words."""
    return any(v.last_day and not v.obligation.day_stated for v in column.verdicts)


def _code(column: Column, assessment: Assessment) -> str:
    plan = f"{column.plan.id}:" if assessment.several_plans else ""
    return f"{plan}{column.place.task.id}"
