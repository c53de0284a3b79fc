"""The ledger in one JSON file: one transaction a line, chained, appended, never rewritten."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from tt_doingoai.atomic_write import atomic_write, failing_to_write, flush_folder, sweep
from tt_doingoai.errors import CannotWrite, StaleRevision
from tt_doingoai.model.ledger import Draft, Ledger, Transaction
from tt_doingoai.store import backups, lock
from tt_doingoai.store.content import Stored
from tt_doingoai.store.frame import Unreadable, followed_by, transactions_of
from tt_doingoai.store.lines import encode, split_digest
from tt_doingoai.store.protocol import Appended
from tt_doingoai.store.reading import check_folder, load, refuse
from tt_doingoai.store.sharing import make_folder, mode_of_file_in


class JsonStore:
    """The JSON store: readers need no lock and no permission to write."""

    def __init__(self, path: Path, *, lock_seconds: float = lock.SECONDS) -> None:
        """Make a store on a file; nothing is read or written yet.

        Args:
            path: The file (``store/status.json``).
            lock_seconds: How long a writer waits for another one.
        """
        self._path = path
        self._lock_seconds = lock_seconds
        self._verified: tuple[bytes, tuple[Transaction, ...]] = (b"", ())

    def read(self) -> Ledger:
        """Return the whole ledger, its chain verified; an empty one before the first write.

        Raises:
            StoreError: It cannot be trusted.
        """
        return Ledger(load(self._path, self._verify).transactions)

    def append(self, draft: Draft, *, made_from: int, head: str | None = None) -> Appended:
        """Add one transaction, durably; once this returns, nothing loses it.

        Raises:
            StaleRevision: The ledger has moved on; nothing was written.
            StoreBusy: Another process holds the lock.
            CannotWrite: The disk took nothing; the old state is whole.
            StoreError: The ledger cannot be trusted; nothing was written.
        """
        prepare_folder(self._path)
        with lock.locked(self._path, seconds=self._lock_seconds), failing_to_write(self._path):
            stored = load(self._path, self._verify)
            now = Ledger(stored.transactions)
            # A restore may bring another history to the same number: the head tells them apart.
            if now.revision != made_from or head not in (None, now.head):
                raise StaleRevision
            keep_before(self._path, stored)
            appended = put_in_place(self._path, stored, draft)
            backups.prune(self._path.parent)
            return appended

    def _verify(self, data: bytes) -> tuple[Transaction, ...]:
        """Return what the bytes hold, all of it verified; the same bytes are not verified twice."""
        digest = hashlib.sha256(data).digest()
        if digest != self._verified[0]:
            self._verified = digest, transactions_of(data)
        return self._verified[1]


def prepare_folder(path: Path) -> None:
    """Make the folder of a store that was never written.

    Raises:
        CannotWrite: It cannot be made.
        StoreError: It is a link to a place that is not there.
    """
    try:
        check_folder(path.parent)
    except Unreadable as error:
        refuse(path, error)
    with failing_to_write(path):
        if make_folder(path.parent):
            flush_folder(path.parent.parent)


def keep_before(path: Path, stored: Stored) -> None:
    """Have a backup of what is about to be replaced; for good where it is of an earlier format.

    Raises:
        OSError: It cannot be made.
        CannotWrite: Likewise.
    """
    if stored.written is not None:
        older = stored.written is not stored.data
        last = stored.transactions[-1]
        name = backups.name_of(
            last.recorded_at, last.revision, last.digest, "migrated" if older else ""
        )
        backups.keep(path, stored.written, name)


def put_in_place(path: Path, stored: Stored, draft: Draft) -> Appended:
    """Write what a store holds, and one transaction more; only under the lock.

    Args:
        path: The store's file.
        stored: What comes before the transaction.
        draft: The transaction.

    Raises:
        OSError: Nothing was changed.
        CannotWrite: Likewise.
    """
    folder = path.parent
    before = stored.transactions[-1].digest if stored.transactions else None
    revision = len(stored.transactions) + 1
    line = encode(draft, revision=revision, previous=before)
    data = followed_by(stored.data, line)
    sweep(folder, path.name)
    sweep(backups.ready(folder))
    confirmed = atomic_write(path, data, mode=mode_of_file_in(folder))
    # It is recorded: nothing that goes wrong from here on may say otherwise.
    name = backups.name_of(draft.recorded_at, revision, split_digest(line)[1])
    with contextlib.suppress(OSError, CannotWrite):
        backups.keep(path, data, name)
    return Appended(revision, confirmed)
