"""What is to be done where a text is no YAML: the parser's words turned into advice, and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tt_doingoai.wording import _, later

if TYPE_CHECKING:
    import yaml


def place_in(data: bytes, offset: int) -> tuple[int, int]:
    """Return line and column (in bytes) of an offset, both from 1."""
    return data.count(b"\n", 0, offset) + 1, offset - data.rfind(b"\n", 0, offset)


# What libyaml says, by a part of its words, and what is to be done about it.
_SYNTAX: Final = (
    ("mapping values are not allowed", later("a text that holds ': ' must stand in double quotes")),
    (
        "could not find expected ':'",
        later("a key without ':'; write \"key: value\", and put a long text in double quotes"),
    ),
    (
        "tab character",
        later("a tab stands here; indent with spaces"),
    ),
    (
        "cannot start any token",
        later(
            "this character cannot begin a text; put the text in double quotes, indent with spaces"
        ),
    ),
    (
        "escape character",
        later("a backslash cannot stand so in double quotes; write it twice"),
    ),
    ("end of stream", later("a quote or bracket was opened and not closed")),
    ("or ']'", later("the brackets [ ] do not fit, or a comma is missing between two items")),
    ("or '}'", later("the braces { } do not fit, or a comma is missing between two keys")),
    ("'-' indicator", later('the items of a list must begin in one column, each with "- "')),
    (
        "expected key",
        later("the line does not fit those above; align it, and look for a quote left open above"),
    ),
)


def syntax_problem(error: yaml.MarkedYAMLError) -> tuple[int, int, str]:
    """Return where the YAML breaks off, and what to do about it."""
    said = str(error.problem or "")
    mark = error.problem_mark or error.context_mark
    if "could not find expected ':'" in said and error.context_mark:
        mark = error.context_mark  # the line that lacks it, not the one that comes after
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    for words, message in _SYNTAX:
        if words in said:
            return line, column, _(message)
    return line, column, _("the YAML cannot be read from here on; compare with the lines above")
