"""Permissions of what is made in a folder that an office shares: as the folder's own."""

from __future__ import annotations

import contextlib
import stat
from pathlib import Path
from typing import Final

_FILE: Final = 0o664  # nobody outside the group may ever write
_FOLDER: Final = 0o775


def mode_of_file_in(folder: Path) -> int:
    """Return the permission bits of a new file: whoever may use the folder may use it.

    The umask has no say: a member who is careful at home would lock the others out.

    Raises:
        OSError: The folder cannot be looked at.
    """
    return (folder.stat().st_mode & _FILE) | stat.S_IRUSR | stat.S_IWUSR


def make_folder(folder: Path) -> bool:
    """Make a folder as open as the one that it is in, and return whether it was made.

    Raises:
        OSError: It cannot be made.
    """
    if folder.is_dir():
        return False
    try:
        folder.mkdir(mode=_FOLDER)
    except FileExistsError:  # another writer came first; what is no folder shows itself in use
        return False
    inherited = folder.stat().st_mode & stat.S_ISGID
    mode = (folder.parent.stat().st_mode & _FOLDER) | stat.S_IRWXU | inherited
    with contextlib.suppress(OSError):  # some file systems have no modes
        folder.chmod(mode)
    return True
