"""The store's file as bytes: a frame round one transaction a line, chained. Pure."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from tt_doingoai.model.ledger import Transaction
from tt_doingoai.store.lines import decode, digest_of, split_digest
from tt_doingoai.store.strict_json import strict_json
from tt_doingoai.store.values import BadLine, NewerKind
from tt_doingoai.text import one_line
from tt_doingoai.wording import _

FORMAT: Final = "ttdn/store@1"
_HEAD: Final = f'{{"format": "{FORMAT}", "transactions": [\n'.encode()
_TAIL: Final = b"\n]}\n"
_COMMA: Final = ord(",")


class Unreadable(Exception):
    """Bytes that are no ledger which this version can vouch for.

    Attributes:
        reason: What is wrong, in the user's language.
        newer: Whether a newer version wrote it, so that nothing needs mending but the program.
    """

    def __init__(self, reason: str, *, newer: bool = False) -> None:
        """Make it from what is wrong."""
        super().__init__(reason)
        self.reason = reason
        self.newer = newer


def transactions_of(data: bytes) -> tuple[Transaction, ...]:
    """Return the transactions that a store's bytes hold, the whole chain verified.

    Raises:
        Unreadable: They are not exactly what this version, or an earlier one, would have written.
    """
    found: list[Transaction] = []
    previous: str | None = None
    for number, line in enumerate(_lines(data), start=1):
        try:
            body, digest = split_digest(line)
            if digest_of(body) != digest:
                raise BadLine("digest")
            decoded = decode(body, digest=digest)
            if decoded.transaction.revision != number or decoded.previous != previous:
                raise BadLine("order")
            found.append(decoded.transaction)
        except NewerKind as error:
            message = _(
                'line {n}: "{kind}" is unknown here; a newer ttdn wrote it: update ttdn'
            ).format(n=number + 1, kind=error)
            raise Unreadable(message, newer=True) from error
        except (ValueError, RecursionError) as error:
            message = _("line {n} was changed or damaged after it was written")
            raise Unreadable(message.format(n=number + 1)) from error
        previous = digest
    return tuple(found)


def followed_by(data: bytes | None, line: bytes) -> bytes:
    """Return a store's bytes with one line more; history's are copied, never serialised again.

    Args:
        data: The whole store; None before the first line.
        line: The line, as ``lines.encode`` makes it.
    """
    history = _HEAD if data is None else data[: -len(_TAIL)] + b",\n"
    return history + line + _TAIL


def salvaged(data: bytes) -> tuple[Transaction, ...]:
    """Return what can still be read of a damaged store: the lines that bear their own digest out.

    They vouch for nothing: what stood between them, or in what order, is not known.
    """
    found = []
    for line in data.split(b"\n"):
        with contextlib.suppress(ValueError, RecursionError):
            body, digest = split_digest(line.strip().removesuffix(b","))
            if digest_of(body) == digest:
                found.append(decode(body, digest=digest).transaction)
    return tuple(found)


def _lines(data: bytes) -> Iterator[bytes]:
    """Return the transactions' lines; anything but the exact frame round them is refused."""
    if not data.strip():
        raise Unreadable(_("it is empty"))
    if not data.startswith(_HEAD):
        raise _not_ours(data)
    if data == _HEAD + _TAIL[1:]:
        raise Unreadable(_("it holds no update, which no version of ttdn writes"))
    if not data.endswith(_TAIL):
        raise Unreadable(_("it breaks off; its end is missing"))
    begin, end = len(_HEAD), len(data) - len(_TAIL)
    ends = _line_ends(data, begin, end)
    if any(data[at - 1] != _COMMA for at in ends) or data.endswith(b",", begin, end):
        raise Unreadable(_("it was reformatted or merged by another program"))
    # One at a time: a long history is not held twice.
    begins = (begin, *(at + 1 for at in ends))
    return (data[b:e] for b, e in zip(begins, (*(at - 1 for at in ends), end), strict=True))


def _line_ends(data: bytes, begin: int, end: int) -> list[int]:
    found = []
    at = data.find(b"\n", begin, end)
    while at >= 0:
        found.append(at)
        at = data.find(b"\n", at + 1, end)
    return found


def _not_ours(data: bytes) -> Unreadable:
    """Say why bytes do not begin as the store does."""
    if data.startswith(b"\xef\xbb\xbf"):
        return Unreadable(_("an editor saved it with a byte order mark"))
    try:
        format_ = _format_of(strict_json(data))
    except UnicodeDecodeError:
        return Unreadable(_("it is not UTF-8"))
    except (ValueError, RecursionError):
        return Unreadable(_("it is no whole JSON; it was damaged or cut off"))
    if format_ == FORMAT:
        return Unreadable(_("it was reformatted by another program"))
    if format_.startswith("ttdn/store@"):
        message = _('its format is "{format}"; another version of ttdn wrote it: update ttdn')
        return Unreadable(message.format(format=one_line(format_)), newer=True)
    return Unreadable(_("it is not a ledger of ttdn"))


def _format_of(pairs: object) -> str:
    """Return the format that a JSON value names; nothing where it names none."""
    formats = [value for name, value in pairs if name == "format"] if type(pairs) is tuple else []
    if len(formats) > 1:
        raise BadLine("a key stands twice")
    return formats[0] if formats and isinstance(formats[0], str) else ""
