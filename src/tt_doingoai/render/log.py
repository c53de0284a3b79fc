"""``ttdn log``: the history, one update after another, nothing left out."""

from __future__ import annotations

from collections.abc import Sequence

from tt_doingoai.assess.log import Logged
from tt_doingoai.model.ledger import KIND_OF, Ledger
from tt_doingoai.model.units import Roster
from tt_doingoai.render.change_text import change_text
from tt_doingoai.render.documents import as_json, plain
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _


def log_text(logged: Sequence[Logged], roster: Roster, ledger: Ledger) -> str:
    """Return the updates, the newest first, each with what it recorded."""
    if not logged:
        nothing = (
            _("The ledger holds nothing of what was asked for.")
            if ledger.transactions
            else _("The ledger holds nothing yet.")
        )
        return page([nothing])
    plans = {getattr(change, "plan", None) for _t, changes in logged for change, _s in changes}
    several = len(plans - {None}) > 1
    lines: list[str] = []
    for transaction, changes in logged:
        moment = transaction.recorded_at
        lines += paragraph(
            _("{n}. {day} {hour:02d}:{minute:02d}, {by}: {command} (code {digest})").format(
                n=transaction.revision,
                day=date_text(moment.date()),
                hour=moment.hour,
                minute=moment.minute,
                by=transaction.by,
                command=transaction.command,
                digest=transaction.digest[:8],
            )
        )
        for change, stands in changes:
            text = change_text(change, roster, with_plan=several)
            if not stands:
                text += " " + _("[no longer stands]")
            lines += paragraph(text, first="   - ", rest="     ")
    return page(lines)


def log_json(logged: Sequence[Logged], roster: Roster, ledger: Ledger) -> str:
    """Return ``ttdn/log@1``: the updates, and the ledger that they are of."""
    return as_json(
        {
            "format": "ttdn/log@1",
            "revision": ledger.revision,
            "head": ledger.head,
            "transactions": [
                {
                    "revision": transaction.revision,
                    "recorded_at": transaction.recorded_at.isoformat(),
                    "by": transaction.by,
                    "command": transaction.command,
                    "inputs": transaction.inputs._asdict(),
                    "digest": transaction.digest,
                    "changes": [
                        {
                            "kind": KIND_OF[type(change)],
                            **plain(change),
                            "stands": stands,
                        }
                        for change, stands in changes
                    ],
                }
                for transaction, changes in logged
            ],
        }
    )
