"""What a recording command prints: the full names of what it matched, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.model.ledger import Change, StatusChange
from tt_doingoai.render.log import change_text
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.terms import date_text, name_of_timeliness
from tt_doingoai.wording import _


def recorded_text(changes: Sequence[Change], assessment: Assessment) -> str:
    """Return each change in a line, with the task's title and how the obligation stands now.

    Args:
        changes: What was, or would be, recorded.
        assessment: Everything as it stands today, after the record where it was made.
    """
    verdicts = {verdict.obligation.key: verdict for verdict in assessment.verdicts}
    lines: list[str] = []
    for change in changes:
        told = change_text(change, assessment.roster)
        verdict = verdicts.get(change.key) if isinstance(change, StatusChange) else None
        if verdict and verdict.history.status and verdict.history.status.change == change:
            told += f". {verdict.obligation.place.task.title}"
            if verdict.last_day:
                told += ": " + _("{timeliness} (last day {day})").format(
                    timeliness=name_of_timeliness(verdict.timeliness),
                    day=date_text(verdict.last_day),
                )
        lines += paragraph(told, first="- ", rest="  ")
    return page(lines)
