"""The model as plain JSON and back: every value with its kind, only kinds that are known."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Final

from tt_doingoai.loading import problems
from tt_doingoai.model import deadline, period, plan, settings, units

_KIND: Final = "="  # no field of a model is called so
_DAY: Final = "day"
_MAPPING: Final = "mapping"
_KINDS: Final[Mapping[str, type]] = {
    kind.__name__: kind
    for module in (deadline, period, plan, settings, units, problems)
    for kind in vars(module).values()
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"))
}


def as_plain_json(value: object) -> bytes:
    """Return a value of the model as JSON; raises ``TypeError`` where it holds a foreign kind."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def of_plain_json(data: bytes) -> Any:
    """Return the value that ``as_plain_json`` wrote.

    Raises:
        ValueError: It is no JSON.
        LookupError: It holds an unknown kind.
        TypeError: A kind has other fields than it is made of.
    """
    return json.loads(data, object_hook=_made)


def _plain(value: Any) -> Any:
    kind = type(value)
    if _KINDS.get(kind.__name__) is kind:
        names = getattr(kind, "_fields", None) or [field.name for field in dataclasses.fields(kind)]
        return {_KIND: kind.__name__, **{name: _plain(getattr(value, name)) for name in names}}
    if isinstance(value, dt.date):
        return {_KIND: _DAY, "iso": value.isoformat()}
    if isinstance(value, Mapping):
        return {_KIND: _MAPPING, "items": [[key, _plain(item)] for key, item in value.items()]}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(kind)


def _made(document: dict[str, Any]) -> Any:
    kind = document.pop(_KIND)
    if kind == _DAY:
        return dt.date.fromisoformat(document["iso"])
    if kind == _MAPPING:
        return dict(document["items"])
    values = {name: tuple(v) if type(v) is list else v for name, v in document.items()}
    return _KINDS[kind](**values)
