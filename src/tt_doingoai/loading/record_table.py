"""Tables of records that people fill in: CSV or ttdn/records@1 -> rows with their places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.table import IGNORED, Columns, Row, cell_lines, heading_missing, rows_of
from tt_doingoai.wording import _, later

_MAX_BYTES: Final = 50_000_000  # an export of many years comes back
# What a column may be called, by its words, folded: as forms and exports name it, or as offices do.
_KEYS: Final[Mapping[str, str]] = {
    "unit": "unit",
    "unit id": "unit",
    "ma don vi": "unit",
    "unit name": "unit_name",
    "don vi": "unit_name",
    "ten don vi": "unit_name",
    "plan": "plan",
    "ke hoach": "plan",
    "task": "task",
    "nhiem vu": "task",
    "ma nhiem vu": "task",
    "period": "period",
    "ky": "period",
    "status": "status",
    "tinh trang": "status",
    "trang thai": "status",
    "on": "on",
    "ngay": "on",
    "ngay den": "on",
    "ngay nhan": "on",
    "ngay nhan bao cao": "on",
    "ngay hoan thanh": "on",
    "received on": "received_on",
    "ngay nhan truoc khi tra lai": "received_on",
    "note": "note",
    "ghi chu": "note",
    "evidence": "evidence",
    "van ban": "evidence",
    "so van ban": "evidence",
    "so ky hieu": "evidence",
    "so ky hieu van ban": "evidence",
    "van ban kem theo": "evidence",
    "van ban tai lieu kem theo": "evidence",
    "basis": "basis",
    "can cu": "basis",
    "answer by": "answer_by",
    "hen gui lai": "answer_by",
    "gui lai truoc het ngay": "answer_by",
    # What forms and exports show besides, and what tables have: nothing is taken from it.
    "title": IGNORED,
    "task title": IGNORED,
    "ten nhiem vu": IGNORED,
    "noi dung": IGNORED,
    "noi dung nhiem vu": IGNORED,
    "last day": IGNORED,
    "han cuoi": IGNORED,
    "timeliness": IGNORED,
    "tien do": IGNORED,
    "stt": IGNORED,
    "tt": IGNORED,
    "so thu tu": IGNORED,
    "": IGNORED,
}
COLUMNS: Final = Columns(
    _KEYS,
    later("task"),
    later(
        "unit, unit_name, plan, task, period, status, on, received_on, note, evidence, basis,"
        " answer_by"
    ),
)


def records_of(data: bytes, *, path: str) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a table of records, each with the line it begins in.

    Args:
        data: The file's bytes: CSV, or what ``export --format json`` wrote.
        path: How problems name it.

    Raises:
        Refused: It is a workbook, or too large.
    """
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        from tt_doingoai.loading.record_json import rows_of_json

        return rows_of_json(data, path=path, most=_MAX_BYTES)
    rows, problems = rows_of(data, COLUMNS, path=path, cell=cell_lines, most=_MAX_BYTES)
    if rows and not {"unit", "unit_name"} & set(rows[0].columns):
        return [], [heading_missing(_("unit name"), path=path)]
    return rows, problems
