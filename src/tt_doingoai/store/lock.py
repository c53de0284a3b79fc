"""The one lock round reading, changing and writing a store, held by one process at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tt_doingoai.atomic_write import failing_to_write
from tt_doingoai.errors import CannotWrite, StoreBusy
from tt_doingoai.wording import _

SECONDS: Final = 10.0
# Without a mode the lock is writable for whoever made it, and the next user is locked out.
MODE: Final = 0o660


@contextlib.contextmanager
def locked(path: Path, *, seconds: float = SECONDS) -> Iterator[None]:
    """Hold a file's lock.

    Args:
        path: The file that is guarded; the lock is a file beside it.
        seconds: How long to wait for another holder.

    Raises:
        StoreBusy: Another process held it for as long.
        CannotWrite: The system refused the lock.
    """
    from filelock import FileLock, Timeout

    beside = lock_beside(path)
    with failing_to_write(path):
        if beside.is_symlink():
            raise CannotWrite(
                _('"{file}" is a symbolic link; it was not written').format(file=beside.name)
            )
        lock = FileLock(beside, timeout=seconds, mode=MODE, fallback_to_soft=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise StoreBusy from error
    try:
        yield
    finally:
        # What is written is written: a lock that will not open changes nothing of that.
        with contextlib.suppress(OSError):
            lock.release()


def lock_beside(path: Path) -> Path:
    """Return the file that a file's lock is held on."""
    return path.with_name(f"{path.name}.lock")
