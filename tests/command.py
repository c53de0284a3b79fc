"""Running a command: what it leaves, what runs it, and what its process finds around it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final, NamedTuple


class Result(NamedTuple):
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Command = Callable[..., Result]

IN_ENGLISH: Final = {"TTDN_LANG": "en", "TTDN_ACTOR": "btg-duk"}


def clean_environment(**more: str) -> dict[str, str]:
    """The variables of a process, without what somebody's shell says to ``ttdn``, and some more.

    It writes no bytecode: where calls are made to fail, that would be among them.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TTDN_")}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1"} | more


def flat(text: str) -> str:
    """A text in one line, wherever its lines break."""
    return " ".join(text.split())
