"""Changing single values of a YAML text and leaving every other letter, comments too, as it is.

For files that people write by hand and a command changes. Values are written in one line; whoever
calls validates the result before it replaces anything.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import yaml

Value: TypeAlias = "str | int | dt.date | Sequence[Value] | Mapping[str, Value] | None"
Step: TypeAlias = int | str


def put(
    text: str, path: Sequence[Step], key: str, value: Value, *, drop_comment: bool = False
) -> str:
    """Return the text with a key of a mapping set.

    Args:
        text: The file's text.
        path: Keys and indexes that lead to the mapping; empty for the whole file.
        key: The key, which is added after the others where it is missing.
        value: What it says from now on.
        drop_comment: Whether a remark behind the old value in its line goes with it.
    """
    mapping = _at(text, path)
    assert isinstance(mapping, yaml.MappingNode)
    for name, node in mapping.value:
        if name.value == key:
            begin, end = node.start_mark.index, _end(text, node)
            if begin == end:  # "key:" with nothing behind it
                return f"{text[:begin].rstrip(' ')} {written(value)}{text[end:]}"
            rest = text[end:]
            if drop_comment:
                line, line_end, below = rest.partition("\n")
                rest = line_end + below if line.strip().startswith("#") else rest
            return text[:begin] + written(value) + rest
    entry = f"{key}: {written(value)}"
    if mapping.flow_style:
        return _into_flow(text, mapping, entry)
    last = mapping.value[-1][1]
    return _below(text, max(_end(text, last), mapping.value[-1][0].end_mark.index), mapping, entry)


def append(text: str, path: Sequence[Step], key: str, value: Value) -> str:
    """Return the text with a value added to the list under a key, which is made where missing."""
    mapping = _at(text, path)
    assert isinstance(mapping, yaml.MappingNode)
    found = next((node for name, node in mapping.value if name.value == key), None)
    if not isinstance(found, yaml.SequenceNode) or not found.value:
        return put(text, path, key, [value])
    if found.flow_style:
        return _into_flow(text, found, written(value))
    return _below(text, _end(text, found.value[-1]), found, f"- {written(value)}")


def written(value: Value) -> str:
    """Return a value in one line of YAML; texts and days in double quotes, so none is guessed."""
    if value is None or isinstance(value, int):
        return json.dumps(value)
    if isinstance(value, dt.date):
        return f'"{value.isoformat()}"'
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(written, value)) + "]"


def _at(text: str, path: Sequence[Step]) -> yaml.Node:
    # The pure loader counts its marks in letters of the text; libyaml's cannot be relied on for it.
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        else:
            assert isinstance(node, yaml.MappingNode)
            node = next(value for name, value in node.value if name.value == step)
    assert node is not None
    return node


def _end(text: str, node: yaml.Node) -> int:
    """Return where a value really ends: a block's own mark stands behind what comes after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(_end(text, part) for part in (last if isinstance(last, tuple) else (last,)))
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(text[:end].rstrip())
    return end


def _below(text: str, end: int, block: yaml.Node, line: str) -> str:
    """Return the text with a line put under the one where a block's last value ends."""
    line_end = text.find("\n", end)
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * block.start_mark.column
    if line_end < 0:
        return f"{text}{newline}{indent}{line}{newline}"
    return f"{text[: line_end + 1]}{indent}{line}{newline}{text[line_end + 1 :]}"


def _into_flow(text: str, node: yaml.Node, member: str) -> str:
    close = node.end_mark.index - 1
    before = text[:close].rstrip().rstrip(",").rstrip()
    joint = "" if before.endswith(("{", "[")) else ", "
    return f"{before}{joint}{member}{text[close:]}"
