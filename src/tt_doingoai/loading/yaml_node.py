"""A YAML file as a tree of strings that know their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Node:
    """A scalar, list or mapping, and where it begins (from 1)."""

    line: int
    column: int
    scalar: str | None = None
    items: list[Node] | None = None
    entries: dict[str, tuple[Node, Node]] | None = None

    def plain(self) -> Any:
        """Return the value as strings, None, lists and dicts."""
        if self.items is not None:
            return [item.plain() for item in self.items]
        if self.entries is not None:
            return {key: value.plain() for key, (_key, value) in self.entries.items()}
        return self.scalar

    def at(self, location: Sequence[int | str]) -> tuple[int, int]:
        """Return line and column of the deepest place on a path that exists.

        Steps that name no key (the tag of a union, say) are passed over. A path to a key itself
        ends in the key's name and gives the key's place.
        """
        node, place = self, (self.line, self.column)
        for step in location:
            if node.entries is not None and step in node.entries:
                key, node = node.entries[str(step)]
                place = (
                    (key.line, key.column)
                    if node.items is not None or node.entries is not None
                    else (node.line, node.column)
                )
            elif node.items is not None and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                place = (node.line, node.column)
        return place

    def key_at(self, location: Sequence[int | str]) -> tuple[int, int]:
        """Return line and column of the key that a path ends in."""
        node = self
        for step in location[:-1]:
            if node.entries is not None and step in node.entries:
                node = node.entries[str(step)][1]
            elif node.items is not None and isinstance(step, int):
                node = node.items[step]
        if node.entries is not None and location[-1] in node.entries:
            key = node.entries[str(location[-1])][0]
            return key.line, key.column
        return node.line, node.column
