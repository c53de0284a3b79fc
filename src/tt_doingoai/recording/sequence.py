"""Whether an obligation's records still follow one another once one of them is corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tt_doingoai.assess.view import standing
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Ledger, Status, StatusChange, key_of
from tt_doingoai.recording.rules import MAY_FOLLOW
from tt_doingoai.terms import date_text, name_of_status
from tt_doingoai.wording import _


def check_sequence(ledger: Ledger, mended: StatusChange) -> None:
    """Refuse a correction that breaks the order in which the obligation's records follow."""
    recorded = [
        (entry.change.on, entry.revision, entry.change.status)
        for entry in standing(ledger)
        if isinstance(entry.change, StatusChange) and key_of(entry.change) == key_of(mended)
    ]
    others = [said for said in recorded if said[1] != mended.supersedes]
    broken = _first_break([*others, (mended.on, ledger.revision + 1, mended.status)])
    if broken is None or _first_break(recorded) is not None:
        return
    before, on, status = broken
    later = max((revision for _on, revision, _status in others), default=None)
    message = _(
        'so corrected, "{status}" ({day}) would come after "{before}", which cannot be'
    ).format(status=name_of_status(status), day=date_text(on), before=name_of_status(before))
    if later is not None and mended.supersedes is not None and later > mended.supersedes:
        message += _(
            "; take back update {later} first (ttdn undo {later}), correct, then record it again"
        ).format(later=later)
    raise Refused(message)


def _first_break(
    recorded: Sequence[tuple[dt.date, int, Status]],
) -> tuple[Status, dt.date, Status] | None:
    """Return the first record that may not follow the one before it, or None."""
    now = Status.UNREPORTED
    for on, _revision, status in sorted(recorded):
        if status not in MAY_FOLLOW[now]:
            return now, on, status
        now = status
    return None
