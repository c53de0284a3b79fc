"""From a tree of strings to a model, through Pydantic, whose messages become the office's words."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.yaml_node import Node
from tt_doingoai.wording import _, later

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

T = TypeVar("T")

_NO_SUCH_DAY: Final = later('"{value}" is no day of the calendar; write the day that is meant')
_ADAPTERS: dict[type, TypeAdapter[Any]] = {}

# What a value of each written form (model/scalars.py) is, and how it is written.
_WRITTEN: Final = {
    "day": ("TD014", later('"{value}" is not a date; write YYYY-MM-DD')),
    "period": (
        "TD015",
        later('"{value}" is not a period; write 2024, 2024-H1, 2024-Q2, 2024-03 or 2024..2026'),
    ),
    "cutoff day": (
        "TD031",
        later('"{value}" is not a cut-off day; write MM-DD, M-DD, DD or +1:MM-DD'),
    ),
    "slug": (
        "TD016",
        later('"{value}" is not an id; use a-z, 0-9 and "-" only, like so-du-lich'),
    ),
    "code": ("TD016", later('"{value}" is not a code; write it like III.2.c')),
    "number": ("TD017", later('"{value}" is not a whole number from 1 up')),
    "flag": ("TD019", later('"{value}" is not true or false; write one of these')),
    "text": ("TD018", later('"{key}" has no text; write it, or remove the key')),
}


def adapter(model: type[T]) -> TypeAdapter[T]:
    """Return Pydantic's view of a model of the core, made once."""
    from pydantic import TypeAdapter

    if model not in _ADAPTERS:
        _ADAPTERS[model] = TypeAdapter(model)
    return _ADAPTERS[model]


def validate(model: type[T], tree: Node | None, *, path: str) -> tuple[T | None, list[Problem]]:
    """Return the model that a tree describes, or every problem with its place.

    Args:
        model: The frozen dataclass of the core.
        tree: The file's tree; None for an empty file.
        path: How the problems name the file.
    """
    from pydantic import ValidationError

    if tree is None:
        return None, [Problem(path, 1, 1, "TD012", _("the file is empty"))]
    try:
        return adapter(model).validate_python(tree.plain()), []
    except ValidationError as error:
        found = [
            _problem(detail, tree, path)
            for detail in error.errors(include_url=False, include_context=True)
        ]
        return None, sorted(set(found))


def _problem(detail: ErrorDetails, tree: Node, path: str) -> Problem:
    location, kind = detail["loc"], detail["type"]
    if kind == "unexpected_keyword_argument":
        line, column = tree.key_at(location)
        return Problem(path, line, column, "TD010", _unknown_key(str(location[-1])))
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        location = (*location, "rule")
    of_key = location[-1:] == ("[key]",)
    line, column = tree.key_at(location[:-1]) if of_key else tree.at(location)
    if kind == "missing":
        message = _('the key "{key}" is missing here; add it').format(key=location[-1])
        return Problem(path, line, column, "TD011", message)
    code, message = _value_message(kind, detail.get("ctx", {}), detail["input"], location)
    return Problem(path, line, column, code, message)


def _unknown_key(key: str) -> str:
    known = _known_keys()
    if key in known:
        return _('the key "{key}" does not belong here; move or remove it').format(key=key)
    near = difflib.get_close_matches(key, known, n=1)
    if near:
        return _('there is no key "{key}"; "{near}" perhaps?').format(key=key, near=near[0])
    return _('there is no key "{key}"; remove it').format(key=key)


@functools.cache
def _known_keys() -> tuple[str, ...]:
    """Return the keys of every model: enough to guess a misspelt one by."""
    from tt_doingoai.model.plan import Plan
    from tt_doingoai.model.units import Roster

    names: set[str] = set()
    for model in (Plan, Roster):
        schema = adapter(model).json_schema()
        for part in [schema, *schema.get("$defs", {}).values()]:
            names |= set(part.get("properties", {}))
    return tuple(sorted(names))


def _value_message(
    kind: str, context: dict[str, Any], value: object, location: Sequence[int | str]
) -> tuple[str, str]:
    """Return code and message for a value that is not what its key takes."""
    name = next((str(step) for step in reversed(location) if isinstance(step, str)), "")
    if kind == "ttdn_written" and isinstance(value, str):
        code, message = _WRITTEN[context["expects"]]
        if context["expects"] == "day" and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            message = _NO_SUCH_DAY
        return code, _(message).format(value=value, key=name)
    if kind in ("literal_error", "union_tag_invalid"):
        given = context.get("tag", value)
        allowed = str(context.get("expected") or context.get("expected_tags")).replace("'", "")
        allowed = allowed.replace(" or ", ", ")
        if isinstance(given, str):
            return "TD013", _('"{value}" is not one of: {allowed}').format(
                value=given, allowed=allowed
            )
        return "TD013", _('"{key}" takes one of: {allowed}').format(key=name, allowed=allowed)
    if kind == "union_tag_not_found":
        return "TD011", _('the key "{key}" is missing here; add it').format(key="rule")
    if not location:
        return "TD012", _("the file must hold keys and values, a line each: key: value")
    return "TD012", _expected(kind).format(key=name)


def _expected(kind: str) -> str:
    if kind in ("tuple_type", "list_type"):
        return _('"{key}" takes a list; put each item in a line that begins with "- "')
    if kind == "none_required":
        return _('"{key}" must be left empty (null) here')
    if kind == "ttdn_written":
        return _('"{key}" takes a single value, not a list, a mapping or nothing')
    return _('"{key}" takes keys and values, a line each')
