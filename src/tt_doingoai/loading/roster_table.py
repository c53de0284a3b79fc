"""An office's own roster from a table (CSV): ids are made here, the rest is what the table says."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from tt_doingoai.errors import InvalidTable
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.roster_columns import COLUMNS, KIND_NAMES, KINDS
from tt_doingoai.loading.roster_text import KEY_ORDER, as_yaml, written_unit
from tt_doingoai.loading.table import LETTERS_LOST, LOST, Row, rows_of
from tt_doingoai.lookup import find_group, is_called
from tt_doingoai.model.scalars import slug
from tt_doingoai.model.units import UNITS_FORMAT, Roster, Unit
from tt_doingoai.text import fold, texts_of_cell, words
from tt_doingoai.wording import _

_BAR: Final = re.compile(r"(?<!\|)\|(?!\|)")


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
    rows, problems = rows_of(data, COLUMNS, path=path)
    own = {unit.id: written_unit(unit) for unit in current.units if unit.own}
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
    return as_yaml(roster)


def _twice(
    unit: Mapping[str, Any], row: Row, path: str, called: dict[str, str], ids: Collection[str]
) -> list[Problem]:
    """Return the names, aliases and ids of a row that an earlier row has, and note its own."""
    problems = []
    if unit["id"] in ids and unit["id"] in called.values():
        message = _('the id "{id}" stands twice; change one of them').format(id=unit["id"])
        problems.append(Problem(path, row.line, 1, "TD024", message))
    for name in dict.fromkeys(map(fold, (unit["name"], *unit.get("aliases", ())))):
        if name and name in called:
            message = _('"{name}" stands twice').format(name=name)
            problems.append(Problem(path, row.line, 1, "TD027", message))
        called[name] = unit["id"]
    return problems


def left_out(text_units: Sequence[Unit], current: Roster) -> list[Unit]:
    """Return the units of a roster that a new list of units no longer has."""
    ids = {unit.id for unit in text_units}
    return [unit for unit in current.units if unit.id not in ids]


def _unit(
    row: Row, path: str, current: Roster, taken: Collection[str]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the unit of a row as the file writes it, and what is wrong with the row."""
    cells, problems = row.cells, []

    def wrong(code: str, message: str) -> None:
        problems.append(Problem(path, row.line, 1, code, message))

    name = cells.get("name", "")
    if not name or LOST.search(name):
        wrong(*(("TD002", _(LETTERS_LOST)) if name else ("TD018", _("the unit has no name"))))
    known = _known(cells.get("id", ""), name, current)
    unit: dict[str, Any] = written_unit(known) if known else {"kind": "khac"}
    unit |= {"id": known.id if known else cells.get("id") or new_id(name, taken), "name": name}
    try:
        slug(unit["id"])
    except ValueError:
        message = _('"{value}" is not an id; use a-z, 0-9 and "-" only, like so-du-lich')
        wrong("TD016", message.format(value=unit["id"]))
    if cells.get("kind"):
        unit["kind"] = KINDS.get(fold(cells["kind"]))
        if unit["kind"] is None:
            message = _('"{value}" is not one of: {allowed}')
            wrong("TD013", message.format(value=cells["kind"], allowed=KIND_NAMES))
    groups, unknown = _groups(cells.get("groups", ""), current)
    for cell in unknown:
        message = _('there is no group "{query}"; there are: {groups}')
        wrong("TD021", message.format(query=cell, groups=", ".join(current.groups) or "-"))
    if groups and groups != _group_ids(known):
        unit["groups"] = groups
    if cells.get("alias"):
        unit["aliases"] = _several(cells["alias"])
    if cells.get("addressee"):
        unit["addressee"] = cells["addressee"]
    return {key: unit[key] for key in KEY_ORDER if key in unit}, problems


def _groups(cell: str, current: Roster) -> tuple[list[str], list[str]]:
    """Return the ids of the groups that a cell names, and what it names that is none."""
    parts = [part.strip() for part in re.split(r"[;|]", cell) if part.strip()]
    by_comma = [piece.strip() for piece in cell.split(",") if piece.strip()]
    if all(find_group(piece, current) for piece in by_comma):
        parts = by_comma  # as Excel writes it where the separator is ";"
    pairs = [(part, find_group(part, current)) for part in parts]
    return [group for _part, group in pairs if group], [part for part, group in pairs if not group]


def _group_ids(unit: Unit | None) -> list[str]:
    return [membership.id for membership in unit.groups] if unit else []


def _several(cell: str) -> list[str]:
    """Return the texts of a cell; a bar parts them too, for tables whose cells ``;`` parts."""
    return [text.replace("||", "|") for text in texts_of_cell(_BAR.sub(";", cell))]


def _known(unit_id: str, name: str, current: Roster) -> Unit | None:
    """Return the unit of the roster that a row is about: by id, else by name or alias."""
    if unit_id:
        return current.unit(unit_id)
    # Of two that bore the name one after the other it is the one that has not ended.
    living_first = sorted(current.units, key=lambda unit: unit.until is not None)
    return next((unit for unit in living_first if is_called(unit, name)), None)


def new_id(name: str, taken: Collection[str]) -> str:
    """Return an ASCII id made from a name, not taken yet."""
    made = "-".join(word for word in words(name) if word.isascii()) or "don-vi"
    numbered = (f"{made}-{number}" for number in range(2, 100_000))
    return made if made not in taken else next(n for n in numbered if n not in taken)
