"""Looking a store over: the ledger, its backups, and what else lies in its folder."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tt_doingoai.atomic_write import left_overs
from tt_doingoai.errors import StoreError, reason_of
from tt_doingoai.model.ledger import Ledger
from tt_doingoai.store import announced, backups, lock
from tt_doingoai.store.audit import out_of_order
from tt_doingoai.store.content import held_by
from tt_doingoai.store.findings import Finding
from tt_doingoai.store.reading import load
from tt_doingoai.text import clean
from tt_doingoai.wording import _

# "status (conflicted copy 2024-04-05).json", "status-PC2.json", "status - Copy.json",
# "status.sync-conflict-….json", "status (1).json", "status.json.bak"
_COPY: Final = re.compile(r"status\b.*", re.IGNORECASE)
_MOMENT: Final = 0.5  # seconds
_SYNCED: Final = re.compile(r"onedrive|dropbox|google ?drive|my drive|icloud ?drive", re.IGNORECASE)


class Health(NamedTuple):
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
    kept, unusable = _backups(folder)
    found = [
        *unusable,
        *_links(path),
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
    """Return a file's place from the workspace on, every character of it to be seen."""
    inside = path.parts[-3:] if path.parent.name == backups.FOLDER else path.parts[-2:]
    place = "/".join(inside)
    if clean(place) == place:
        return place
    return "".join(c if clean(c) == c else ascii(c)[1:-1] for c in place)


def _backups(folder: Path) -> tuple[list[backups.Backup], list[Finding]]:
    try:
        return backups.backups_in(folder), []
    except OSError as error:
        message = _("it cannot be looked into ({reason}), so no backup is made or found; mend it")
        text = message.format(reason=reason_of(error))
        return [], [Finding("TS013", _where(folder / backups.FOLDER), text)]


def _links(path: Path) -> Iterator[Finding]:
    """Find links where the program keeps its own files: it refuses to write through them."""
    message = _("it is a symbolic link, and nothing can be recorded; put the file itself there")
    for one in (lock.lock_beside(path), path):
        if one.is_symlink():
            yield Finding("TS013", _where(one), message)


def _left_behind(folder: Path) -> list[Finding]:
    message = _("a writer was cut off and left it; the next recording removes it")
    of_mark = _("a check was cut off and left it; the next one with --announce removes it")
    left = _temporary(folder)
    if left:
        time.sleep(_MOMENT)  # a writer at work has finished by then
        left &= _temporary(folder)
    marks = left_overs(folder, announced.FILE)
    return [
        Finding("TS002", _where(file), of_mark if file in marks else message)
        for file in sorted(left)
    ]


def _temporary(folder: Path) -> set[Path]:
    own = folder / backups.FOLDER
    return {*left_overs(folder), *(() if own.is_symlink() else left_overs(own))}


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
    if os.name == "nt":
        return
    folder = path.parent
    with contextlib.suppress(OSError):
        shared = folder.stat()
        yield from _open_to_all(folder, shared)
        for one in (folder / backups.FOLDER, path, lock.lock_beside(path)):
            if one.is_symlink() or not one.exists():
                continue
            status = one.stat()
            yield from _open_to_all(one, status)
            if shared.st_mode & stat.S_IWGRP:
                yield from _closed_to_group(one, status, shared, read_only=one == path)


def _open_to_all(one: Path, status: os.stat_result) -> Iterator[Finding]:
    if status.st_mode & stat.S_IWOTH:
        message = _("anybody on this computer can write it; run: chmod o-w {file}")
        yield Finding("TS004", _where(one), message.format(file=_quoted(one)))


def _closed_to_group(
    one: Path, status: os.stat_result, shared: os.stat_result, *, read_only: bool
) -> Iterator[Finding]:
    wanted = stat.S_IRGRP if read_only else stat.S_IRGRP | stat.S_IWGRP
    if status.st_mode & wanted != wanted:
        message = _(
            "the folder is shared by its group, but the group cannot use this; run:"
            " chmod g+rwX {file}"
        )
        yield Finding("TS004", _where(one), message.format(file=_quoted(one)))
    if status.st_gid != shared.st_gid:
        message = _(
            "it belongs to another group than the folder; run: chgrp {group} {file} && chmod g+s"
            " {folder}"
        )
        text = message.format(group=shared.st_gid, file=_quoted(one), folder=_quoted(one.parent))
        yield Finding("TS004", _where(one), text)


def _quoted(path: Path) -> str:
    return shlex.quote(str(path.absolute()))


def _bad_backups(kept: list[backups.Backup]) -> Iterator[Finding]:
    message = _("it is damaged; it is never put back; move it out of this folder")
    for backup in kept:
        # What a restore replaced was kept as it was, damaged or not; and what is no longer there
        # was pruned by a writer meanwhile.
        if backup.mark != "replaced" and not held_by(backup) and backup.path.exists():
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
