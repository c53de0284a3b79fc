"""A command's groups of options as single options of the command line."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

from tt_doingoai.cli.options import GROUPS

_REQUIRED = inspect.Parameter.empty


def spread(command: Callable[..., int]) -> Callable[..., int]:
    """Return a command whose parameters of the shared groups are spread into single options.

    The help texts are looked up in the language of the moment, so this runs when a command is
    built, not when its module is imported.
    """
    hints = get_type_hints(command, include_extras=True)
    own = inspect.signature(command).parameters
    parameters: list[inspect.Parameter] = []
    for name, parameter in own.items():
        kind = hints[name]
        if kind in GROUPS:
            spelled = get_type_hints(kind, include_extras=True)
            parameters += [
                _option(field, spelled[field], kind._field_defaults.get(field, _REQUIRED))
                for field in kind._fields
            ]
        else:
            parameters.append(
                parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
            )

    @functools.wraps(command)
    def spread_out(**values: Any) -> int:
        grouped: dict[str, Any] = {}
        for name in own:
            kind = hints[name]
            if kind in GROUPS:
                grouped[name] = kind(**{option: values.pop(option) for option in kind._fields})
        return command(**grouped, **values)

    spread_out.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    spread_out.__annotations__ = {}
    del spread_out.__wrapped__  # Typer would look through it
    return spread_out


def _option(name: str, annotation: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=annotation,
    )
