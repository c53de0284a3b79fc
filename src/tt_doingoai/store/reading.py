"""A store as read: verified, and held against its backups; else refused with a way out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NoReturn

from tt_doingoai.errors import StoreError
from tt_doingoai.model.ledger import RestoreChange, Transaction
from tt_doingoai.store.backups import Backup, backups_in
from tt_doingoai.store.content import Stored, Verify, content_of, held_by
from tt_doingoai.store.frame import Unreadable, transactions_of
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _

_LOOKS: Final = 3
_BETWEEN_LOOKS: Final = 0.1  # seconds


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
    check_folder(path.parent)
    against = ""
    for look in range(_LOOKS):
        if look:
            time.sleep(_BETWEEN_LOOKS)
        # The backups first: what one of them shows was in the store before, so the store read
        # after it is at least as far, unless a restore came between; then the next look agrees.
        kept = _backups(path.parent)
        stored = content_of(path, verify)
        against = _contradiction(stored, kept)
        if not against:
            return stored
    raise Unreadable(against)


def check_folder(folder: Path) -> None:
    """Refuse a folder that is a link to nowhere: a share that is not there holds no empty ledger.

    Raises:
        Unreadable: It is one.
    """
    if os.path.islink(folder) and not folder.is_dir():  # noqa: PTH114  False where it may not look
        raise Unreadable(_("its folder is a link to a place that is not there"))


def _contradiction(stored: Stored, kept: Sequence[Backup] | None) -> str:
    """Return how the backups contradict a store; nothing where they do not.

    Args:
        stored: What the store holds.
        kept: Its backups; None where they cannot be looked at.
    """
    if stored.written is None:
        if kept is None:
            return _("it is missing, and the folder of its backups cannot be looked into")
        return _("it is missing, though its backups stand") if kept else ""
    now = stored.transactions
    for backup in kept or ():
        if backup.mark or backup.revision <= len(now):
            continue
        held = held_by(backup)  # what is damaged, or not what its name says, contradicts nothing
        if held and not _was_replaced(held, now):
            message = _(
                "it ends with update {n}, but a backup of update {later} stands: an older copy was"
                " put in its place"
            )
            return message.format(n=len(now), later=backup.revision)
    return ""


def _was_replaced(held: Sequence[Transaction], now: Sequence[Transaction]) -> bool:
    """Return whether a chain is one whose place a restore took, as the ledger itself says."""
    common = 0
    for then, still in zip(held, now, strict=False):
        if then.digest != still.digest:
            break
        common += 1
    return any(
        isinstance(change, RestoreChange)
        and (change.replaced_revision is None or len(held) <= change.replaced_revision)
        for transaction in now[common:]
        for change in transaction.changes
    )


def newest_good(folder: Path) -> tuple[Backup | None, tuple[Transaction, ...]]:
    """Return the backup with the latest update that can be trusted, and what it holds."""
    for backup in _in_use_first(_backups(folder) or ()):
        if held := held_by(backup):
            return backup, held
    return None, ()


def _in_use_first(kept: Sequence[Backup]) -> Iterator[Backup]:
    yield from (backup for backup in kept if not backup.mark)
    yield from (backup for backup in kept if backup.mark)


def _backups(folder: Path) -> list[Backup] | None:
    """Return the backups; None where this reader may not see them, for reading needs none."""
    try:
        return backups_in(folder)
    except OSError:
        return None


def refuse(path: Path, error: Unreadable) -> NoReturn:
    """Refuse a store, and name the newest good backup and the command that puts it back.

    Raises:
        StoreError: Always.
    """
    good, _held = newest_good(path.parent)
    if good is None:
        advice = _("no backup of it can be used; put back a good copy of it")
    else:
        message = (
            _(
                "if that cannot be done, at the price of what it wrote since update {n} of {day},"
                " {hour}: {command} --force"
            )
            if error.newer
            else _("newest good backup: update {n} of {day}, {hour}; to put it back: {command}")
        )
        advice = message.format(
            n=good.revision,
            day=date_text(good.recorded_at.date()),
            hour=f"{good.recorded_at:%H:%M}",
            command=f"ttdn store restore {good.path.name}",
        )
    raise StoreError(
        _(
            "the ledger {file} cannot be trusted, so there is no answer: {reason}. It was"
            " not touched; {advice}"
        ).format(file=f"{path.parent.name}/{path.name}", reason=error.reason, advice=advice)
    ) from error
