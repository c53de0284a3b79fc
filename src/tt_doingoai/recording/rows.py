"""What a row of a table says of an obligation, or what is wrong with it, cell by cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from tt_doingoai.errors import Refused
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.table import LETTERS_LOST, LOST, Row
from tt_doingoai.model.ledger import Evidence, Status
from tt_doingoai.model.scalars import is_month_first, typed_day
from tt_doingoai.model.units import Unit
from tt_doingoai.model.written_evidence import evidence_of_cell
from tt_doingoai.terms import name_of_status, names_of_status
from tt_doingoai.text import one_line, words
from tt_doingoai.wording import _

T = TypeVar("T")

_DAYS: Final = ("on", "received_on", "answer_by")
_WITH_STATUS: Final = (*_DAYS, "evidence", "basis")
# How offices write a status besides its name here.
_ALSO: Final[Mapping[Status, tuple[str, ...]]] = {
    Status.UNREPORTED: ("chưa có thông tin",),
    Status.IN_PROGRESS: ("đang thực hiện", "đang làm"),
    Status.RECEIVED: ("received", "đã nhận", "đã nhận, chờ xem xét"),
    Status.DONE: ("hoàn thành", "đã hoàn thành", "xong"),
    Status.RETURNED: ("returned", "trả lại", "trả lại để bổ sung"),
    Status.NOT_APPLICABLE: (
        "not applicable",
        "không thuộc đối tượng",
        "không thuộc đối tượng thực hiện",
        "không thuộc đối tượng thực hiện hoặc được rút",
        "được rút",
    ),
}
# "b?o c?o": once may be a slip of the finger, twice is a code page.
_LOST_INSIDE: Final = re.compile(r"[^\W\d_]\?[^\W\d_].*[^\W\d_]\?[^\W\d_]|\ufffd")


class Names(NamedTuple):
    """How names are looked up: each gives exactly one, or refuses."""

    unit: Callable[[str], Unit]
    task: Callable[[str, str], tuple[str, str]]  # task and plan, as written -> their ids


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


class _Wrong(Exception):
    """What is wrong with one cell."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key, self.message = key, message


def read_rows(rows: Iterable[Row], names: Names, *, path: str) -> Read:
    """Return what the rows of a table say, every row's problem with its line and column.

    Args:
        rows: The rows.
        names: How units and tasks are looked up.
        path: How problems name the file.
    """
    said, empty, problems = [], [], []
    called = _statuses()
    for row in rows:
        try:
            found = _said(row, names, called)
        except _Wrong as wrong:
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
    status = _status(row, called)
    if status is Status.UNREPORTED:
        for key in _WITH_STATUS:
            if row.cell(key):
                raise _Wrong("status", _("the row has no status, but other cells; write it"))
        return None
    for key in ("note", "evidence", "basis"):
        if _LOST_INSIDE.search(row.cell(key)) and "://" not in row.cell(key):
            raise _Wrong(key, _(LETTERS_LOST))
    on, received_on, answer_by = (_day(row, key) for key in _DAYS)
    if received_on and status is not Status.RETURNED:
        raise _Wrong("received_on", _("this column belongs to what was returned; leave it empty"))
    return Said(
        row,
        _unit(row, names),
        _task(row, names),
        _text(row, "period"),
        status,
        on,
        received_on,
        answer_by,
        _text(row, "note"),
        _text(row, "basis"),
        evidence_of_cell(row.cell("evidence")),
    )


def _unit(row: Row, names: Names) -> Unit:
    """Return the unit of a row, by its id, else by its name; both must not name two units."""
    key = "unit" if row.cell("unit") else "unit_name"
    if not row.cell(key):
        raise _Wrong(key, _("the unit is missing"))
    unit = _looked_up(row, key, names.unit)
    if key == "unit" and row.cell("unit_name"):
        try:
            other = names.unit(one_line(row.cell("unit_name")))
        except Refused as refused:
            if LOST.search(row.cell("unit_name")):
                raise _Wrong("unit_name", _(LETTERS_LOST)) from refused
            return unit  # shortened, or spelt otherwise: the id says which it is
        if other.id != unit.id:
            told = _('"{id}" is {unit}, but the name beside it is {other}; were rows mixed up?')
            told = told.format(id=row.cell("unit"), unit=unit.name, other=other.name)
            raise _Wrong("unit_name", told)
    return unit


def _task(row: Row, names: Names) -> tuple[str, str]:
    if not row.cell("task"):
        raise _Wrong("task", _("the task is missing"))
    plan = one_line(row.cell("plan"))
    return _looked_up(row, "task", lambda query: names.task(query, plan))


def _looked_up(row: Row, key: str, find: Callable[[str], T]) -> T:
    written = one_line(row.cell(key))
    try:
        return find(written)
    except Refused as refused:
        told = _(LETTERS_LOST) if LOST.search(written) else refused.message
        raise _Wrong(key, told) from refused


def _status(row: Row, called: Mapping[str, Status]) -> Status:
    written = one_line(row.cell("status"))
    if not written:
        return Status.UNREPORTED
    status = called.get(" ".join(words(written)))
    if status is None:
        if LOST.search(written):
            raise _Wrong("status", _(LETTERS_LOST))
        allowed = ", ".join(name_of_status(status) for status in Status)
        told = _('"{value}" is no status; write one of: {allowed}')
        raise _Wrong("status", told.format(value=written, allowed=allowed))
    return status


def _statuses() -> dict[str, Status]:
    return {
        " ".join(words(name)): status
        for status in Status
        for name in (*names_of_status(status), *_ALSO[status])
    }


def _day(row: Row, key: str) -> dt.date | None:
    written = one_line(row.cell(key))
    if not written:
        return None
    try:
        return typed_day(written)
    except ValueError as error:
        told = _('"{value}" is not a day; write day/month/year like 5/4/2024, or 2024-04-05')
        raise _Wrong(key, told.format(value=written)) from error


def _text(row: Row, key: str) -> str | None:
    return one_line(row.cell(key)) or None
