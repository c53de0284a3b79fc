"""Units: the list of a roster on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from tt_doingoai.model.units import Roster, Unit
from tt_doingoai.render.csv_text import as_csv
from tt_doingoai.render.documents import as_json, plain
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.render.unit_note import life_sentences
from tt_doingoai.text import in_one_cell
from tt_doingoai.wording import _


def units_text(roster: Roster, units: Sequence[Unit], day: dt.date) -> str:
    """Return units, a line each, with id, groups, aliases and life.

    Args:
        roster: Where the groups' names are.
        units: Which units.
        day: The day whose names and groups are told.
    """
    lines = paragraph(_("Sample list of units.")) if roster.sample else []
    for unit in units:
        groups = ", ".join(
            name for group, name in roster.groups.items() if unit.in_group_on(group, day)
        )
        text = f"{unit.name_on(day)} ({unit.id})"
        if unit.aliases:
            text += f"; {', '.join(unit.aliases)}"
        if groups:
            text += f"; {groups}"
        lines += paragraph("; ".join([text, *life_sentences(unit, roster)]), rest="  ")
    return page(lines)


def units_json(roster: Roster, units: Sequence[Unit], day: dt.date) -> str:
    """Return ``ttdn/units@1``: the roster's units with all their keys."""
    return as_json(
        {
            "format": "ttdn/units@1",
            "sample": roster.sample,
            "groups": dict(roster.groups),
            "units": [plain(unit) for unit in units],
        }
    )


def units_csv(roster: Roster, units: Sequence[Unit], day: dt.date) -> str:
    """Return the table that ``units import`` reads back."""
    rows = (
        (unit.id, unit.name, unit.kind, _several(m.id for m in unit.groups), _several(unit.aliases))
        for unit in units
    )
    return as_csv(("id", "name", "kind", "groups", "alias"), rows)


def _several(texts: Iterable[str]) -> str:
    return in_one_cell(text.replace("|", "||") for text in texts)
