"""The ledger in one JSON file: one transaction a line, chained, appended, never rewritten."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

from tt_doingoai.atomic_write import atomic_write, flush_folder, sweep
from tt_doingoai.errors import CannotWrite, StaleRevision, StoreBusy, StoreError, reason_of
from tt_doingoai.model.ledger import Draft, Ledger, Transaction
from tt_doingoai.store.lines import (
    BadLine,
    NewerKind,
    decode,
    digest_of,
    encode,
    split_digest,
)
from tt_doingoai.store.protocol import Appended
from tt_doingoai.text import one_line
from tt_doingoai.wording import _

FORMAT: Final = "ttdn/store@1"
LOCK_SECONDS: Final = 10.0
_HEAD: Final = f'{{"format": "{FORMAT}", "transactions": ['.encode()
_TAIL: Final = b"]}\n"
_COMMA: Final = ord(",")
_MAX_BYTES: Final = 1_000_000_000
_FOLDER_MODE: Final = 0o775
# Opened once and looked at while open: no link is followed, and no pipe is waited for.
_READING: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class JsonStore:
    """The JSON store: readers need no lock and no permission to write."""

    def __init__(self, path: Path, *, lock_seconds: float = LOCK_SECONDS) -> None:
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
        data = self._bytes()
        return Ledger() if data is None else Ledger(self._transactions(data))

    def append(self, draft: Draft, *, made_from: int) -> Appended:
        """Add one transaction, durably; once this returns, nothing loses it.

        Raises:
            StaleRevision: The ledger has moved on; nothing was written.
            StoreBusy: Another process holds the lock.
            CannotWrite: The disk took nothing; the old state is whole.
            StoreError: The ledger cannot be trusted; nothing was written.
        """
        from filelock import FileLock, Timeout

        folder = self._path.parent
        lock_path = folder / f"{self._path.name}.lock"
        try:
            if not folder.is_dir():
                folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
                flush_folder(folder.parent)
            if lock_path.is_symlink():
                raise CannotWrite(
                    _('"{file}" is a symbolic link; it was not written').format(file=lock_path.name)
                )
            # Without a mode the second user of a shared folder is locked out (pitfalls.md).
            lock = FileLock(
                lock_path, timeout=self._lock_seconds, mode=0o660, fallback_to_soft=False
            )
            lock.acquire()
            try:
                return self._append_locked(draft, made_from)
            finally:
                # What is written is written: a lock that will not open changes nothing of that.
                with contextlib.suppress(OSError):
                    lock.release()
        except Timeout as error:
            raise StoreBusy(
                _(
                    "the ledger is being written by someone else; nothing was recorded; try"
                    " again in a moment"
                )
            ) from error
        except OSError as error:
            raise CannotWrite(
                _("could not write {file}: {reason}; nothing was changed").format(
                    file=self._path.name, reason=reason_of(error)
                )
            ) from error

    def _append_locked(self, draft: Draft, made_from: int) -> Appended:
        data = self._bytes()
        transactions = () if data is None else self._transactions(data)
        if len(transactions) != made_from:
            raise StaleRevision
        revision = made_from + 1
        previous = transactions[-1].digest if transactions else None
        line = encode(draft, revision=revision, previous=previous)
        # History's bytes are copied, never serialised again: what was written once stays.
        history = data[: -len(_TAIL) - 1] + b",\n" if data and transactions else _HEAD + b"\n"
        sweep(self._path.parent, self._path.name)
        confirmed = atomic_write(self._path, history + line + b"\n" + _TAIL)
        return Appended(revision, confirmed)

    def _bytes(self) -> bytes | None:
        """Return the file's bytes; None where it was never written."""
        try:
            descriptor = os.open(self._path, _READING)
        except FileNotFoundError:
            return None
        except OSError as error:
            if self._path.is_symlink():
                self._refuse(_("it is a symbolic link"))
            self._refuse(_("it cannot be read: {reason}").format(reason=reason_of(error)))
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                self._refuse(_("it is not a file"))
            if status.st_size > _MAX_BYTES:
                self._refuse(_("it is too large"))
            with open(descriptor, "rb", closefd=False) as file:
                return file.read()
        except OSError as error:
            self._refuse(_("it cannot be read: {reason}").format(reason=reason_of(error)))
        finally:
            with contextlib.suppress(OSError):  # what was read is read
                os.close(descriptor)

    def _transactions(self, data: bytes) -> tuple[Transaction, ...]:
        """Return what the bytes tell, all of it verified; the same bytes are not verified twice."""
        digest = hashlib.sha256(data).digest()
        if digest != self._verified[0]:
            self._verified = digest, self._verify(data)
        return self._verified[1]

    def _verify(self, data: bytes) -> tuple[Transaction, ...]:
        found: list[Transaction] = []
        previous: str | None = None
        for number, line in enumerate(self._lines(data), start=1):
            try:
                body, digest = split_digest(line)
                if digest_of(body) != digest:
                    raise BadLine("digest")
                told = _strict_json(body)
                if told.get("revision") != number or told.get("previous") != previous:
                    raise BadLine("order")
                found.append(decode(told, digest=digest))
            except NewerKind as error:
                self._refuse(
                    _(
                        'line {n}: "{kind}" is unknown here; a newer ttdn wrote it: update ttdn'
                    ).format(n=number + 1, kind=error)
                )
            except (BadLine, ValueError, RecursionError):
                self._refuse(
                    _("line {n} was changed or damaged after it was written").format(n=number + 1)
                )
            previous = digest
        return tuple(found)

    def _lines(self, data: bytes) -> Iterator[bytes]:
        """Return the transactions' lines; anything but the exact frame round them is refused."""
        if not data.strip():
            self._refuse(_("it is empty"))
        if not data.startswith(_HEAD + b"\n"):
            self._refuse(_why_not_ours(data))
        if not data.endswith(b"\n" + _TAIL):
            self._refuse(_("it breaks off; its end is missing"))
        begin, end = len(_HEAD) + 1, len(data) - len(_TAIL) - 1
        if begin > end:
            self._refuse(_("it holds no update, which no version of ttdn writes"))
        ends = _line_ends(data, begin, end)
        if any(data[at - 1] != _COMMA for at in ends) or data.endswith(b",", begin, end):
            self._refuse(_("it was reformatted or merged by another program"))
        # One at a time: a long history is not held twice.
        begins = (begin, *(at + 1 for at in ends))
        return (data[b:e] for b, e in zip(begins, (*(at - 1 for at in ends), end), strict=True))

    def _refuse(self, reason: str) -> NoReturn:
        raise StoreError(
            _(
                "the ledger {file} cannot be trusted, so there is no answer: {reason}. It was"
                " not touched; put back a good copy of it."
            ).format(file=f"{self._path.parent.name}/{self._path.name}", reason=reason)
        )


