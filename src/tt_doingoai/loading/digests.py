"""The digests of a workspace's files, by which what was validated is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tt_doingoai.loading.layout import UNITS, plan_paths
from tt_doingoai.loading.settings import settings_bytes
from tt_doingoai.model.ledger import Inputs


def inputs_of_files(root: Path) -> Inputs:
    """Return the digests of a workspace's files, right or wrong.

    Raises:
        OSError: One of them cannot be read.
    """
    plans = [(path, (root / path).read_bytes()) for path in plan_paths(root)]
    return inputs_of(plans, (root / UNITS).read_bytes(), settings_bytes(root))


def inputs_of(plans: Sequence[tuple[str, bytes]], units: bytes, settings: bytes) -> Inputs:
    """Return the digests of files as read: the plans' by path and bytes."""
    return Inputs(
        plans=_digest(*(part for path, data in plans for part in (path.encode(), data))),
        units=_digest(units),
        settings=_digest(settings),
    )


def _digest(*parts: bytes) -> str:
    """Return the SHA-256 (hex) of the parts, each by its own digest, so that none can run on."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
