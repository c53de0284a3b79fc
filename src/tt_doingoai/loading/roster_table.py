"""An office's own roster from a table (CSV): ids are made here, the rest is what the table says."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from tt_doingoai.errors import InvalidTable, Refused, reason_of
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.yaml_tree import place_in
from tt_doingoai.lookup import find_group
from tt_doingoai.model.scalars import slug
from tt_doingoai.model.units import UNITS_FORMAT, Roster, Unit
from tt_doingoai.text import fold, one_line, words
from tt_doingoai.wording import _, later

_MAX_BYTES: Final = 5_000_000
_IGNORED: Final = "-"
# What a column may be called, folded: Vietnamese as offices write it, or the key itself.
_COLUMNS: Final[Mapping[str, str]] = {
    "id": "id",
    "ma": "id",
    "name": "name",
    "ten": "name",
    "ten don vi": "name",
    "don vi": "name",
    "kind": "kind",
    "loai": "kind",
    "loai hinh": "kind",
    "groups": "groups",
    "group": "groups",
    "nhom": "groups",
    "alias": "alias",
    "aliases": "alias",
    "ten khac": "alias",
    "viet tat": "alias",
    "ten viet tat": "alias",
    "addressee": "addressee",
    "kinh gui": "addressee",
    # What tables have besides, and what says nothing here: a running number, an empty column.
    "ghi chu": _IGNORED,
    "stt": _IGNORED,
    "tt": _IGNORED,
    "so thu tu": _IGNORED,
    "": _IGNORED,
}
_KIND_NAMES: Final = "đảng bộ, chi bộ, ban, đoàn thể, khác"
# What a spreadsheet leaves of a letter that its file's code page does not have.
_LOST: Final = re.compile(r"[?\ufffd]\w|\w[?\ufffd]|\ufffd")
_LETTERS_LOST: Final = later(
    "letters were lost when the table was saved; save it again as CSV UTF-8"
)
_KINDS: Final[Mapping[str, str]] = {
    "": "khac",
    "khac": "khac",
    "dang bo": "dang_bo",
    "dang_bo": "dang_bo",
    "chi bo": "chi_bo",
    "chi_bo": "chi_bo",
    "ban": "ban",
    "doan the": "doan_the",
    "doan_the": "doan_the",
}


class Row(NamedTuple):
    """A row of the table and its line."""

    line: int
    cells: Mapping[str, str]


def roster_from_table(data: bytes, *, path: str, current: Roster) -> str:
    """Return the text of a ``units.yaml`` with the table's units.

    The committee's own organs stay; a unit of the table that the roster knows by id, name or alias
    keeps its id and whatever the table does not say of it.

    Args:
        data: The table's bytes.
        path: How problems name it.
        current: The roster it replaces.

    Raises:
        InvalidTable: The table has errors; carries every one, with its line.
    """
    rows, problems = _rows(data, path)
    own = {unit.id: _written(unit) for unit in current.units if unit.own}
    others: dict[str, dict[str, Any]] = {}
    called: dict[str, str] = {}  # every name and alias of the table, folded, and whose it is
    # An id that was ever given is never given to another: records may hang on it.
    taken = {unit.id for unit in current.units} | set(current.groups)
    for row in rows:
        unit, wrong = _unit(row, path, current, taken)
        wrong += _twice(unit, row, path, called, {*own, *others})
        problems += wrong
        taken.add(unit["id"])
        (own if unit["id"] in own else others)[unit["id"]] = unit
    if not rows and not problems:
        problems.append(Problem(path, 1, 1, "TD018", _("the table has no rows")))
    if problems:
        raise InvalidTable(_("the table has errors; nothing was written"), problems)
    roster = {
        "format": UNITS_FORMAT,
        "sample": False,
        "groups": dict(current.groups),
        "units": [*own.values(), *others.values()],
    }
    return _as_yaml(roster)


def _twice(
    unit: Mapping[str, Any], row: Row, path: str, called: dict[str, str], ids: Collection[str]
) -> list[Problem]:
    """Return the names, aliases and ids of a row that an earlier row has, and note its own."""
    problems = []
    if unit["id"] in ids and unit["id"] in called.values():
        told = _('the id "{id}" stands twice; change one of them').format(id=unit["id"])
        problems.append(Problem(path, row.line, 1, "TD024", told))
    for name in dict.fromkeys(map(fold, (unit["name"], *unit.get("aliases", ())))):
        if name and name in called:
            told = _('"{name}" stands twice').format(name=name)
            problems.append(Problem(path, row.line, 1, "TD027", told))
        called[name] = unit["id"]
    return problems


def left_out(text_units: Sequence[Unit], current: Roster) -> list[Unit]:
    """Return the units of a roster that a new list of units no longer has."""
    ids = {unit.id for unit in text_units}
    return [unit for unit in current.units if unit.id not in ids]


def _rows(data: bytes, path: str) -> tuple[list[Row], list[Problem]]:
    if data.startswith(b"PK\x03\x04"):
        raise Refused(_("this is an Excel workbook; save it as CSV UTF-8 and import that"))
    if len(data) > _MAX_BYTES:
        raise Refused(_("the table is too large"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = place_in(data, error.start)
        told = _("these bytes are not UTF-8; save the file as UTF-8 (Unicode)")
        return [], [Problem(path, line, column, "TD002", told)]
    first, _line_end, rest = text.partition("\n")
    if first.startswith("sep="):  # Excel's own way to name the separator
        text, first = rest, rest.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _read(reader, path)
    except csv.Error as error:
        told = _("the table cannot be read: {reason}").format(reason=error)
        return [], [Problem(path, reader.line_num, 1, "TD004", told)]


def _read(reader: Any, path: str) -> tuple[list[Row], list[Problem]]:
    header = [one_line(cell) for cell in next(reader, [])]
    if any(_LOST.search(cell) for cell in header):
        return [], [Problem(path, 1, 1, "TD002", _(_LETTERS_LOST))]
    keys = [_COLUMNS.get(" ".join(words(cell))) for cell in header]
    problems = [
        Problem(
            path,
            1,
            number,
            "TD010",
            _('unknown column "{name}"; columns are: name, kind, groups, alias').format(name=cell),
        )
        for number, (cell, key) in enumerate(zip(header, keys, strict=True), start=1)
        if key is None
    ]
    for number, (cell, key) in enumerate(zip(header, keys, strict=True), start=1):
        if key not in (None, _IGNORED) and key in keys[: number - 1]:
            told = _('the column "{name}" stands twice; keep one').format(name=cell)
            problems.append(Problem(path, 1, number, "TD006", told))
    if "name" not in keys:
        told = _('the first line must name the columns, "name" among them')
        problems.append(Problem(path, 1, 1, "TD011", told))
    if problems:
        return [], problems
    rows = []
    for cells in reader:
        told_cells = [one_line(cell) for cell in cells]
        if any(told_cells[len(keys) :]):
            told = _(
                "the row has more cells than there are columns; put a text with commas in quotes"
            )
            problems.append(Problem(path, reader.line_num, len(keys) + 1, "TD012", told))
        elif any(told_cells):
            named = {str(key): cell for key, cell in zip(keys, told_cells, strict=False)}
            rows.append(Row(reader.line_num, named))
    return rows, problems


def _unit(
    row: Row, path: str, current: Roster, taken: Collection[str]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the unit of a row as the file writes it, and what is wrong with the row."""
    cells, problems = row.cells, []

    def wrong(code: str, told: str) -> None:
        problems.append(Problem(path, row.line, 1, code, told))

    name = cells.get("name", "")
    if not name or _LOST.search(name):
        wrong(*(("TD002", _(_LETTERS_LOST)) if name else ("TD018", _("the unit has no name"))))
    known = _known(cells.get("id", ""), name, current)
    unit: dict[str, Any] = _written(known) if known else {"kind": "khac"}
    unit |= {"id": known.id if known else cells.get("id") or new_id(name, taken), "name": name}
    try:
        slug(unit["id"])
    except ValueError:
        told = _('"{value}" is not an id; use a-z, 0-9 and "-" only, like so-du-lich')
        wrong("TD016", told.format(value=unit["id"]))
    if cells.get("kind"):
        unit["kind"] = _KINDS.get(fold(cells["kind"]))
        if unit["kind"] is None:
            told = _('"{value}" is not one of: {allowed}')
            wrong("TD013", told.format(value=cells["kind"], allowed=_KIND_NAMES))
    groups, unknown = _groups(cells.get("groups", ""), current)
    for cell in unknown:
        told = _('there is no group "{query}"; there are: {groups}')
        wrong("TD021", told.format(query=cell, groups=", ".join(current.groups) or "-"))
    if groups and groups != _group_ids(known):
        unit["groups"] = groups
    if cells.get("alias"):
        unit["aliases"] = _several(cells["alias"])
    if cells.get("addressee"):
        unit["addressee"] = cells["addressee"]
    return {key: unit[key] for key in _KEY_ORDER if key in unit}, problems


