"""Files named by the day, as a scheduled job leaves them for people to open."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tt_doingoai import clock
from tt_doingoai.cli.options import Place
from tt_doingoai.cli.output import check_not_ours, failure_lines
from tt_doingoai.cli.session import workspace_root
from tt_doingoai.errors import CannotWrite, TtdnError
from tt_doingoai.model.settings import Settings
from tt_doingoai.text import clean
from tt_doingoai.wording import _

_ENDINGS: Final = {"text": ".txt"}


class Filed(NamedTuple):
    """A file to be made: in a folder, under a name that no file has yet."""

    folder: Path
    stem: str
    format: str = "text"

    def write(self, text: str, *, root: Path | None = None) -> None:
        """Write a text so that Notepad and Excel read it; nothing where there is no text.

        With a byte order mark, and in text with the line ends that an old Notepad needs. What an
        earlier run left is never written over: nobody may have read it yet.

        Args:
            text: What it shall hold.
            root: The workspace, whose own files are never written over.

        Raises:
            CannotWrite: It could not be written.
            Refused: The folder is one of the workspace's own.
        """
        if not text:
            return
        from tt_doingoai.atomic_write import atomic_write, failing_to_write

        check_not_ours(self.folder / self.stem, root)
        with failing_to_write(self.folder):
            self.folder.mkdir(exist_ok=True)  # no parents: a share may not be mounted
            path = self._unused()
        if self.format == "text":
            text = text.replace("\n", "\r\n")
        encoding = "utf-8" if self.format == "json" else "utf-8-sig"
        try:
            atomic_write(path, text.encode(encoding, "replace"))
        except CannotWrite:
            with contextlib.suppress(OSError):
                path.unlink()  # an empty file would look like no news
            raise

    def _unused(self) -> Path:
        """Return a path that is now taken for this file, and was nobody's."""
        ending = _ENDINGS.get(self.format, f".{self.format}")
        number = 1
        while True:
            path = self.folder / f"{self.stem}{f'-{number}' if number > 1 else ''}{ending}"
            try:
                path.open("xb").close()
            except FileExistsError:
                number += 1
            else:
                return path


@contextlib.contextmanager
def failures_filed_in(folder: Path | None, place: Place) -> Iterator[None]:
    """Leave word of a failure in a folder too: a job's stderr may be seen by nobody.

    Args:
        folder: Where; None for nowhere.
        place: The workspace, whose own files are never written over.

    Raises:
        Exception: The failure itself, a bug too, whether it could be filed or not.
    """
    try:
        yield
    except Exception as error:
        if folder is not None:
            lines = (
                failure_lines(error)
                if isinstance(error, TtdnError)
                else [_("Error: {message}").format(message=repr(error))]
            )
            stem = f"ttdn-error-{clock.now(Settings().time_zone).date()}"
            with contextlib.suppress(OSError, TtdnError):
                Filed(folder, stem).write(clean("\n".join(lines)) + "\n", root=_root_of(place))
        raise


def _root_of(place: Place) -> Path | None:
    try:
        return workspace_root(place)
    except TtdnError:
        return None
