"""One transaction as one line of JSON, and back; the chain over the lines' own bytes."""

from __future__ import annotations

import hashlib
import json
from typing import Final, NamedTuple

from tt_doingoai.model.ledger import KIND_OF, Draft, Transaction
from tt_doingoai.store.members import change_of, inputs_of, written
from tt_doingoai.store.strict_json import DECODER
from tt_doingoai.store.values import (
    BadLine,
    integer,
    list_of,
    moment_of,
    name_of,
    text_of,
    values_of,
)

_DIGEST_MARK = b', "digest": "'
_TRANSACTION: Final = ("revision", "recorded_at", "by", "command", "inputs", "changes", "previous")


class Link(NamedTuple):
    """What a line of the store holds: a transaction, tied to the one before it.

    Attributes:
        transaction: The transaction.
        previous: The digest of the line before; None for the first.
    """

    transaction: Transaction
    previous: str | None


def encode(draft: Draft, *, revision: int, previous: str | None) -> bytes:
    """Return a transaction's line, without a line end, its digest as the last member.

    Args:
        draft: The transaction.
        revision: Its number.
        previous: The digest of the line before; None for the first.
    """
    document = {
        "revision": revision,
        "recorded_at": draft.recorded_at.isoformat(),
        "by": draft.by,
        "command": draft.command,
        "inputs": draft.inputs._asdict(),
        "changes": [{"kind": KIND_OF[type(change)], **written(change)} for change in draft.changes],
        "previous": previous,
    }
    body = json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
    return body[:-1] + _DIGEST_MARK + digest_of(body).encode() + b'"}'


def digest_of(body: bytes) -> str:
    """Return the SHA-256 (hex) over a line without its last member, ``digest``."""
    return hashlib.sha256(body).hexdigest()


def split_digest(line: bytes) -> tuple[bytes, str]:
    """Return a line's bytes without its digest, and the digest as written.

    Raises:
        BadLine: The line does not end in a digest.
    """
    head, mark, tail = line.rpartition(_DIGEST_MARK)
    if not mark or len(tail) != 66 or not tail.endswith(b'"}'):
        raise BadLine("no digest")
    return head + b"}", tail[:-2].decode("ascii", "replace")


def decode(body: bytes, *, digest: str) -> Link:
    """Return what a line without its digest tells; anything but what ``encode`` writes is refused.

    Raises:
        NewerKind: A change is of a kind that this version does not know.
        BadLine: A member is missing, too many or in another place, or a value is not of its type.
        ValueError: It is no JSON in UTF-8.
    """
    value, end = DECODER.raw_decode(text := body.decode())
    if end != len(text):
        raise BadLine("nothing may follow")
    revision, recorded_at, by, command, inputs, changes, previous = values_of(value, _TRANSACTION)
    transaction = Transaction(
        revision=integer(revision),
        recorded_at=moment_of(recorded_at),
        by=name_of(by),
        command=name_of(command),
        inputs=inputs_of(inputs),
        changes=tuple(map(change_of, list_of(changes))),
        digest=digest,
    )
    return Link(transaction, None if previous is None else text_of(previous))