def _groups(cell: str, current: Roster) -> tuple[list[str], list[str]]:
    """Return the ids of the groups that a cell names, and what it names that is none."""
    parts = _several(cell)
    by_comma = [piece.strip() for piece in cell.split(",") if piece.strip()]
    if all(find_group(piece, current) for piece in by_comma):
        parts = by_comma  # as Excel writes it where the separator is ";"
    pairs = [(part, find_group(part, current)) for part in parts]
    return [group for _part, group in pairs if group], [part for part, group in pairs if not group]


def _group_ids(unit: Unit | None) -> list[str]:
    return [membership.id for membership in unit.groups] if unit else []


_KEY_ORDER: Final = [
    "id",
    "name",
    "addressee",
    "kind",
    "own",
    "groups",
    "aliases",
    "since",
    "until",
    "former_names",
    "successors",
    "decision",
]


def _written(unit: Unit) -> dict[str, Any]:
    """Return a unit as the file writes it, keys at their defaults left out."""
    written: dict[str, Any] = {"id": unit.id, "name": unit.name, "kind": unit.kind}
    written |= {"addressee": unit.addressee} if unit.addressee else {}
    written |= {"own": True} if unit.own else {}
    if unit.groups:
        written["groups"] = [
            membership.id
            if membership.since is None and membership.until is None
            else _dated(membership)
            for membership in unit.groups
        ]
    written |= {"aliases": list(unit.aliases)} if unit.aliases else {}
    written |= {"since": str(unit.since)} if unit.since else {}
    written |= {"until": str(unit.until)} if unit.until else {}
    if unit.former_names:
        written["former_names"] = [_dated(former) for former in unit.former_names]
    written |= {"successors": list(unit.successors)} if unit.successors else {}
    written |= {"decision": _dated(unit.decision)} if unit.decision else {}
    return {key: written[key] for key in _KEY_ORDER if key in written}


