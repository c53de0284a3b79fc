"""What is wrong with a command line, in the user's language."""

from __future__ import annotations

import re
from typing import Any

from tt_doingoai.cli import PROGRAM
from tt_doingoai.text import one_line
from tt_doingoai.wording import _


def usage_message(error: Any) -> str:
    """Return what is wrong with a command line, in the user's language."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.format_message())
    command = context.command_path if context is not None else PROGRAM
    return "\n".join(
        [
            _("Error: {message}").format(message=_wrong_usage(error, context)),
            _("Help: {command} --help").format(command=command),
        ]
    )


def _wrong_usage(error: Any, context: Any) -> str:
    """Return Typer's complaint translated, by what its errors tell in public attributes."""
    param = getattr(error, "param", None)
    name = param.get_error_hint(context) if param is not None else ""
    match type(error).__name__:
        case "MissingParameter":
            return _("{name} is missing").format(name=name)
        case "NoSuchOption":
            return _no_such_option(error)
        case "BadOptionUsage":
            message = _('option "{option}" is used wrongly; it takes a value')
            return message.format(option=error.option_name)
        case "BadParameter":
            return _("{name}: this value cannot be used").format(name=name)
        case _kind:
            return _by_its_words(one_line(error.format_message()))


def _by_its_words(words: str) -> str:
    """Return a complaint translated that has no attributes: its words are English literals."""
    if unknown := re.match(r"No such command '([^']*)'", words):
        return _('there is no command "{name}"').format(name=unknown[1])
    if extra := re.match(r"Got unexpected extra arguments? \((.*)\)$", words.replace("(s)", "")):
        return _("too much on the command line: {words}").format(words=extra[1])
    return _("the command line cannot be read ({detail})").format(detail=words)


def _no_such_option(error: Any) -> str:
    message = _('there is no option "{option}"').format(option=one_line(error.option_name))
    if error.possibilities:
        message += _("; perhaps: {near}").format(near=", ".join(sorted(error.possibilities)))
    return message
