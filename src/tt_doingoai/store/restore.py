"""Putting a backup back (khôi phục): what it replaces is kept, and named in the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tt_doingoai.errors import CannotWrite, Refused, StoreError
from tt_doingoai.model.ledger import Draft, RestoreChange, Transaction
from tt_doingoai.store import backups, lock
from tt_doingoai.store.frame import Unreadable, salvaged
from tt_doingoai.store.json_store import keep_before, prepare_folder, put_in_place
from tt_doingoai.store.protocol import Appended
from tt_doingoai.store.reading import Stored, bytes_of, content_of, examined, newest_good
from tt_doingoai.wording import _


@dataclass(frozen=True, slots=True)
class Restoration:
    """What putting a file back means.

    Attributes:
        held: What the file holds.
        change: What the ledger will say of it.
        lost: The updates that the file does not hold, as far as the replaced store or a backup
            of it can be read; they have to be recorded again.
        replaced: The bytes of the store that is replaced; None where it is missing.
        readable: The same where it can be trusted; None where it cannot.
    """

    held: Stored
    change: RestoreChange
    lost: tuple[Transaction, ...]
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
        CannotWrite: What stands there cannot be read, so it could not be kept.
    """
    source = _named(path.parent, file)
    held = _content(source, file)
    readable = _readable(path, held, force=force)
    replaced = _replaced(path)
    known = {transaction.digest for transaction in held.transactions}
    told = _known_of(path, replaced)
    last = told[-1] if told else None
    change = RestoreChange(
        name=source.name,
        replaced_revision=last.revision if last else None,
        replaced_head=last.digest if last else None,
        replaced_sha256=hashlib.sha256(replaced).hexdigest() if replaced is not None else None,
        note=note,
    )
    lost = tuple(transaction for transaction in told if transaction.digest not in known)
    return Restoration(held, change, lost, replaced, readable)


def restore(
    path: Path, file: str, make: Callable[[RestoreChange], Draft], *, note: str | None, force: bool
) -> tuple[Restoration, Appended]:
    """Put a file back, durably, and record that; raises as ``restoration`` and ``append`` do.

    Args:
        path: The store's file.
        file: A backup's name or update number, or a path.
        make: The transaction that says so.
        note: Why.
        force: Do it though the store can be read, or was written by a newer version.
    """
    prepare_folder(path)
    with lock.locked(path):
        asked = restoration(path, file, note=note, force=force)
        draft = make(asked.change)
        _keep_replaced(path, asked, draft)
        # First the names, then the content: cut off between the two, the store that is there is
        # still the one that was, and no backup says that it ends too early.
        heads = {transaction.digest[:8] for transaction in asked.held.transactions}
        backups.mark_replaced(
            [b for b in backups.standing_backups(path.parent) if b.head not in heads]
        )
        return asked, put_in_place(path, asked.held, draft)


def _keep_replaced(path: Path, asked: Restoration, draft: Draft) -> None:
    if asked.readable is not None:
        keep_before(path, asked.readable)
    elif asked.replaced is not None:
        # By its own digest: what it claims to end with may be the name of a good backup.
        digest = hashlib.sha256(asked.replaced).hexdigest()
        revision = asked.change.replaced_revision or 0
        name = backups.name_of(draft.recorded_at, revision, digest, "replaced")
        backups.keep(path, asked.replaced, name)


def _readable(path: Path, held: Stored, *, force: bool) -> Stored | None:
    """Return the store that is replaced, where it can be trusted; refuse what is not meant."""
    try:
        stored = examined(path)
    except Unreadable as error:
        if error.newer and not force:
            raise Refused(
                _("{reason}; to put the older state back all the same, add --force").format(
                    reason=error.reason
                )
            ) from error
        return None
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


def _replaced(path: Path) -> bytes | None:
    try:
        return bytes_of(path)
    except Unreadable as error:
        raise CannotWrite(
            _("what stands at {file} cannot be kept ({reason}); move it away first").format(
                file=f"{path.parent.name}/{path.name}", reason=error.reason
            )
        ) from error


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
            _('"{file}" cannot be put back: {reason}').format(file=file, reason=error.reason)
        ) from error
    if not held.transactions:
        raise Refused(_('there is no file "{file}"; see: ttdn store backups').format(file=file))
    return held
