"""How single values are written in a file: one marker gives their parser and their schema.

Pydantic reads the marker from outside; nothing here imports it until a file is validated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Final

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core.core_schema import CoreSchema

# The configuration of every class that a file writes: a key that it does not name is an error.
STRICT: Final = {"extra": "forbid"}
EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2200, 1, 1)
# Compiled when first used: a start that reads no file needs none.
_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TYPED_ISO = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"
_TYPED_DAY_FIRST = (
    r"(?P<day>[0-9]{1,2})(?P<sep>[/.\-])(?P<month>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4})"
)
# As spreadsheets write it too: with the hour behind, or the year in two digits.
_DAY_AND_HOUR = (
    r"(?P<day>[0-9]{1,2})(?P<sep>[/.\-])(?P<month>[0-9]{1,2})(?P=sep)[0-9]{2}(?:[0-9]{2})?"
    r"(?:[\sT,].*)?"
)
_INTEGER = r"[1-9][0-9]{0,5}"
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_CODE = r"[0-9A-Za-z]+(?:[.\-][0-9A-Za-z]+)*"


@dataclass(frozen=True, slots=True)
class Written:
    """A value's written form, for ``Annotated[T, Written(...)]``.

    Attributes:
        parse: Turns the text into the value; raises ``ValueError`` where it is not one.
        expects: A name of the form, known to the loader's messages ("day", "period" …).
        schema: What the JSON Schema says of it.
    """

    parse: Callable[[str], Any]
    expects: str
    schema: Mapping[str, Any] = field(hash=False)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return a schema that takes a string only and parses it strictly."""
        from pydantic_core import PydanticCustomError, core_schema

        def validate(value: object) -> Any:
            if isinstance(value, str):
                try:
                    return self.parse(value)
                except ValueError:
                    pass
            raise PydanticCustomError("ttdn_written", "{expects}", {"expects": self.expects})

        return core_schema.no_info_plain_validator_function(validate)

    def __get_pydantic_json_schema__(
        self, source: object, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the JSON Schema of the written form."""
        return dict(self.schema)


def _full(pattern: str, text: str) -> str:
    if not re.fullmatch(pattern, text):
        raise ValueError(text)
    return text


def iso_day(text: str) -> dt.date:
    """Return the day written ``YYYY-MM-DD``; raises ``ValueError`` for any other form."""
    return sensible(dt.date.fromisoformat(_full(_ISO_DAY, text)))


def typed_day(text: str) -> dt.date:
    """Return the day that a person wrote: day first or ISO, never month first.

    Raises:
        ValueError: It is no day.
    """
    match = re.fullmatch(_TYPED_ISO, text.strip()) or re.fullmatch(_TYPED_DAY_FIRST, text.strip())
    if not match:
        raise ValueError(text)
    return sensible(dt.date(int(match["year"]), int(match["month"]), int(match["day"])))


def is_month_first(text: str) -> bool:
    """Return whether a text is a day only if its month stands first: 4/13/2024, 4/13/24 0:00."""
    match = re.fullmatch(_DAY_AND_HOUR, text.strip())
    return match is not None and int(match["day"]) <= 12 < int(match["month"]) <= 31


def sensible(day: dt.date) -> dt.date:
    """Return a day that an office can mean, 1900 to 2199; else raises ``ValueError``."""
    if not EARLIEST <= day < LATEST:
        raise ValueError(day)
    return day


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def slug(text: str) -> str:
    """Return the text if it is an ASCII slug (``so-du-lich``); else raises ``ValueError``."""
    return _full(_SLUG, text)


Day = Annotated[
    dt.date,
    Written(iso_day, "day", {"type": "string", "pattern": f"^{_ISO_DAY}$"}),
]
Count = Annotated[
    int,
    Written(
        lambda text: int(_full(_INTEGER, text)),
        "number",
        {"type": ["integer", "string"], "minimum": 1, "pattern": f"^{_INTEGER}$"},
    ),
]
Flag = Annotated[bool, Written(_boolean, "flag", {"type": "boolean"})]
Slug = Annotated[str, Written(slug, "slug", {"type": "string", "pattern": f"^{_SLUG}$"})]
Code = Annotated[
    str,
    Written(
        lambda text: _full(_CODE, text),
        "code",
        {"type": "string", "pattern": f"^{_CODE}$"},
    ),
]


def _some_text(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text


Text = Annotated[str, Written(_some_text, "text", {"type": "string", "minLength": 1})]


class _Strictly:
    """Takes a value that the file itself types (TOML), and no other that could be made of it."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.int_schema(strict=True)


Whole = Annotated[int, _Strictly()]
