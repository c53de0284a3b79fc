"""A store's file as read: verified, and held against its backups; else refused with a way out."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn, TypeAlias

from tt_doingoai.errors import StoreError, reason_of
from tt_doingoai.model.ledger import Transaction
from tt_doingoai.store.backups import Backup, standing_backups
from tt_doingoai.store.frame import Unreadable, transactions_of
from tt_doingoai.store.migrations import migrated
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _

Verify: TypeAlias = Callable[[bytes], tuple[Transaction, ...]]
_MAX_BYTES: Final = 1_000_000_000
_LOOKS: Final = 3
_BETWEEN_LOOKS: Final = 0.1  # seconds
# Opened once and looked at while open: no link is followed, and no pipe is waited for.
_READING: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A store's content, verified.

    Attributes:
        written: The file's own bytes; None where it was never written.
        data: The same in today's format.
        transactions: What they hold.
    """

    written: bytes | None = None
    data: bytes | None = None
    transactions: tuple[Transaction, ...] = ()


def load(path: Path, verify: Verify = transactions_of) -> Stored:
    """Return what a store holds; nothing before the first write.

    A store that is missing, or ends earlier than a good backup of it, was lost or put back by hand.

    Args:
        path: The store's file.
        verify: How its bytes are verified.

    Raises:
        StoreError: It cannot be trusted; names the newest good backup, and how to put it back.
    """
    try:
        return examined(path, verify)
    except Unreadable as error:
        refuse(path, error)


def examined(path: Path, verify: Verify = transactions_of) -> Stored:
    """Return what ``load`` does; raises ``Unreadable`` where it would refuse."""
    for look in range(_LOOKS):
        if look:
            time.sleep(_BETWEEN_LOOKS)
        # The backups first: what one of them shows was in the store before, so the store read
        # after it is at least as far, unless a restore came between; then the next look agrees.
        latest = next(iter(_backups(path.parent)), None)
        stored = content_of(path, verify)
        if latest is None or latest.revision <= len(stored.transactions):
            return stored
    if stored.written is None:
        raise Unreadable(_("it is missing, though its backups stand"))
    good, _held = newest_good(path.parent)
    if good is None or good.revision <= len(stored.transactions):
        return stored  # no good backup bears that name out; ``store verify`` tells of it
    message = _(
        "it ends with update {n}, but a backup of update {later} stands: an older copy was put in"
        " its place"
    )
    raise Unreadable(message.format(n=len(stored.transactions), later=good.revision))


def content_of(path: Path, verify: Verify = transactions_of) -> Stored:
    """Return what a file holds, verified by itself; raises ``Unreadable``."""
    written = bytes_of(path)
    if written is None:
        return Stored()
    data = migrated(written)
    return Stored(written, data, verify(data))


def bytes_of(path: Path) -> bytes | None:
    """Return a file's bytes; None where there is none.

    Raises:
        Unreadable: It is no plain file, or the system refuses it.
    """
    try:
        descriptor = os.open(path, _READING)
    except FileNotFoundError:
        return None
    except OSError as error:
        if os.path.islink(path):  # noqa: PTH114  False, not an error, where it may not look
            raise Unreadable(_("it is a symbolic link")) from error
        raise _unreadable(error) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(_("it is not a file"))
        if status.st_size > _MAX_BYTES:
            raise Unreadable(_("it is too large"))
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    except OSError as error:
        raise _unreadable(error) from error
    finally:
        with contextlib.suppress(OSError):  # what was read is read
            os.close(descriptor)


def _unreadable(error: OSError) -> Unreadable:
    return Unreadable(_("it cannot be read: {reason}").format(reason=reason_of(error)))


def newest_good(folder: Path) -> tuple[Backup | None, tuple[Transaction, ...]]:
    """Return the backup with the latest update that can be trusted, and what it holds."""
    for backup in _backups(folder):
        if held := held_by(backup):
            return backup, held
    return None, ()


def _backups(folder: Path) -> list[Backup]:
    """Return the backups as far as this reader may see them: reading needs none."""
    try:
        return standing_backups(folder)
    except OSError:
        return []


def held_by(backup: Backup) -> tuple[Transaction, ...]:
    """Return what a backup holds; nothing where it is damaged, or its name says otherwise."""
    try:
        held = content_of(backup.path).transactions
    except Unreadable:
        return ()
    told = (held[-1].revision, held[-1].digest[:8]) if held else None
    return held if told == (backup.revision, backup.head) else ()


def refuse(path: Path, error: Unreadable) -> NoReturn:
    """Refuse a store, and name the newest good backup and the command that puts it back.

    Raises:
        StoreError: Always.
    """
    good, _held = newest_good(path.parent)
    if good is None:
        advice = _("no backup of it can be used; put back a good copy of it")
    else:
        command = f"ttdn store restore {good.path.name}" + (" --force" if error.newer else "")
        advice = _(
            "newest good backup: update {n} of {day}, {hour}; to put it back: {command}"
        ).format(
            n=good.revision,
            day=date_text(good.recorded_at.date()),
            hour=f"{good.recorded_at:%H:%M}",
            command=command,
        )
    raise StoreError(
        _(
            "the ledger {file} cannot be trusted, so there is no answer: {reason}. It was"
            " not touched; {advice}"
        ).format(file=f"{path.parent.name}/{path.name}", reason=error.reason, advice=advice)
    ) from error
