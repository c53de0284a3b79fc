"""Tables (CSV) as spreadsheets save them: bytes -> rows with their lines, or what is wrong."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from tt_doingoai.errors import Refused, reason_of
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.yaml_syntax import place_in
from tt_doingoai.text import clean, one_line, unquoted, words
from tt_doingoai.wording import _, later

IGNORED: Final = "-"
_MAX_BYTES: Final = 5_000_000
# What a spreadsheet leaves of a letter that its file's code page does not have.
LOST: Final = re.compile(r"[?\ufffd]\w|\w[?\ufffd]|\ufffd")
LETTERS_LOST: Final = later(
    "letters were lost when the table was saved; save it again as CSV UTF-8"
)
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # .xlsx, .xls


class Columns(NamedTuple):
    """Which columns a table may have.

    Attributes:
        keys: What each heading stands for, by its words, folded; ``IGNORED`` for what says nothing.
        needed: The one that must be there.
        names: The columns as a message names them.
    """

    keys: Mapping[str, str]
    needed: str
    names: str


class Row(NamedTuple):
    """A row of a table: the line it begins in, its cells, and which column each is."""

    line: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]

    def cell(self, key: str) -> str:
        """Return a cell; the empty text where the table has no such column."""
        return self.cells.get(key, "")

    def column(self, key: str) -> int:
        """Return which column a cell stands in, from 1; 1 where the table has no such column."""
        return self.columns.get(key, 1)


def read_table(file: Path) -> bytes:
    """Return a table's bytes.

    Raises:
        Refused: It cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(
            _('"{file}" cannot be read: {reason}').format(
                file=file.name or file, reason=reason_of(error)
            )
        ) from error


def cell_text(cell: str) -> str:
    """Return a cell's text in one line, without the quote that kept it from being a formula."""
    return one_line(unquoted(one_line(cell)))


def cell_lines(cell: str) -> str:
    """Return the same with its line ends, which part documents."""
    return unquoted(clean(cell).strip()).strip()


def rows_of(
    data: bytes,
    columns: Columns,
    *,
    path: str,
    cell: Callable[[str], str] = cell_text,
    most: int = _MAX_BYTES,
) -> tuple[list[Row], list[Problem]]:
    """Return a table's rows that hold anything, and what is wrong with the table itself.

    The first line names the columns, in any order. Separators are ``,``, ``;`` or tabs.

    Args:
        data: The table's bytes.
        columns: Which columns it may have.
        path: How problems name it.
        cell: How the text of a cell is cleaned.
        most: How many bytes it may have.

    Raises:
        Refused: It is a workbook, or too large.
    """
    text, problems = text_of(data, path=path, most=most)
    if problems:
        return [], problems
    first, _line_end, rest = text.partition("\n")
    before = 0
    if first.startswith("sep="):  # Excel's own way to name the separator
        text, first, before = rest, rest.partition("\n")[0], 1
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _read(reader, columns, path, before, cell)
    except csv.Error:  # it speaks English only; these are the two things it finds
        message = _(
            'the quotation marks (") do not match here, or a cell is far too long; save the table'
            " again as CSV UTF-8"
        )
        return [], [Problem(path, reader.line_num + before, 1, "TD004", message)]


def text_of(data: bytes, *, path: str, most: int) -> tuple[str, list[Problem]]:
    """Return a table's text, or where its bytes are not UTF-8; raises as ``rows_of`` does."""
    if data.startswith(_WORKBOOKS):
        raise Refused(_("this is an Excel workbook; save it as CSV UTF-8 and import that"))
    if len(data) > most:
        raise Refused(_("the table is too large"))
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line, column = place_in(data, error.start)
        message = _(
            "these bytes are not UTF-8; in Excel save the table once more: Save As,"
            ' type "CSV UTF-8 (Comma delimited)"'
        )
        return "", [Problem(path, line, column, "TD002", message)]


def _read(
    reader: Any, columns: Columns, path: str, before: int, clean_cell: Callable[[str], str]
) -> tuple[list[Row], list[Problem]]:
    header = [one_line(cell) for cell in next(reader, [])]
    line = before + 1
    keys = [columns.keys.get(" ".join(words(cell))) for cell in header]
    problems = _wrong_headings(header, keys, columns, path, line)
    if problems:
        return [], problems
    places = {str(key): number for number, key in enumerate(keys, start=1)}
    rows = []
    begins = reader.line_num + before + 1
    for given in reader:
        cells = [clean_cell(cell) for cell in given]
        surplus = next((n for n, c in enumerate(cells) if c and not "".join(header[n:])), None)
        if surplus is not None:
            message = _(
                "the row has more cells than there are columns; put a text with commas in quotes"
            )
            problems.append(Problem(path, begins, surplus + 1, "TD012", message))
        elif any(cells):
            named = {str(key): cell for key, cell in zip(keys, cells, strict=False)}
            rows.append(Row(begins, named, places))
        begins = reader.line_num + before + 1
    return rows, problems


def _wrong_headings(
    header: list[str], keys: list[str | None], columns: Columns, path: str, line: int
) -> list[Problem]:
    if any(LOST.search(cell) for cell in header):
        return [Problem(path, line, 1, "TD002", _(LETTERS_LOST))]
    problems = []
    for number, (cell, key) in enumerate(zip(header, keys, strict=True), start=1):
        if key is None:
            message = _('unknown column "{name}"; columns are: {columns}')
            message = message.format(name=cell, columns=_(columns.names))
            problems.append(Problem(path, line, number, "TD010", message))
        elif key != IGNORED and key in keys[: number - 1]:
            message = _('the column "{name}" stands twice; keep one').format(name=cell)
            problems.append(Problem(path, line, number, "TD006", message))
    if columns.needed not in keys:
        problems.append(heading_missing(_(columns.needed), path=path, line=line))
    return problems


def heading_missing(name: str, *, path: str, line: int = 1) -> Problem:
    """Return the problem of a table that lacks a column."""
    message = _('the first line must name the columns, "{needed}" among them').format(needed=name)
    return Problem(path, line, 1, "TD011", message)
