"""Replacing a file so that a crash leaves either the old one or the new one, whole.

No content that anybody would miss is written elsewhere; others only take, link and move names.
Who else changes the disk, and how, stands in ``tests/structure/allowed.py``.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tt_doingoai.errors import CannotWrite, reason_of
from tt_doingoai.wording import _

TEMPORARY_PREFIX = ".ttdn-"
TEMPORARY_SUFFIX = ".tmp"
_MODE = 0o664  # less the umask
_WINDOWS_BUSY = frozenset({5, 32, 33})  # access denied, sharing violation, lock violation
_WINDOWS_PATIENCE = 2.5  # seconds


def atomic_write(path: Path, data: bytes, *, mode: int | None = None) -> bool:
    """Replace a file's content, durably, and return whether durability was confirmed.

    The bytes go to a temporary file in the same folder, are flushed and measured there, and take
    the file's name in one step. What was there before stays whole until then.

    Args:
        path: The file; its folder must exist. A symbolic link is not followed.
        data: The whole new content.
        mode: The permission bits of a new file; what the umask leaves where None. A file that is
            replaced keeps its own.

    Returns:
        False where the content is in place but the folder could not be flushed.

    Raises:
        CannotWrite: Nothing was changed.
    """
    temporary = path.with_name(
        f"{TEMPORARY_PREFIX}{path.name}.{os.getpid()}.{os.urandom(4).hex()}{TEMPORARY_SUFFIX}"
    )
    with failing_to_write(path):
        try:
            kept = _mode_of(path)
            _write_new(temporary, data, mode=mode if kept is None else kept)
            move(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    return flush_folder(path.parent)


@contextlib.contextmanager
def failing_to_write(path: Path) -> Iterator[None]:
    """Tell whatever the system refuses as a failure to write a file.

    Raises:
        CannotWrite: The system refused something.
    """
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            _("could not write {file}: {reason}; nothing was changed").format(
                file=path.name, reason=reason_of(error)
            )
        ) from error


def left_overs(folder: Path, name: str | None = None) -> list[Path]:
    """Return the temporary files that killed writers left in a folder.

    Args:
        folder: Where to look; a folder that is not there holds none.
        name: The file that they would have become; None for every file of the folder.
    """
    stem = ".+" if name is None else re.escape(name)
    own = re.compile(
        rf"{re.escape(TEMPORARY_PREFIX)}{stem}\.[0-9]+\.[0-9a-f]{{8}}{re.escape(TEMPORARY_SUFFIX)}"
    )
    try:
        return sorted(file for file in folder.iterdir() if own.fullmatch(file.name))
    except OSError:
        return []


def sweep(folder: Path, name: str | None = None) -> None:
    """Remove what ``left_overs`` finds.

    Call it only while no other writer can be at work (under the lock).
    """
    for left in left_overs(folder, name):
        with contextlib.suppress(OSError):
            left.unlink()


def _mode_of(path: Path) -> int | None:
    """Return the permission bits of the file that is there, None where there is none."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise CannotWrite(
            _('"{file}" is a symbolic link; it was not written').format(file=path.name)
        )
    if not stat.S_ISREG(status.st_mode):
        raise CannotWrite(_('"{file}" is not a file; it was not written').format(file=path.name))
    return stat.S_IMODE(status.st_mode)


def _write_new(path: Path, data: bytes, *, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags, _MODE if mode is None else mode)
    try:
        if mode is not None and hasattr(os, "fchmod"):  # whatever the umask takes away
            os.fchmod(descriptor, mode)
        rest = memoryview(data)
        while rest:
            written = os.write(descriptor, rest)
            if not written:
                raise OSError(errno.EIO, _("the disk did not keep all that was written"))
            rest = rest[written:]
        os.fsync(descriptor)
        # A file system that lies about a write gives itself away by the size.
        if os.fstat(descriptor).st_size != len(data):
            raise OSError(errno.EIO, _("the disk did not keep all that was written"))
    finally:
        os.close(descriptor)


def move(source: Path, target: Path) -> None:
    """Give a file another name, in one step, in place of what has that name; as ``os.replace``."""
    if os.name != "nt":
        source.replace(target)
        return
    _patiently(lambda: source.replace(target))


def _patiently(replace: Callable[[], object]) -> None:
    """On Windows a virus scanner or an open viewer blocks a file for moments: try again."""
    deadline = time.monotonic() + _WINDOWS_PATIENCE
    while True:
        try:
            replace()
        except OSError as error:
            if getattr(error, "winerror", None) not in _WINDOWS_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def flush_folder(folder: Path) -> bool:
    """Flush a folder's entries to the disk, and return whether that was confirmed."""
    if os.name == "nt":  # a folder cannot be opened there; NTFS journals the rename
        return True
    try:
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        return False
    return True
