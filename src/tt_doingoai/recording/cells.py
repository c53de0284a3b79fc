"""One cell of a row of records: the unit, the task, the status, a day, or what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeVar

from tt_doingoai.errors import Refused
from tt_doingoai.loading.table import LETTERS_LOST, LOST, Row
from tt_doingoai.model.ledger import Status
from tt_doingoai.model.scalars import typed_day
from tt_doingoai.model.units import Unit
from tt_doingoai.terms import name_of_status, names_of_status
from tt_doingoai.text import one_line, words
from tt_doingoai.wording import _

T = TypeVar("T")

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


class WrongCell(Exception):
    """What is wrong with one cell; never shown by itself, for it lacks the place."""

    def __init__(self, key: str, message: str) -> None:
        """Make it from the cell's column and what the user is told."""
        super().__init__(message)
        self.key, self.message = key, message


def check_letters(row: Row, key: str) -> None:
    """Refuse a text in which letters were lost; raises ``WrongCell``."""
    if _LOST_INSIDE.search(row.cell(key)) and "://" not in row.cell(key):
        raise WrongCell(key, _(LETTERS_LOST))


def unit_of(row: Row, names: Names) -> Unit:
    """Return the unit of a row, by its id, else by its name; both must not name two units.

    Raises:
        WrongCell: There is none, or more than one.
    """
    key = "unit" if row.cell("unit") else "unit_name"
    if not row.cell(key):
        raise WrongCell(key, _("the unit is missing"))
    unit = _looked_up(row, key, names.unit)
    if key == "unit" and row.cell("unit_name"):
        try:
            other = names.unit(one_line(row.cell("unit_name")))
        except Refused as refused:
            if LOST.search(row.cell("unit_name")):
                raise WrongCell("unit_name", _(LETTERS_LOST)) from refused
            return unit  # shortened, or spelt otherwise: the id says which it is
        if other.id != unit.id:
            message = _('"{id}" is {unit}, but the name beside it is {other}; were rows mixed up?')
            message = message.format(id=row.cell("unit"), unit=unit.name, other=other.name)
            raise WrongCell("unit_name", message)
    return unit


def task_of(row: Row, names: Names) -> tuple[str, str]:
    """Return the plan's and the task's id of a row; raises ``WrongCell`` where it is not one."""
    if not row.cell("task"):
        raise WrongCell("task", _("the task is missing"))
    plan = one_line(row.cell("plan"))
    return _looked_up(row, "task", lambda query: names.task(query, plan))


def _looked_up(row: Row, key: str, find: Callable[[str], T]) -> T:
    written = one_line(row.cell(key))
    try:
        return find(written)
    except Refused as refused:
        message = _(LETTERS_LOST) if LOST.search(written) else refused.message
        raise WrongCell(key, message) from refused


def status_of(row: Row, called: Mapping[str, Status]) -> Status:
    """Return the status of a row; an empty cell says that nothing is known.

    Raises:
        WrongCell: It is none.
    """
    written = one_line(row.cell("status"))
    if not written:
        return Status.UNREPORTED
    status = called.get(" ".join(words(written)))
    if status is None:
        if LOST.search(written):
            raise WrongCell("status", _(LETTERS_LOST))
        allowed = ", ".join(name_of_status(status) for status in Status)
        message = _('"{value}" is no status; write one of: {allowed}')
        raise WrongCell("status", message.format(value=written, allowed=allowed))
    return status


def status_names() -> dict[str, Status]:
    """Return what each status may be called, by its words, folded."""
    return {
        " ".join(words(name)): status
        for status in Status
        for name in (*names_of_status(status), *_ALSO[status])
    }


def day_of(row: Row, key: str) -> dt.date | None:
    """Return a day; None where the cell is empty; raises ``WrongCell`` where it is none."""
    written = one_line(row.cell(key))
    if not written:
        return None
    try:
        return typed_day(written)
    except ValueError as error:
        message = _('"{value}" is not a day; write day/month/year like 5/4/2024, or 2024-04-05')
        raise WrongCell(key, message.format(value=written)) from error


def text_of(row: Row, key: str) -> str | None:
    """Return a text in one line; None where the cell is empty."""
    return one_line(row.cell(key)) or None
