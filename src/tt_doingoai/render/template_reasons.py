"""What Jinja finds wrong with a template, in the user's language: it speaks English only."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tt_doingoai.wording import _


def _unknown(name: str) -> str:
    return _("there is nothing of this name: {detail}").format(detail=name)


def _open(tag: str) -> str:
    return _('"{tag}" is opened and not closed by "end{tag}"').format(tag=tag)


def _closed(tag: str) -> str:
    return _('"end{tag}" closes nothing: no "{tag}" is open there').format(tag=tag)


# The first that is found counts: of a tag in the wrong place Jinja says that it is unknown, too.
_REASONS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    (r"^Unexpected end of template.*needs to be closed is '(\w+)'", _open),
    (r"^Encountered unknown tag 'end.*needs to be closed is '(\w+)'", _open),
    (r"^Encountered unknown tag 'end(\w+)'", _closed),
    (r"^Encountered unknown tag '(\w+)'", _unknown),
    (r"^No (?:filter|test) named '(.+?)'", _unknown),
    (r"^'(.+)' is undefined$", str),
    (r"has no (?:attribute|element) '?(.+?)'?$", str),
    (r"^access to attribute '(.+?)' of ", str),
)


def reason(message: str) -> str:
    """Return what is wrong, as far as it can be told in few words; else where to look.

    Args:
        message: What Jinja, or Python below it, says.
    """
    for pattern, explain in _REASONS:
        match = re.search(pattern, message, re.DOTALL)
        if match:
            return explain(match[1])
    return _("this is not written as in the shipped template")
