"""A roster as the text of its file: keys in one order, what stands at its default left out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

import yaml

from tt_doingoai.model.units import Unit

KEY_ORDER: Final = [
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


def written_unit(unit: Unit) -> dict[str, Any]:
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
    return {key: written[key] for key in KEY_ORDER if key in written}


def _dated(value: Any) -> dict[str, Any]:
    pairs = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
    return {
        key: _dated(item) if dataclasses.is_dataclass(item) else str(item)
        for key, item in pairs
        if item is not None
    }


def as_yaml(roster: Mapping[str, Any]) -> str:
    """Return the text of a whole roster file, headed by its schema for editors."""
    head = "# yaml-language-server: $schema=schemas/units.schema.json\n"
    return head + yaml.safe_dump(roster, allow_unicode=True, sort_keys=False, width=4096)