def _line_ends(data: bytes, begin: int, end: int) -> list[int]:
    found = []
    at = data.find(b"\n", begin, end)
    while at >= 0:
        found.append(at)
        at = data.find(b"\n", at + 1, end)
    return found


def _why_not_ours(data: bytes) -> str:
    """Return why a file does not begin as the store does."""
    if data.startswith(b"\xef\xbb\xbf"):
        return _("an editor saved it with a byte order mark")
    try:
        told = _strict_json(data)
    except UnicodeDecodeError:
        return _("it is not UTF-8")
    except (ValueError, RecursionError):
        return _("it is no whole JSON; it was damaged or cut off")
    format_ = told.get("format") if isinstance(told, dict) else None
    if isinstance(format_, str) and format_.startswith("ttdn/store@") and format_ != FORMAT:
        return _('its format is "{format}"; another version of ttdn wrote it: update ttdn').format(
            format=one_line(format_)
        )
    if format_ == FORMAT:
        return _("it was reformatted by another program")
    return _("it is not a ledger of ttdn")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadLine("a key stands twice")
    return found


def _foreign(constant: str) -> NoReturn:
    raise BadLine(constant)


# The ledger holds no fraction, so 1e999 is as foreign as NaN.
_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_once, parse_constant=_foreign, parse_float=_foreign
)


def _strict_json(data: bytes) -> Any:
    """Return the JSON value; duplicate keys and non-finite numbers are errors."""
    text = data.decode()
    with contextlib.suppress(ValueError):  # what is wrong is told below
        told, end = _DECODER.raw_decode(text)
        if end == len(text):
            return told
    return _DECODER.decode(text)
