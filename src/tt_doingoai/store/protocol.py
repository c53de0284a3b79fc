"""What judging and recording ask of a store; its upkeep and the morning's mark know the file."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from tt_doingoai.model.ledger import Draft, Ledger


class Appended(NamedTuple):
    """What became of an appended transaction.

    Attributes:
        revision: Its number.
        durability_confirmed: False where it is saved but the disk did not confirm the folder.
    """

    revision: int
    durability_confirmed: bool


class Store(Protocol):
    """Keeps the ledger (sổ theo dõi)."""

    def read(self) -> Ledger:
        """Return the whole ledger, its chain verified; an empty one before the first write.

        Raises:
            StoreError: It cannot be trusted.
        """
        ...

    def append(self, draft: Draft, *, made_from: int, head: str | None = None) -> Appended:
        """Add one transaction, durably; once this returns, nothing loses it.

        Args:
            draft: The transaction.
            made_from: The revision of the ledger that it was computed from.
            head: That ledger's head, which tells two histories of one length apart (a restore
                makes another); not looked at where None.

        Raises:
            StaleRevision: The ledger has moved on; nothing was written.
            StoreBusy: Another process holds the lock.
            CannotWrite: The disk took nothing; the old state is whole.
            StoreError: The ledger cannot be trusted; nothing was written.
        """
        ...
