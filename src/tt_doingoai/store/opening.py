"""Which store a workspace has: today always the JSON file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.protocol import Store

_FILE: Final = "store/status.json"


def open_store(root: Path) -> Store:
    """Return the store of a workspace's folder; nothing is read or written yet."""
    return JsonStore(store_file(root))


def store_file(root: Path) -> Path:
    """Return the file that the store's own upkeep (verify, restore) is about."""
    return root / _FILE
