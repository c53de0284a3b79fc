"""What the rows of a table say of obligations, and every problem with its line and column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.table import Row
from tt_doingoai.model.ledger import Evidence, Status
from tt_doingoai.model.scalars import is_month_first
from tt_doingoai.model.units import Unit
from tt_doingoai.model.written_evidence import evidence_of_cell
from tt_doingoai.recording.cells import (
    Names,
    WrongCell,
    check_letters,
    day_of,
    status_names,
    status_of,
    task_of,
    text_of,
    unit_of,
)
from tt_doingoai.text import one_line
from tt_doingoai.wording import _

_DAYS: Final = ("on", "received_on", "answer_by")
_WITH_STATUS: Final = (*_DAYS, "evidence", "basis")


class Said(NamedTuple):
    """What a row says: of which obligation, and what is to be recorded of it."""

    row: Row
    unit: Unit
    task: tuple[str, str]
    period: str | None
    status: Status
    on: dt.date | None
    received_on: dt.date | None
    answer_by: dt.date | None
    note: str | None
    basis: str | None
    evidence: tuple[Evidence, ...]


class Read(NamedTuple):
    """What a table says: rows to be recorded, rows without a status, and what is wrong."""

    said: Sequence[Said]
    empty: Sequence[Row]
    problems: Sequence[Problem]


def read_rows(rows: Iterable[Row], names: Names, *, path: str) -> Read:
    """Return what the rows of a table say, every row's problem with its line and column.

    Args:
        rows: The rows.
        names: How units and tasks are looked up.
        path: How problems name the file.
    """
    said, empty, problems = [], [], []
    called = status_names()
    for row in rows:
        try:
            found = _said(row, names, called)
        except WrongCell as wrong:
            problems.append(problem(row, wrong.key, wrong.message, path=path))
            continue
        if found is None:
            empty.append(row)
        else:
            said.append(found)
    return Read(said, empty, problems)


def days_month_first(rows: Iterable[Row], *, path: str) -> list[Problem]:
    """Return the days that are days only with the month first: then no other day is certain."""
    message = _(
        '"{value}" has its month first; then 4/5/2024 in the same file could be two days. Write'
        " every day as day/month/year or 2024-04-05; nothing was taken from this file"
    )
    return [
        problem(row, key, message.format(value=one_line(row.cell(key))), path=path)
        for row in rows
        for key in _DAYS
        if is_month_first(row.cell(key))
    ]


def problem(row: Row, key: str, message: str, *, path: str) -> Problem:
    """Return a problem of a row, at the column of a cell."""
    if key == "unit" and "unit" not in row.columns:
        key = "unit_name"
    return Problem(path, row.line, row.column(key), "", _in_line(message))


def _in_line(message: str) -> str:
    """Return a message in one line; candidates that stand below each other are parted by ";"."""
    first, *others = message.splitlines()
    return " ".join([first, "; ".join(one_line(line) for line in others)]).strip()


def _said(row: Row, names: Names, called: Mapping[str, Status]) -> Said | None:
    """Return what a row says; None where it has no status, so that nothing is to be taken."""
    status = status_of(row, called)
    if status is Status.UNREPORTED:
        for key in _WITH_STATUS:
            if row.cell(key):
                raise WrongCell("status", _("the row has no status, but other cells; write it"))
        return None
    for key in ("note", "evidence", "basis"):
        check_letters(row, key)
    on, received_on, answer_by = (day_of(row, key) for key in _DAYS)
    if received_on and status is not Status.RETURNED:
        raise WrongCell(
            "received_on", _("this column belongs to what was returned; leave it empty")
        )
    return Said(
        row,
        unit_of(row, names),
        task_of(row, names),
        text_of(row, "period"),
        status,
        on,
        received_on,
        answer_by,
        text_of(row, "note"),
        text_of(row, "basis"),
        evidence_of_cell(row.cell("evidence")),
    )
