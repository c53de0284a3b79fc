"""Writing a transaction though others write too: read, check, append; read again if stale."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tt_doingoai.errors import StaleRevision, StoreBusy
from tt_doingoai.model.ledger import Draft, Ledger
from tt_doingoai.store.protocol import Appended, Store

_ATTEMPTS = 100


class Committed(NamedTuple):
    """A transaction that is in the ledger for good.

    Attributes:
        draft: What was recorded.
        appended: Its number, and whether the disk confirmed it.
        before: The ledger it was made from, which it follows.
    """

    draft: Draft
    appended: Appended
    before: Ledger

    @property
    def after(self) -> Ledger:
        """The ledger with it; known without reading the store once more."""
        return self.before.followed_by(self.draft)


def commit(store: Store, make: Callable[[Ledger], Draft]) -> Committed:
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
            appended = store.append(draft, made_from=ledger.revision, head=ledger.head)
            return Committed(draft, appended, ledger)
        except StaleRevision:
            continue
    raise StoreBusy
