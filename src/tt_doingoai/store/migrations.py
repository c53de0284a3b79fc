"""Stores of earlier formats, brought to today's. Pure; no format before the first exists yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

# From each earlier format to the one after it. A migration gets and gives a whole store's bytes;
# it verifies what it is given by the rules of its own format, and raises ``Unreadable``. A format
# that goes in here leaves a file of its own in tests/unit/store/past, for good.
MIGRATIONS: Final[Mapping[str, Callable[[bytes], bytes]]] = {}

_FORMAT: Final = re.compile(rb'\{"format": "(ttdn/store@[0-9]+)"')


def migrated(data: bytes, migrations: Mapping[str, Callable[[bytes], bytes]] = MIGRATIONS) -> bytes:
    """Return a store's bytes in today's format; the same object where it is in it already.

    Raises:
        Unreadable: It is not what a store of its format holds.
    """
    while (named := _FORMAT.match(data)) and (step := migrations.get(named[1].decode())):
        data = step(data)
    return data
