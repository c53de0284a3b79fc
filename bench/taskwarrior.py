"""Taskwarrior with the benchmark's rows in it, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.data import Size, rows
from bench.timing import Command

HOW_TO_INSTALL: Final = (
    "Taskwarrior is not installed, so nothing is measured beside it: apt-get install taskwarrior\n"
)


class Taskwarrior:
    """The program, and a folder of its data for each size."""

    def __init__(self, where: Path) -> None:
        """Look for the program; its data will stand in the folder."""
        self._program = shutil.which("task")
        self._where = where
        self.version = self._said("--version").strip() if self._program else None

    def __bool__(self) -> bool:
        """Return whether it is installed."""
        return self._program is not None

    def load(self, size: Size, file: Path) -> None:
        """Take the rows of a size in, from a file."""
        folder = self._folder(size)
        folder.mkdir()
        # "gc" is what moves done rows out of the way: as it is in everyday use.
        settings = f"data.location={folder}\nconfirmation=off\nverbose=nothing\ngc=on\n"
        (folder / "taskrc").write_text(settings, encoding="utf-8")
        self._said(*self._of(size), "import", str(file))

    def overdue_count(self, size: Size) -> int:
        """Return how many rows it holds for overdue."""
        return int(self._said(*self.count(size)[1:]))

    def count(self, size: Size) -> Command:
        """Return the command that counts what is overdue."""
        return self._command(size, "+OVERDUE", "count")

    def overdue(self, size: Size) -> Command:
        """Return the command that lists what is overdue."""
        return self._command(size, "overdue")

    def done(self, size: Size) -> Iterator[Command]:
        """Yield commands that mark one row done, another one each time."""
        for row in rows(size):
            if row.overdue:
                yield self._command(size, row.uuid, "done")

    def _command(self, size: Size, *arguments: str) -> Command:
        assert self._program is not None
        return (self._program, *self._of(size), *arguments)

    def _of(self, size: Size) -> tuple[str, ...]:
        return (f"rc:{self._folder(size) / 'taskrc'}",)

    def _folder(self, size: Size) -> Path:
        return self._where / f"taskwarrior-{size.rows}"

    def _said(self, *arguments: str) -> str:
        assert self._program is not None
        command = [self._program, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
