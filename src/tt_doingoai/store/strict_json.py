"""JSON as strictly as a ledger needs it: no key twice unseen, no fraction, no NaN."""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

from tt_doingoai.store.values import BadLine


def strict_json(data: bytes) -> Any:
    """Return a JSON value, objects as tuples of their pairs: so a key that stands twice shows.

    Raises:
        BadLine: It holds a number that is not whole.
        ValueError: It is no JSON in UTF-8.
    """
    return DECODER.decode(data.decode())


def _foreign(constant: str) -> NoReturn:
    raise BadLine(constant)


# The ledger holds no fraction, so 1e999 is as foreign as NaN. The hook is a type, not a function
# of ours: it runs for every object of a long history.
DECODER: Final = json.JSONDecoder(
    object_pairs_hook=tuple, parse_constant=_foreign, parse_float=_foreign
)
