"""The morning job as a recipe for a scheduler: what runs when, whoever runs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal, NamedTuple

from tt_doingoai.wording import _

Days = Literal["weekdays", "monday"]


class JobPlace(NamedTuple):
    """Where and when a job runs.

    Attributes:
        program: The words that start the program, its absolute path first.
        workspace: The workspace's absolute path.
        folder: The absolute path of the folder that takes what is written.
        time_zone: The office's, by its IANA name.
        at: The time of day, in that zone.
        starts: The first day.
    """

    program: tuple[str, ...]
    workspace: str
    folder: str
    time_zone: str
    at: dt.time
    starts: dt.date


class Job(NamedTuple):
    """A command that runs on some days."""

    name: str
    about: str
    days: Days
    command: tuple[str, ...]


def jobs(place: JobPlace, *, to_folder: bool) -> tuple[Job, ...]:
    """Return what runs: the news every working day, and on Mondays the whole list beside it.

    Apart from each other, so that either is caught up with after a missed run, and the whole list
    takes nothing from the news. The whole list always comes: a Monday without one says that the
    job no longer runs.

    Args:
        place: Where and when.
        to_folder: Write files, and exit 0 though something is overdue; else print.
    """
    files = ("--output-dir", place.folder, "--exit-zero") if to_folder else ()
    at = ("--workspace", place.workspace)
    news = ("check", "--new", "--soon", "--announce", *at, *files)
    whole = ("check", "--soon", "--always", *at, *files)
    return (
        Job(
            "ttdn-new",
            _("ttdn: what is newly overdue or due soon"),
            "weekdays",
            (*place.program, *news),
        ),
        Job(
            "ttdn-whole", _("ttdn: the whole list, on Mondays"), "monday", (*place.program, *whole)
        ),
    )


def comment(text: str) -> list[str]:
    """Return a text as the lines of a comment that begin with ``#``."""
    return [f"# {line}" for line in text.split("\n")]


def in_one(files: Mapping[str, str]) -> str:
    """Return files as one text to be read: a single one as it is, several under their names."""
    if len(files) == 1:
        return "".join(files.values())
    return "\n".join(f"==> {name} <==\n{text}" for name, text in files.items())
