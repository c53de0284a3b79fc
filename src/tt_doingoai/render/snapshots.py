"""``ttdn snapshot``: the list of figures that were closed."""

from __future__ import annotations

from collections.abc import Sequence

from tt_doingoai.assess.history import Entry
from tt_doingoai.model.ledger import Ledger, SnapshotChange
from tt_doingoai.render.documents import as_json
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _


def snapshots_text(closed: Sequence[Entry[SnapshotChange]], ledger: Ledger) -> str:
    """Return a line for each closing: its name, day, revision and the update that noted it."""
    if not closed:
        return page([_("No figures have been closed yet.")])
    lines: list[str] = []
    for revision, change in closed:
        noted = ledger.transactions[revision - 1].recorded_at.date()
        text = _(
            "{name}: figures to the end of {day}, ledger update {at}; closed on {noted}"
            " (update {n})"
        ).format(
            name=change.name,
            day=date_text(change.on),
            at=change.at_revision,
            noted=date_text(noted),
            n=revision,
        )
        lines += paragraph(f"{text}; {change.note}" if change.note else text, rest="  ")
    return page(lines)


def snapshots_json(closed: Sequence[Entry[SnapshotChange]], ledger: Ledger) -> str:
    """Return ``ttdn/snapshots@1``."""
    return as_json(
        {
            "format": "ttdn/snapshots@1",
            "revision": ledger.revision,
            "head": ledger.head,
            "snapshots": [
                {
                    "name": change.name,
                    "as_of": change.on.isoformat(),
                    "at_revision": change.at_revision,
                    "note": change.note,
                    "revision": revision,
                    "recorded_at": ledger.transactions[revision - 1].recorded_at.isoformat(),
                }
                for revision, change in closed
            ],
        }
    )
