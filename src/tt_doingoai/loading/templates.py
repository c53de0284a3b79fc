"""The texts of letters: the office's own in the workspace, else the one that is shipped."""

from __future__ import annotations

import stat
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from tt_doingoai.errors import Untrusted, reason_of
from tt_doingoai.loading.layout import TEMPLATES
from tt_doingoai.text import clean
from tt_doingoai.wording import _

REMINDER: Final = "don-doc.txt"
_LARGEST: Final = 20_000  # bytes; the shipped one has a fifth of it


class TemplateFile(NamedTuple):
    """A template as read: how problems name it, and its text."""

    name: str
    source: str


def shipped_template(name: str) -> bytes:
    """Return the bytes of a template that comes with the program."""
    return (files("tt_doingoai") / TEMPLATES / name).read_bytes()


def read_template(root: Path, name: str) -> TemplateFile:
    """Return the office's own template of a name, or the shipped one where it has none.

    Args:
        root: The workspace.
        name: The file's name.

    Raises:
        Untrusted: There is one that cannot be used.
    """
    shown = f"{TEMPLATES}/{name}"
    try:
        data = _bytes(root / TEMPLATES / name, shown)
    except FileNotFoundError:
        data = shipped_template(name)
    except OSError as error:
        raise Untrusted(
            _("{file} cannot be read: {reason}").format(file=shown, reason=reason_of(error))
        ) from error
    try:
        return TemplateFile(shown, clean(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Untrusted(
            f"{shown}:{line}: " + _("this is not UTF-8; save the file as UTF-8")
        ) from error


def _bytes(file: Path, shown: str) -> bytes:
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise Untrusted(_("{file} is not a file").format(file=shown))
    with file.open("rb") as opened:
        data = opened.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Untrusted(
            _("{file} is larger than {n} bytes; a letter's template is shorter").format(
                file=shown, n=_LARGEST
            )
        )
    return data
