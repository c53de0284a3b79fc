"""A file that holds a store, read once and verified by itself."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from tt_doingoai.errors import reason_of
from tt_doingoai.model.ledger import Transaction
from tt_doingoai.store.backups import Backup
from tt_doingoai.store.frame import Unreadable, transactions_of
from tt_doingoai.store.migrations import migrated
from tt_doingoai.wording import _

Verify: TypeAlias = Callable[[bytes], tuple[Transaction, ...]]
_MAX_BYTES: Final = 1_000_000_000
# Opened once and looked at while open: no link is followed, and no pipe is waited for.
_READING: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class Stored(NamedTuple):
    """A store's content, verified.

    Attributes:
        written: The file's own bytes; None where it was never written.
        data: The same in today's format.
        transactions: What they hold.
    """

    written: bytes | None = None
    data: bytes | None = None
    transactions: tuple[Transaction, ...] = ()


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


def held_by(backup: Backup) -> tuple[Transaction, ...]:
    """Return what a backup holds; nothing where it is damaged, or its name says otherwise."""
    try:
        held = content_of(backup.path).transactions
    except Unreadable:
        return ()
    newest = (held[-1].revision, held[-1].digest[:8]) if held else None
    return held if newest == (backup.revision, backup.head) else ()
