"""YAML as a tree of strings that know their place; every trap of YAML is refused here.

Built from parser events, not from PyYAML's constructors: nothing is guessed (``no``, ``12:30`` and
``2024-04-10`` stay text), nothing is expanded, and depth costs no recursion.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.yaml_node import Node
from tt_doingoai.loading.yaml_syntax import place_in, syntax_problem
from tt_doingoai.text import clean
from tt_doingoai.wording import _

if TYPE_CHECKING:
    from yaml.events import Event


MAX_BYTES = 5_000_000
MAX_DEPTH = 50
_ENOUGH = 50  # problems of one kind that nobody reads to the end
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# libyaml where there is one: 8 times faster.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Reading:
    """What is being read of one file."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def problem(self, code: str, line: int, column: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, column, code, message))


def read_tree(data: bytes, *, path: str) -> tuple[Node | None, list[Problem]]:
    """Return a file's tree and its problems; no tree where the file cannot be read to its end.

    Args:
        data: The file's bytes.
        path: How the problems name the file.
    """
    reading = _Reading(path)
    if len(data) > MAX_BYTES:
        reading.problem(
            "TD003",
            1,
            1,
            _("the file has {n} bytes; at most {most} are read").format(
                n=len(data), most=MAX_BYTES
            ),
        )
        return None, reading.problems
    text = _decode(data, reading)
    if text is None:
        return None, reading.problems
    try:
        root = _build(yaml.parse(text, Loader=_LOADER), reading)
    except yaml.MarkedYAMLError as error:
        reading.problem("TD004", *syntax_problem(error))
        return None, reading.problems
    except yaml.reader.ReaderError:
        # The two loaders count the place in bytes or in letters; the text itself knows.
        found = _CONTROL.search(text)
        before = text[: found.start()].encode() if found else b""
        line, column = place_in(before, len(before))
        message = _("control characters stand in the file; type the text again")
        reading.problem("TD004", line, column, message)
        return None, reading.problems
    except _Stop:
        return None, reading.problems
    return root, reading.problems


class _Stop(Exception):
    """The tree cannot be read on; the problem is already noted."""


def _decode(data: bytes, reading: _Reading) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = place_in(data, error.start)
        reading.problem(
            "TD002", line, column, _("these bytes are not UTF-8; save the file as UTF-8 (Unicode)")
        )
        return None


def _build(events: Iterator[Event], reading: _Reading) -> Node | None:
    """Return the tree of the only document in the stream."""
    root: Node | None = None
    stack: list[tuple[Node, Node | None]] = []  # the open collections, each with its pending key
    for event in events:
        line, column = _begins(event)
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            reading.problem("TD004", line, column, _("only one document in a file; remove '---'"))
            raise _Stop
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            stack.pop()
            continue
        node = _node(event, line, column, reading)
        if node is None:
            continue
        if not stack:
            root = node
        else:
            _place(node, stack, reading)
        if node.items is not None or node.entries is not None:
            if len(stack) >= MAX_DEPTH:
                reading.problem(
                    "TD003", line, column, _("nested more than {n} levels deep").format(n=MAX_DEPTH)
                )
                raise _Stop
            stack.append((node, None))
    return root


def _begins(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _node(event: Event, line: int, column: int, reading: _Reading) -> Node | None:
    if isinstance(event, yaml.AliasEvent):
        _refuse(f"*{event.anchor}", line, column, reading)
        return Node(line, column)
    if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
        return None
    if event.anchor is not None:
        _refuse(f"&{event.anchor}", line, column, reading)
    if event.tag is not None and event.tag != "!":
        _refuse(event.tag.replace("tag:yaml.org,2002:", "!!"), line, column, reading)
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(line, column, items=[])
    if isinstance(event, yaml.MappingStartEvent):
        return Node(line, column, entries={})
    assert isinstance(event, yaml.ScalarEvent)
    if not event.style and event.value in _NULLS:
        return Node(line, column)
    return Node(line, column, scalar=_cleaned(event.value, line, column, reading))


def _refuse(what: str, line: int, column: int, reading: _Reading) -> None:
    if len(reading.problems) >= _ENOUGH:
        raise _Stop
    reading.problem(
        "TD005",
        line,
        column,
        _('"{what}" is not used here; write the value itself, in double quotes').format(
            what=clean(what)
        ),
    )


def _cleaned(value: str, line: int, column: int, reading: _Reading) -> str:
    kept = clean(value)
    lost = len(_comparable(value)) - len(kept)
    if lost > 0:
        reading.problem(
            "TD007",
            line,
            column,
            _("{n} hidden characters were taken out of this text; type it again").format(n=lost),
        )
    return kept


def _comparable(value: str) -> str:
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n"))


def _place(node: Node, stack: list[tuple[Node, Node | None]], reading: _Reading) -> None:
    """Put a node where it belongs: into the open list, or as key or value of the open mapping."""
    parent, key = stack[-1]
    if parent.items is not None:
        parent.items.append(node)
        return
    assert parent.entries is not None
    if key is None:
        if node.scalar is None:
            reading.problem("TD012", node.line, node.column, _("a key must be a single word"))
            node.scalar = f"\0{node.line}:{node.column}"  # keeps what follows readable
        elif node.scalar == "<<":
            _refuse("<<", node.line, node.column, reading)
        stack[-1] = (parent, node)
        return
    name = key.scalar or ""
    if name in parent.entries:
        first = parent.entries[name][0]
        reading.problem(
            "TD006",
            key.line,
            key.column,
            _('the key "{key}" stands already in line {line}; keep one of them').format(
                key=name, line=first.line
            ),
        )
    else:
        parent.entries[name] = (key, node)
    stack[-1] = (parent, None)
