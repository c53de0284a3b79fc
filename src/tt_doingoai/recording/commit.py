"""Writing a transaction though others write too: read, check, append; read again if stale."""

from __future__ import annotations

from collections.abc import Callable

from tt_doingoai.errors import StaleRevision, StoreBusy
from tt_doingoai.model.ledger import Draft, Ledger
from tt_doingoai.store.protocol import Appended, Store
from tt_doingoai.wording import _

_ATTEMPTS = 20


def commit(store: Store, make: Callable[[Ledger], Draft]) -> tuple[Draft, Appended]:
    """Append what ``make`` makes of the ledger, making it anew whenever the ledger moved on.

    Args:
        store: The store.
        make: Checks the request against a ledger and gives the transaction; may refuse.

    Raises:
        Refused: The request does not hold against the ledger as it is now.
        StoreBusy: Others kept writing in between.
    """
    for _attempt in range(_ATTEMPTS):
        ledger = store.read()
        draft = make(ledger)
        try:
            return draft, store.append(draft, made_from=ledger.revision)
        except StaleRevision:
            continue
    raise StoreBusy(
        _(
            "the ledger is being written by someone else; nothing was recorded; try again in a"
            " moment"
        )
    )
