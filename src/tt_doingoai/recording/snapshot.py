"""Closing figures under a name (chốt số liệu), to be printed again and compared with."""

from __future__ import annotations

import datetime as dt
from typing import Final

from tt_doingoai.assess.snapshots import snapshots
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Ledger, SnapshotChange
from tt_doingoai.recording.rules import check_not_ahead
from tt_doingoai.terms import date_text
from tt_doingoai.text import fold, words
from tt_doingoai.wording import _

_LONGEST: Final = 80  # fits a line of a list, and whatever an office calls a report


def snapshot_change(
    name: str | None, ledger: Ledger, *, on: dt.date, note: str | None, today: dt.date
) -> SnapshotChange:
    """Return the change that closes the figures of a day, as the ledger stands.

    Args:
        name: What the report is called, cleaned.
        ledger: The whole history.
        on: The day that is judged to its end.
        note: A remark.
        today: Today in the workspace's time zone.

    Raises:
        Refused: There is no name, it is too long or taken, or the day lies ahead.
    """
    if not name or not fold(name):
        raise Refused(_('closing figures needs a name: ttdn snapshot "NAME"'))
    if len(name) > _LONGEST:
        raise Refused(
            _("the name has {n} characters; {most} at most").format(n=len(name), most=_LONGEST)
        )
    check_not_ahead(
        on,
        today=today,
        message=_("{day} has not come yet (today is {today}); its figures cannot be closed"),
    )
    for revision, closed in snapshots(ledger):
        if words(closed.name) == words(name):  # whatever parts the words: "I-2024", "I/2024"
            raise Refused(
                _(
                    'figures are closed as "{name}" already (update {n}, day {day}); choose another'
                    " name, or take that one back: ttdn undo {n}"
                ).format(name=closed.name, n=revision, day=date_text(closed.on))
            )
    return SnapshotChange(name=name, at_revision=ledger.revision, on=on, note=note)
