"""An office's own roster from a table (CSV): ids are made here, the rest is what the table says."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from tt_doingoai.errors import InvalidFiles, Refused
from tt_doingoai.loading.problems import Problem
from tt_doingoai.model.units import UNITS_FORMAT, Roster, Unit
from tt_doingoai.text import fold, one_line, words
from tt_doingoai.wording import _

_MAX_BYTES: Final = 5_000_000
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
    "groups": "groups",
    "group": "groups",
    "nhom": "groups",
    "alias": "alias",
    "aliases": "alias",
    "ten khac": "alias",
    "viet tat": "alias",
    "addressee": "addressee",
    "kinh gui": "addressee",
}
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


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table and its line."""

    line: int
    cells: Mapping[str, str]


def roster_from_table(data: bytes, *, path: str, current: Roster) -> str:
    """Return the text of a ``units.yaml`` with the table's units.

    The committee's own organs stay; a unit of the table that the roster knows by name or alias
    keeps its id and whatever else the roster says of it.

    Args:
        data: The table's bytes.
        path: How problems name it.
        current: The roster it replaces.

    Raises:
        InvalidFiles: The table has errors; carries every one, with its line.
    """
    rows, problems = _rows(data, path)
    units = [_own(unit) for unit in current.units if unit.own]
    taken = {unit["id"] for unit in units} | set(current.groups)
    names = {fold(unit["name"]): "" for unit in units}
    for row in rows:
        unit, wrong = _unit(row, path, current, taken)
        key = fold(unit["name"])
        if key in names:
            told = _('"{name}" stands twice').format(name=unit["name"])
            wrong.append(Problem(path, row.line, 0, "TD027", told))
        names[key] = unit["id"]
        taken.add(unit["id"])
        problems += wrong
        units.append(unit)
    if not rows and not problems:
        problems.append(Problem(path, 1, 1, "TD018", _("the table has no rows")))
    if problems:
        raise InvalidFiles(_("the table has errors; nothing was written"), problems)
    roster = {
        "format": UNITS_FORMAT,
        "sample": False,
        "groups": dict(current.groups),
        "units": units,
    }
    return _as_yaml(roster)


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
        line = data.count(b"\n", 0, error.start) + 1
        told = _("these bytes are not UTF-8; save the file as UTF-8 (Unicode)")
        return [], [Problem(path, line, 0, "TD002", told)]
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _read(reader, path)
    except csv.Error as error:
        told = _("the table cannot be read: {reason}").format(reason=error)
        return [], [Problem(path, reader.line_num, 0, "TD004", told)]


def _read(reader: Any, path: str) -> tuple[list[Row], list[Problem]]:
    header = [one_line(cell) for cell in next(reader, [])]
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
    if "name" not in keys:
        told = _('the first line must name the columns, "name" among them')
        problems.append(Problem(path, 1, 1, "TD011", told))
    if problems:
        return [], problems
    rows = []
    for cells in reader:
        told_cells = [one_line(cell) for cell in cells]
        if any(told_cells):
            named = {str(key): cell for key, cell in zip(keys, told_cells, strict=False)}
            rows.append(Row(reader.line_num, named))
    return rows, []


def _unit(
    row: Row, path: str, current: Roster, taken: set[str]
) -> tuple[dict[str, Any], list[Problem]]:
    problems: list[Problem] = []
    name = row.cells.get("name", "")
    if not name:
        problems.append(Problem(path, row.line, 0, "TD018", _("the unit has no name")))
    kind = _KINDS.get(fold(row.cells.get("kind", "")))
    if kind is None:
        told = _('"{value}" is not one of: {allowed}').format(
            value=row.cells["kind"], allowed="dang_bo, chi_bo, ban, doan_the, khac"
        )
        problems.append(Problem(path, row.line, 0, "TD013", told))
    groups = []
    for cell in _several(row.cells.get("groups", "")):
        group = _group(cell, current)
        if group is None:
            told = _('there is no group "{query}"; there are: {groups}').format(
                query=cell, groups=", ".join(current.groups) or "-"
            )
            problems.append(Problem(path, row.line, 0, "TD021", told))
        else:
            groups.append(group)
    known = _known(name, current)
    unit: dict[str, Any] = _own(known) if known else {}
    unit["id"] = row.cells.get("id") or (known.id if known else _new_id(name, taken))
    unit |= {"name": name, "kind": kind}
    if groups:
        unit["groups"] = groups
    if _several(row.cells.get("alias", "")):
        unit["aliases"] = _several(row.cells["alias"])
    if row.cells.get("addressee"):
        unit["addressee"] = row.cells["addressee"]
    return {key: unit[key] for key in sorted(unit, key=_KEY_ORDER.index)}, problems


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


def _own(unit: Unit) -> dict[str, Any]:
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
    return {key: written[key] for key in sorted(written, key=_KEY_ORDER.index)}


def _dated(value: Any) -> dict[str, Any]:
    import dataclasses

    pairs = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
    return {
        key: _dated(item) if dataclasses.is_dataclass(item) else str(item)
        for key, item in pairs
        if item is not None
    }


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.replace("|", ";").split(";") if part.strip()]


def _group(cell: str, current: Roster) -> str | None:
    key = fold(cell)
    return next((g for g, name in current.groups.items() if key in (fold(g), fold(name))), None)


def _known(name: str, current: Roster) -> Unit | None:
    key = fold(name)
    return next(
        (unit for unit in current.units if key in map(fold, (unit.name, *unit.aliases))), None
    )


def _new_id(name: str, taken: set[str]) -> str:
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
            _('"{file}" cannot be read: {reason}').format(
                file=file.name, reason=error.strerror or error
            )
        ) from error
