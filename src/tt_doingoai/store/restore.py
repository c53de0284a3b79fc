"""Putting a backup back (khôi phục): what it replaces is kept, and named in the ledger."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tt_doingoai.atomic_write import failing_to_write
from tt_doingoai.errors import Refused, StoreError
from tt_doingoai.model.ledger import Draft, RestoreChange, Transaction
from tt_doingoai.store import backups, lock
from tt_doingoai.store.content import Stored, bytes_of, content_of
from tt_doingoai.store.frame import Unreadable, salvaged
from tt_doingoai.store.json_store import keep_before, prepare_folder, put_in_place
from tt_doingoai.store.protocol import Appended
from tt_doingoai.store.reading import examined, newest_good
from tt_doingoai.text import one_line
from tt_doingoai.wording import _

_LONGEST_NAME: Final = 200  # of a file that was named, as a message shows it


class Restoration(NamedTuple):
    """What putting a file back means.

    Attributes:
        held: What the file holds.
        change: What the ledger will say of it.
        lost: The updates that the file does not hold, as far as the replaced store or a backup
            of it can be read; they have to be recorded again.
        newer: Whether a newer version wrote what is replaced: it may hold what cannot be read.
        replaced: The bytes of the store that is replaced; None where it is missing, or is nothing
            that can be read (a folder, a link).
        readable: The same where it can be trusted; None where it cannot.
    """

    held: Stored
    change: RestoreChange
    lost: tuple[Transaction, ...]
    newer: bool
    replaced: bytes | None
    readable: Stored | None


def restoration(path: Path, file: str, *, note: str | None, force: bool) -> Restoration:
    """Return what putting a file back would do; nothing is written.

    Args:
        path: The store's file.
        file: A backup's name or update number, or a path.
        note: Why.
        force: Do it though the store can be read, or was written by a newer version.

    Raises:
        Refused: There is no such file, or the store can be read.
        StoreError: The file cannot be trusted.
    """
    source = _named(path.parent, file)
    held = _content(source, file)
    newer = False
    try:
        readable = _needed(examined(path), held, force=force)
    except Unreadable as error:
        readable, newer = None, error.newer
        if newer and not force:
            raise Refused(
                _("{reason}; to put the older state back all the same, add --force").format(
                    reason=error.reason
                )
            ) from error
    replaced = _bytes_of(path)
    known = {transaction.digest for transaction in held.transactions}
    former = _known_of(path, replaced)
    last = former[-1] if former else None
    change = RestoreChange(
        name=source.name,
        replaced_revision=last.revision if last else None,
        replaced_head=last.digest if last else None,
        replaced_sha256=hashlib.sha256(replaced).hexdigest() if replaced is not None else None,
        note=note,
    )
    lost = tuple(t for t in former if t.digest not in known and not _is_restore(t))
    return Restoration(held, change, lost, newer, replaced, readable)


def restore(
    path: Path, file: str, make: Callable[[RestoreChange], Draft], *, note: str | None, force: bool
) -> tuple[Restoration, Appended]:
    """Put a file back, durably, and record that; raises as ``restoration`` and ``append`` do.

    Until the new content is in place nothing else is changed but that one more copy is kept: cut
    off before that, the store is refused or read just as it was.

    Args:
        path: The store's file.
        file: A backup's name or update number, or a path.
        make: The transaction that says so.
        note: Why.
        force: Do it though the store can be read, or was written by a newer version.
    """
    prepare_folder(path)
    with lock.locked(path), failing_to_write(path):
        asked = restoration(path, file, note=note, force=force)
        draft = make(asked.change)
        with _kept(path, asked, draft):
            appended = put_in_place(path, asked.held, draft)
        with contextlib.suppress(Unreadable):  # what is recorded is recorded
            heads = {t.digest[:8] for t in content_of(path).transactions}
            backups.sort_out(path.parent, heads)
        # Only now: those of the replaced history no longer count among the last ones.
        backups.prune(path.parent)
        return asked, appended


@contextlib.contextmanager
def _kept(path: Path, asked: Restoration, draft: Draft) -> Iterator[None]:
    """Keep what is replaced; what is no file is moved aside, and back where nothing came of it."""
    if asked.readable is not None:
        keep_before(path, asked.readable)
        yield
        return
    revision = asked.change.replaced_revision or 0
    # By its own digest: what it claims to end with may be the name of a good backup.
    digest = asked.change.replaced_sha256 or os.urandom(4).hex()
    name = backups.name_of(draft.recorded_at, revision, digest, "replaced")
    if asked.replaced is not None:
        backups.keep(path, asked.replaced, name)
    if asked.replaced is not None or not os.path.lexists(path):
        yield
        return
    aside = backups.ready(path.parent) / name
    path.rename(aside)
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            aside.rename(path)
        raise


def _needed(stored: Stored, held: Stored, *, force: bool) -> Stored:
    """Return a store that can be trusted, if it is to be replaced all the same."""
    if stored.transactions == held.transactions:
        raise Refused(_("the ledger stands so already; nothing was put back"))
    if stored.transactions and not force:
        raise Refused(
            _(
                "the ledger can be read (update {n}); putting back update {earlier} would replace"
                " it: add --force if that is meant"
            ).format(n=len(stored.transactions), earlier=len(held.transactions))
        )
    return stored


def _bytes_of(path: Path) -> bytes | None:
    try:
        return bytes_of(path)
    except Unreadable:
        return None


def _is_restore(transaction: Transaction) -> bool:
    """Return whether an update only says that the ledger was put back: nobody records it again."""
    return all(isinstance(change, RestoreChange) for change in transaction.changes)


def _known_of(path: Path, replaced: bytes | None) -> list[Transaction]:
    """Return every update that the replaced store or its newest good backup tells of, in order."""
    _good, kept = newest_good(path.parent)
    by_digest = {t.digest: t for t in (*salvaged(replaced or b""), *kept)}
    return sorted(by_digest.values(), key=lambda transaction: transaction.revision)


def _named(folder: Path, file: str) -> Path:
    """Return the backup of that name or update number, or else the file at that path."""
    for backup in backups.backups_in(folder):
        if file == backup.path.name or (file == str(backup.revision) and not backup.mark):
            return backup.path
    return Path(file)


def _content(source: Path, file: str) -> Stored:
    try:
        held = content_of(source)
    except Unreadable as error:
        raise StoreError(
            _('"{file}" cannot be put back: {reason}').format(
                file=_shown(file), reason=error.reason
            )
        ) from error
    if not held.transactions:
        raise Refused(
            _('there is no file "{file}"; see: ttdn store backups').format(file=_shown(file))
        )
    return held


def _shown(file: str) -> str:
    return one_line(file)[:_LONGEST_NAME]