def _dated(value: Any) -> dict[str, Any]:
    pairs = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
    return {
        key: _dated(item) if dataclasses.is_dataclass(item) else str(item)
        for key, item in pairs
        if item is not None
    }


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.replace("|", ";").split(";") if part.strip()]


def _known(unit_id: str, name: str, current: Roster) -> Unit | None:
    """Return the unit of the roster that a row is about: by id, else by name or alias."""
    if unit_id:
        return current.unit(unit_id)
    key = fold(name)
    # Of two that bore the name one after the other it is the one that has not ended.
    living_first = sorted(current.units, key=lambda unit: unit.until is not None)
    return next((u for u in living_first if key in map(fold, (u.name, *u.aliases))), None)


def new_id(name: str, taken: Collection[str]) -> str:
    """Return an ASCII id made from a name, not taken yet."""
    made = "-".join(word for word in words(name) if word.isascii()) or "don-vi"
    numbered = (f"{made}-{number}" for number in range(2, 100_000))
    return made if made not in taken else next(n for n in numbered if n not in taken)


def _as_yaml(roster: Mapping[str, Any]) -> str:
    head = "# yaml-language-server: $schema=schemas/units.schema.json\n"
    return head + yaml.safe_dump(roster, allow_unicode=True, sort_keys=False, width=4096)


def read_table(file: Path) -> bytes:
    """Return a table's bytes.

    Raises:
        Refused: It cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(
            _('"{file}" cannot be read: {reason}').format(file=file.name, reason=reason_of(error))
        ) from error
