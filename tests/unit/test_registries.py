"""What the registries name as "module:function" is there, and takes what its callers give.

The type of a table says what callers give, and mypy holds the callers to it; the functions, which
are imported by their names, it does not see.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pytest

from tests.structure.source import PACKAGE
from tt_doingoai.cli.app import COMMANDS, Route
from tt_doingoai.cli.building import build
from tt_doingoai.cli.options import GROUPS
from tt_doingoai.render import formats


def names_of(module: ModuleType) -> dict[str, Any]:
    """The names of a module, and those that it imports for type checkers alone."""
    names = dict(vars(module))
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            exec(ast.unparse(node.body), names)
    return names


def types_of(function: Callable[..., Any]) -> tuple[list[Any], Any]:
    """What a function takes, in its order, and what it returns; an option it may go without."""
    module = inspect.getmodule(function)
    assert module is not None
    hints = get_type_hints(function, names_of(module))
    needed = [
        hints[name]
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is inspect.Parameter.empty
    ]
    return needed, hints["return"]


def tables() -> Iterator[tuple[str, str, str]]:
    """Every table of formats, the format and the place of its function."""
    for node in ast.parse(inspect.getsource(formats)).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict):
            for key, value in zip(node.value.keys, node.value.values, strict=True):
                if isinstance(value, ast.Call):
                    (place,) = value.args
                    yield ast.unparse(node.target), ast.literal_eval(key), ast.literal_eval(place)


def given_by(table: str) -> tuple[list[Any], Any]:
    """What the callers of a table's functions give, and what they take."""
    as_class = type(
        "Tables", (), {"__annotations__": formats.__annotations__}
    )  # Final is of classes
    (mapping,) = get_args(get_type_hints(as_class, names_of(formats))[table])
    _name, function = get_args(mapping)
    given, taken = get_args(function)
    return given, taken


@pytest.mark.parametrize(("table", "format_", "place"), list(tables()))
def test_a_format_is_a_function_of_what_its_callers_give(
    table: str, format_: str, place: str
) -> None:
    module, name = place.split(":")
    function = getattr(import_module(f"{PACKAGE}.render.{module}"), name)
    assert types_of(function) == given_by(table)


def test_every_table_of_formats_is_looked_at() -> None:
    known = {name for name, value in vars(formats).items() if isinstance(value, dict)}
    known = {name for name in known - {"BY_ENDING"} if name.isupper()}
    assert {table for table, *_rest in tables()} == known
    assert {(table, format_) for table, format_, _place in tables()} == {
        (table, format_) for table in known for format_ in getattr(formats, table)
    }


def planted(assessment: int, where: str, *, more: bool = False) -> str:
    return ""


def test_a_planted_function_that_takes_something_else_is_told_apart() -> None:
    assert types_of(planted) == ([int, str], str)
    assert types_of(planted) != given_by("STATUS")
    assert len(given_by("STATUS")[0]) == 2


def commands(routes: Mapping[str, Route], *path: str) -> Iterator[tuple[tuple[str, ...], Route]]:
    for name, route in routes.items():
        if route.commands is None:
            yield (*path, name), route
        else:
            yield from commands(route.commands, *path, name)


ROUTES = dict(commands(COMMANDS))


def is_spread(kind: Any) -> bool:
    """Whether the command line can give a parameter of a type: a shared group, or an option."""
    return kind in GROUPS or any(
        type(said).__name__ in ("OptionInfo", "ArgumentInfo")
        for said in getattr(kind, "__metadata__", ())
    )


@pytest.mark.parametrize("path", ROUTES, ids=" ".join)
def test_a_command_is_a_function_of_what_the_command_line_gives(path: tuple[str, ...]) -> None:
    route = ROUTES[path]
    assert route.function is not None
    module, name = route.function.split(":")
    function = getattr(import_module(f"{PACKAGE}.cli.{module}"), name)
    hints = get_type_hints(function, include_extras=True)
    assert hints.pop("return") is int
    assert {name for name, kind in hints.items() if not is_spread(kind)} == set()
    options = [
        option for kind in hints.values() for option in (kind._fields if kind in GROUPS else [kind])
    ]
    assert len(build(path[-1], route).params) == len(options)


def test_a_planted_parameter_that_the_command_line_cannot_give_is_found() -> None:
    assert not is_spread(int)
    assert not is_spread(tuple)


def test_each_command_has_a_function_of_its_own() -> None:
    functions = [route.function for route in ROUTES.values()]
    assert len(functions) == len(set(functions))
