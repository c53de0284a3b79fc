"""Where letters go: one text with rules between them, or a file for each unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from tt_doingoai.atomic_write import atomic_write, failing_to_write
from tt_doingoai.cli.output import check_not_ours, emit, say
from tt_doingoai.errors import Refused
from tt_doingoai.render.page import TEXT_WIDTH
from tt_doingoai.text import one_line
from tt_doingoai.wording import _

_RULE: Final = "\n" + "=" * TEXT_WIDTH + "\n\n"


class LetterText:
    """Letters as one text, to stdout or to a file."""

    def __init__(self, letters: Iterable[str], output: Path | None, *, root: Path) -> None:
        """Make it from letters; nothing is written yet."""
        self._text = _RULE.join(letters)
        self._output = output
        self._root = root

    def write(self) -> None:
        """Write them; raises as ``emit`` does."""
        emit(self._text, output=self._output, root=self._root)
        if self._output is not None:
            say(_("Written: {file}").format(file=one_line(self._output.as_posix())))

    def tell(self) -> None:
        """Show what would be written, and write no file."""
        if self._output is None:
            self.write()
        else:
            say(_("Would be written: {file}").format(file=one_line(self._output.as_posix())))


class LetterFiles:
    """A file for each unit in a folder, as Notepad reads it: byte order mark, its line ends."""

    def __init__(
        self, letters: Mapping[str, str], folder: Path, *, root: Path, overwrite: bool
    ) -> None:
        """Make it from letters by unit id; nothing is written yet.

        Args:
            letters: The letters.
            folder: Where the files go; made where it is not there.
            root: The workspace.
            overwrite: Replace letters that say something else.

        Raises:
            Refused: The folder is one of the workspace's own, or holds other letters.
            CannotWrite: What it holds cannot be told.
        """
        # A name of one's own before the id: "con" or "aux" alone is no file on Windows.
        self._files = {
            folder / f"don-doc-{unit}.txt": text.replace("\n", "\r\n").encode("utf-8-sig")
            for unit, text in letters.items()
        }
        self._folder = folder
        for file, data in self._files.items():
            check_not_ours(file, root)
            if not overwrite and self._there(file) not in (None, data):
                raise Refused(
                    _(
                        "there is another {file} already, perhaps edited; nothing was written;"
                        " name another folder, or add --overwrite"
                    ).format(file=one_line(file.as_posix()))
                )

    def write(self) -> None:
        """Write what is not there yet, and say what was written.

        Raises:
            CannotWrite: The system refused one; those named before it stand.
        """
        with failing_to_write(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        for file, data in self._files.items():
            shown = one_line(file.as_posix())
            if self._there(file) == data:
                say(_("Unchanged: {file}").format(file=shown))
            else:
                atomic_write(file, data)
                say(_("Written: {file}").format(file=shown))

    def tell(self) -> None:
        """Say what would be written."""
        for file in self._files:
            say(_("Would be written: {file}").format(file=one_line(file.as_posix())))

    @staticmethod
    def _there(file: Path) -> bytes | None:
        """Return what a file holds; None where there is none."""
        with failing_to_write(file):
            return file.read_bytes() if file.is_file() else None
