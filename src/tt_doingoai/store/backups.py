"""Backups beside the store: every state of it that was written, and which of them are kept."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import re
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Final, Literal, NamedTuple

from tt_doingoai.atomic_write import atomic_write, flush_folder, move
from tt_doingoai.errors import CannotWrite
from tt_doingoai.store.sharing import make_folder, mode_of_file_in
from tt_doingoai.wording import _

FOLDER: Final = "backups"
KEPT: Final = 20
DAYS_KEPT: Final = 30
LINKED: Final = 8_000_000  # bytes from which on a backup is a link: some 15,000 updates
Mark = Literal["", "replaced", "migrated"]
_NAME: Final = re.compile(
    r"status\.(?P<moment>[0-9]{8}T[0-9]{6})\.r(?P<revision>[0-9]{6,9})\.(?P<head>[0-9a-f]{8})"
    r"(?:\.(?P<mark>replaced|migrated))?\.json"
)


class Backup(NamedTuple):
    """A backup, by what its name says.

    Attributes:
        revision: The number of its last update; 0 where a file that was replaced tells none.
        moment: When that was recorded (``20240405T091200``, by the office's own clock).
        head: The first eight letters of that update's digest, or of the file's where it has none.
        mark: ``replaced`` by a restore, or as it was before it was ``migrated``: kept for good.
        path: The file.
    """

    revision: int
    moment: str
    head: str
    mark: Mark
    path: Path

    @property
    def recorded_at(self) -> dt.datetime:
        """When its last update was recorded; without a zone, for the name tells none."""
        return dt.datetime.fromisoformat(self.moment)


def backups_in(folder: Path) -> list[Backup]:
    """Return a store folder's backups, the last update first; other files are none of ours.

    Raises:
        OSError: The folder of backups is there, and cannot be looked into.
    """
    own = folder / FOLDER
    if own.is_symlink():
        raise OSError(errno.ELOOP, _("it is a symbolic link"), str(own))
    try:
        paths = list(own.iterdir())
    except FileNotFoundError:
        return []
    return sorted(filter(None, map(backup_at, paths)), reverse=True)


def backup_at(path: Path) -> Backup | None:
    """Return what a file's name says of it; None where it is no backup's name."""
    named = _NAME.fullmatch(path.name)
    if named is None:
        return None
    mark: Mark = named["mark"] or ""  # type: ignore[assignment]  # the pattern has these two only
    backup = Backup(int(named["revision"]), named["moment"], named["head"], mark, path)
    try:
        return backup if backup.recorded_at else None
    except ValueError:  # a thirteenth month: not a name of ours
        return None


def name_of(recorded_at: dt.datetime, revision: int, digest: str, mark: Mark = "") -> str:
    """Return a backup's file name."""
    marked = f".{mark}" if mark else ""
    return f"status.{recorded_at:%Y%m%dT%H%M%S}.r{revision:06d}.{digest[:8]}{marked}.json"


def keep(live: Path, data: bytes, name: str) -> None:
    """Have a backup of the live file; nothing is done where it stands already.

    It is a file of its own, so that an editor which saves in place damages only one of them. A very
    large store is linked instead: that costs nothing, and only its newest backup shares its fate.

    Args:
        live: The store's file.
        data: Its bytes.
        name: What the backup is called.

    Raises:
        OSError: It cannot be made.
        CannotWrite: Likewise.
    """
    folder = ready(live.parent)
    path = folder / name
    if _holds(path, live, data) or (len(data) > LINKED and _linked(path, live)):
        return
    atomic_write(path, data, mode=mode_of_file_in(folder))


def ready(folder: Path) -> Path:
    """Return a store folder's own folder of backups, made where there is none.

    Raises:
        OSError: It cannot be made.
        CannotWrite: Something else stands in its place.
    """
    own = folder / FOLDER
    if own.is_symlink():
        raise CannotWrite(
            _('"{file}" is a symbolic link; it was not written').format(file=own.name)
        )
    if make_folder(own):
        flush_folder(folder)
    if not own.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(own))
    return own


def _holds(path: Path, live: Path, data: bytes) -> bool:
    """Return whether a backup stands already; its name alone does not say that it is whole."""
    try:
        if path.is_symlink():
            return False
        return path.samefile(live) or path.read_bytes() == data
    except OSError:
        return False


def _linked(path: Path, live: Path) -> bool:
    try:
        os.link(live, path)
    except OSError:  # some file systems have no links
        return False
    return flush_folder(path.parent)


def sort_out(folder: Path, heads: Set[str]) -> None:
    """Mark the backups of another chain than the one in use, and unmark those of its own.

    After a restore: what is marked stays for good, and no longer stands for the store in use. A
    failure to rename one is no failure, for the ledger itself says what it replaced.

    Args:
        folder: The store's folder.
        heads: The first eight letters of the digests of the chain in use.
    """
    with contextlib.suppress(OSError):
        for backup in backups_in(folder):
            ours = backup.head in heads
            if backup.mark != "migrated" and ours == bool(backup.mark):
                mark: Mark = "" if ours else "replaced"
                name = name_of(backup.recorded_at, backup.revision, backup.head, mark)
                move(backup.path, backup.path.with_name(name))
                # Where both names are links to one file, renaming does nothing (POSIX).
                backup.path.unlink(missing_ok=True)


def prune(folder: Path) -> None:
    """Remove the backups that need not be kept; a failure to remove one is no failure."""
    with contextlib.suppress(OSError):
        for backup in expendable(backups_in(folder)):
            with contextlib.suppress(OSError):  # one that stays is no reason to keep them all
                backup.path.unlink()


def expendable(found: Sequence[Backup]) -> list[Backup]:
    """Return the backups that may go: not the last 20, not the first of each of the last 30 days.

    The days are those on which something was recorded: one update under a clock that runs ahead
    takes one day's place, and not the place of all.

    Args:
        found: All backups, the last update first.
    """
    plain = [backup for backup in found if not backup.mark]
    # The last update first, so what a day is set to last is the day's first.
    first_of_days = {backup.recorded_at.date(): backup for backup in plain}
    days = sorted(first_of_days, reverse=True)[:DAYS_KEPT]
    kept = {*plain[:KEPT], *(first_of_days[day] for day in days)}
    return [backup for backup in plain if backup not in kept]
