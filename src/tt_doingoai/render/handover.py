"""What ``units merge`` says becomes of each open item."""

from __future__ import annotations

from collections.abc import Sequence

from tt_doingoai.assess.handover import Handover
from tt_doingoai.model.units import Unit
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.terms import date_text, name_of_timeliness, period_text
from tt_doingoai.wording import _, n_


def handover_text(handovers: Sequence[Handover], heir: Unit) -> str:
    """Return a line for each open item: who owes it from now on, or that nobody does."""
    if not handovers:
        return page([_("They leave nothing open.")])
    lines = paragraph(
        n_(
            "{n} open obligation of theirs, and what becomes of it:",
            "{n} open obligations of theirs, and what becomes of them:",
            len(handovers),
        )
    )
    for handover in handovers:
        lines += paragraph(_told(handover, heir), first="- ", rest="  ")
    return page(lines)


def _told(handover: Handover, heir: Unit) -> str:
    verdict = handover.before
    obligation = verdict.obligation
    period = f", {period_text(obligation.period)}" if obligation.period else ""
    what = f"{obligation.place.task.id}{period}, {obligation.unit.name}"
    last = date_text(verdict.last_day) if verdict.last_day else "-"
    told = f"{what} ({name_of_timeliness(verdict.timeliness)}, {last}): "
    if handover.owed:
        return told + _("{heir} owes it").format(heir=heir.name)
    if handover.answered:
        return told + _("{heir} answers for it itself").format(heir=heir.name)
    return told + _("nobody answers for it any more: {heir} is not among its leads").format(
        heir=heir.name
    )
