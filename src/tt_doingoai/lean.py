"""Frozen dataclasses that cost little to define: the standard library's, less the generated code.

``dataclasses`` compiles six methods for every class, and each command defines all the classes it
imports before it does anything (docs/decisions.md has the figures). Here the methods are written
once and shared; a class of which many instances are made gets an ``__init__`` of its own when that
shows. To a type checker it is the standard library's own decorator.
"""

from __future__ import annotations

import dataclasses
from itertools import count, repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

_set: Final = object.__setattr__
_MANY: Final = 64  # instances after which compiling a method has paid


class _Shape(NamedTuple):
    """What a class's instances are made of."""

    fields: dict[str, dataclasses.Field[Any]]
    positional: tuple[str, ...]
    compared: tuple[str, ...]
    hashed: tuple[str, ...]
    made: count[int]


def _init(self: Any, *arguments: Any, **values: Any) -> None:
    shape = type(self).__shape__
    if next(shape.made) == _MANY:
        type(self).__init__ = _own_init(type(self), shape)
    if arguments:
        given = dict(zip(shape.positional, arguments, strict=False))
        if len(given) < len(arguments) or given.keys() & values.keys():
            raise TypeError(f"{type(self).__name__}: too many arguments")
        values |= given
    if len(values) != len(shape.fields):
        _complete(type(self).__name__, shape.fields, values)
    try:
        # As many as there are fields, and each of them one: setting, which returns nothing, tells.
        any(map(_set, repeat(self), values, values.values()))
    except AttributeError as error:
        raise TypeError(f"{type(self).__name__}: {error}") from error


def _own_init(kind: type, shape: _Shape) -> Any:
    """Return an ``__init__`` that sets a class's fields one by one, without a loop."""
    names: dict[str, Any] = {}
    signature: list[str] = []
    for name, field in shape.fields.items():
        if field.default_factory is not dataclasses.MISSING:
            return _init
        names[f"set_{name}"] = getattr(kind, name).__set__
        names[f"default_{name}"] = field.default
        given = name if field.default is dataclasses.MISSING else f"{name}=default_{name}"
        signature += ["*", given] if field.kw_only and "*" not in signature else [given]
    sets = "\n".join(f"    set_{name}(self, {name})" for name in shape.fields)
    exec(f"def __init__(self, {', '.join(signature)}):\n{sets}", names)  # noqa: S102  names only
    return names["__init__"]


def _complete(kind: str, fields: dict[str, dataclasses.Field[Any]], values: dict[str, Any]) -> None:
    """Add the defaults of what was not given; refuse where there is none."""
    for name, field in fields.items():
        if name not in values:
            if field.default is not dataclasses.MISSING:
                values[name] = field.default
            elif field.default_factory is not dataclasses.MISSING:
                values[name] = field.default_factory()
            else:
                raise TypeError(f"{kind}: missing argument: {name}")


def _eq(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return all(getattr(self, n) == getattr(other, n) for n in type(self).__shape__.compared)


def _hash(self: Any) -> int:
    return hash(tuple(getattr(self, name) for name in type(self).__shape__.hashed))


def _repr(self: Any) -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self).__shape__.fields)
    return f"{type(self).__name__}({told})"


def _setattr(_self: Any, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(_self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


_METHODS: Final[dict[str, Any]] = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
}

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  re-exported
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Any:
        """Return the decorator; both flags are the only way it is used here, so they are asked for.

        Args:
            frozen: Must be true: instances never change.
            slots: Must be true: instances hold their fields and nothing else.
            kw_only: Whether an instance is made from named values only.
        """
        if not (frozen and slots):
            raise TypeError("a lean dataclass is frozen and has slots")

        def made(cls: type) -> type:
            for name, method in _METHODS.items():
                setattr(cls, name, method)
            cls = dataclasses.dataclass(
                init=False, repr=False, eq=False, slots=True, kw_only=kw_only
            )(cls)
            fields = {field.name: field for field in dataclasses.fields(cls)}
            cls.__shape__ = _Shape(
                fields,
                tuple(name for name, field in fields.items() if not field.kw_only),
                tuple(name for name, field in fields.items() if field.compare),
                tuple(
                    name
                    for name, field in fields.items()
                    if (field.compare if field.hash is None else field.hash)
                ),
                count(1),
            )
            return cls

        return made
