"""Looking a store over: the ledger, its backups, and what else lies in its folder."""

from __future__ import annotations

import contextlib
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tt_doingoai.atomic_write import left_overs
from tt_doingoai.errors import StoreError
from tt_doingoai.model.ledger import Ledger
from tt_doingoai.store import backups, lock
from tt_doingoai.store.audit import out_of_order
from tt_doingoai.store.findings import Finding
from tt_doingoai.store.reading import held_by, load
from tt_doingoai.wording import _

# "status (conflicted copy 2024-04-05).json", "status-PC2.json", "status - Copy.json",
# "status.sync-conflict-….json", "status (1).json", "status.json.bak"
_COPY: Final = re.compile(r"status\b.*", re.IGNORECASE)
_SYNCED: Final = re.compile(r"onedrive|dropbox|google ?drive|my drive|icloud ?drive", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Health:
    """What was found.

    Attributes:
        ledger: The ledger; None where it cannot be trusted.
        error: Why it cannot; None where it can.
        backups: How many backups there are.
        findings: What is wrong with it and with its folder.
    """

    ledger: Ledger | None
    error: StoreError | None
    backups: int
    findings: tuple[Finding, ...]


def examine(path: Path) -> Health:
    """Return how a store and its folder are; nothing is written, no lock is taken.

    Args:
        path: The store's file.
    """
    folder = path.parent
    kept = backups.backups_in(folder)
    found = [
        *_left_behind(folder),
        *_copies(path),
        *_shut_out(path),
        *_bad_backups(kept),
        *_synced(folder),
    ]
    try:
        ledger = Ledger(load(path).transactions)
    except StoreError as error:
        finding = Finding("TS001", _where(path), error.message)
        return Health(None, error, len(kept), (finding, *found))
    return Health(ledger, None, len(kept), (*found, *out_of_order(ledger)))


def _where(path: Path) -> str:
    parent = path.parent
    inside = f"{parent.parent.name}/" if parent.name == backups.FOLDER else ""
    return f"{inside}{parent.name}/{path.name}"


def _left_behind(folder: Path) -> Iterator[Finding]:
    message = _("a writer was cut off and left it; the next recording removes it")
    for left in (*left_overs(folder), *left_overs(folder / backups.FOLDER)):
        yield Finding("TS002", _where(left), message)


def _copies(path: Path) -> Iterator[Finding]:
    """Find what looks like the ledger and is not: two people may be writing into two files."""
    own = {path.name, lock.lock_beside(path).name}
    message = _(
        "it is not the ledger and is never read; see whether it holds updates that the ledger"
        " lacks, record those, then move it out of this folder"
    )
    for file in (*_files(path.parent), *_files(path.parent / backups.FOLDER)):
        ours = file.name in own if file.parent == path.parent else backups.backup_at(file)
        if not ours and _COPY.match(file.name):
            yield Finding("TS003", _where(file), message)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _shut_out(path: Path) -> Iterator[Finding]:
    """Find permissions that break what a shared folder promises (none on Windows)."""
    folder = path.parent
    kept = folder / backups.FOLDER
    with contextlib.suppress(OSError, AttributeError):
        shared = folder.stat()
        for one in (folder, kept, path, lock.lock_beside(path)):
            if not one.exists():
                continue
            status = one.lstat()
            if status.st_mode & stat.S_IWOTH:
                message = _("anybody on this computer can write it; run: chmod o-w {file}")
                yield Finding("TS004", _where(one), message.format(file=one.name))
            wanted = stat.S_IRGRP if one == path else stat.S_IRGRP | stat.S_IWGRP
            if shared.st_mode & stat.S_IWGRP and one != folder:
                if status.st_mode & wanted != wanted:
                    message = _(
                        "the folder is shared by its group, but the group cannot use this; run:"
                        " chmod g+rwX {file}"
                    )
                    yield Finding("TS004", _where(one), message.format(file=one.name))
                if status.st_gid != shared.st_gid:
                    message = _(
                        "it belongs to another group than the folder; run: chgrp on it, and chmod"
                        " g+s on the folder {folder}"
                    )
                    yield Finding("TS004", _where(one), message.format(folder=folder.name))


def _bad_backups(kept: list[backups.Backup]) -> Iterator[Finding]:
    for backup in kept:
        # What a restore replaced was kept as it was, damaged or not; and what is no longer there
        # was pruned by a writer meanwhile.
        if backup.mark != "replaced" and not held_by(backup) and backup.path.exists():
            message = _("it is damaged; it is never put back; move it out of this folder")
            yield Finding("TS007", _where(backup.path), message)


def _synced(folder: Path) -> Iterator[Finding]:
    for part in folder.absolute().parts:
        if _SYNCED.search(part):
            message = _(
                "sync services copy files while they are written and make copies in conflict:"
                " keep the workspace on a local disk or a server's share"
            )
            yield Finding("TS009", part, message)
            return
