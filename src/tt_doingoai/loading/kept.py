"""What was validated once, kept on this machine, and never trusted unless everything matches.

An entry stands under the digests of the files' bytes and of the program itself. Whatever does not
match or cannot be read is as if it were not there: the files are validated again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from tt_doingoai import __version__
from tt_doingoai.loading.plain_json import as_plain_json, of_plain_json
from tt_doingoai.wording import current

VARIABLE: Final = "TTDN_CACHE"
_OFF: Final = frozenset({"off", "no", "0"})
_FORMAT: Final = "ttdn/kept@1"
_PACKAGE: Final = Path(__file__).parents[1]
# What an entry depends on beside the files: loaders and what they import, the warnings' words.
_MADE_BY: Final = ("", "assess", "loading", "model", "schedule", "locale/vi/LC_MESSAGES")
_LARGEST: Final = 50_000_000


class KeptFile:
    """What is kept of one workspace in the language of the moment: one file, replaced whole."""

    def __init__(self, root: Path, *digests: str) -> None:
        """Make it for the files that have these digests; nothing is read or written yet."""
        folder = _folder()
        name = _digest(os.path.realpath(root), current())[:32]
        self._file = folder / f"{name}.json" if folder else None
        self._key = _digest(_FORMAT, *digests, *_program()) if folder else ""

    def read(self) -> Any:
        """Return the value that was kept; None where there is none, or none that matches."""
        if self._file is None:
            return None
        # Damage, a foreign file and a missing permission come to the same: nothing is kept.
        with contextlib.suppress(OSError, ValueError, TypeError, LookupError, RecursionError):
            head, _line_end, body = _own_bytes(self._file).partition(b"\n")
            if head == self._head(body):
                return of_plain_json(body)
        return None

    def write(self, value: object) -> None:
        """Keep a value in place of what was kept; where that cannot be, nothing is lost."""
        from tt_doingoai.atomic_write import atomic_write, sweep
        from tt_doingoai.errors import CannotWrite

        if self._file is None:
            return
        with contextlib.suppress(OSError, CannotWrite, TypeError):
            folder = self._file.parent
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_own(folder.lstat(), stat.S_ISDIR):
                sweep(folder, self._file.name)
                body = as_plain_json(value)
                atomic_write(self._file, self._head(body) + b"\n" + body, mode=0o600)

    def _head(self, body: bytes) -> bytes:
        return f"{_FORMAT} {self._key} {hashlib.sha256(body).hexdigest()}".encode()


def _folder() -> Path | None:
    """Return this program's folder in the user's cache; None where nothing is to be kept."""
    if os.environ.get(VARIABLE, "").lower() in _OFF:
        return None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", ""))
    elif sys.platform == "darwin":
        base = Path("~/Library/Caches")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    with contextlib.suppress(RuntimeError):  # whoever has no home has no cache
        base = base.expanduser()
    return base / "ttdn" if base.is_absolute() else None


def _own_bytes(file: Path) -> bytes:
    """Return a file's bytes; one that others could have written is refused.

    Raises:
        OSError: It is not there, not this user's own, or no plain file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(file, flags | getattr(os, "O_BINARY", 0)), "rb") as opened:
        status = os.fstat(opened.fileno())
        folder = file.parent.lstat()
        if not (_is_own(status, stat.S_ISREG) and _is_own(folder, stat.S_ISDIR)):
            raise PermissionError(file)
        if status.st_size > _LARGEST:
            raise OSError(file)
        return opened.read()


def _is_own(status: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    """Return whether it is of a kind, this user's, and writable by nobody else."""
    if not is_kind(status.st_mode):
        return False
    if sys.platform == "win32":  # the user's profile is guarded by the system, not by mode bits
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _program() -> Iterator[str]:
    """Yield what tells one state of the program from another, edits in a checkout included."""
    yield f"{__version__} {sys.version}"
    for part in _MADE_BY:
        with os.scandir(_PACKAGE / part) as files:
            for file in sorted(files, key=lambda file: file.name):
                if file.is_file():
                    status = file.stat()
                    yield f"{part}/{file.name} {status.st_size} {status.st_mtime_ns}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
