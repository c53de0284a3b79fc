"""What commands say that write files of the workspace: a new version, a changed roster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tt_doingoai.assess.handover import Handover
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Unit
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.terms import date_text, name_of_timeliness, period_text
from tt_doingoai.wording import _, n_

_ONE_DAY = dt.timedelta(days=1)


def new_version_text(plan: Plan, *, path: str, written: bool) -> str:
    """Return where a new version stands and what comes next.

    Args:
        plan: The new version.
        path: Its file, relative to the workspace.
        written: Whether it was written; else it would be.
    """
    text = _("Written: {file}") if written else _("Would be written: {file}")
    assert plan.effective_from is not None
    next_ = _("Version {n} of {plan}, in force from {day}. Edit its words there, then:").format(
        n=plan.version, plan=plan.number, day=date_text(plan.effective_from)
    )
    return page(
        [
            *paragraph(text.format(file=path)),
            *paragraph(next_),
            "  ttdn plan validate",
            f"  ttdn plan diff {plan.id} {plan.version - 1} {plan.version}",
        ]
    )


def merged_text(
    ending: Sequence[Unit],
    heir: Unit,
    handovers: Sequence[Handover],
    *,
    on: dt.date,
    path: str,
    written: bool,
) -> str:
    """Return which units ended, which comes after them, and what becomes of each open item."""
    text = _("{names}: until {last}; from {day} {unit} ({id}).").format(
        names="; ".join(unit.name for unit in ending),
        last=date_text(on - _ONE_DAY),
        day=date_text(on),
        unit=heir.name,
        id=heir.id,
    )
    lines = [*_heading(path, written=written), *paragraph(text)]
    if not handovers:
        return page([*lines, *paragraph(_("They leave nothing open."))])
    lines += paragraph(
        n_(
            "{n} open obligation of theirs, and what becomes of it:",
            "{n} open obligations of theirs, and what becomes of them:",
            len(handovers),
        )
    )
    several = len({handover.before.obligation.plan.id for handover in handovers}) > 1
    for handover in handovers:
        plan = f"{handover.before.obligation.plan.id}:" if several else ""
        lines += paragraph(f"{plan}{_handover_text(handover, heir)}", first="- ", rest="  ")
    return page(lines)


def renamed_text(old: Unit, new: Unit, *, on: dt.date, path: str, written: bool) -> str:
    """Return from when on a unit is called what."""
    text = _(
        "{old}: until {last}; from {day} {name} ({id}). Everything it owes stays its own."
    ).format(
        old=old.name,
        last=date_text(on - _ONE_DAY),
        day=date_text(on),
        name=new.name,
        id=new.id,
    )
    lines = [*_heading(path, written=written), *paragraph(text)]
    if new.addressee:
        kept = _("Letters still address it as: {name}; change that in {file} where needed.")
        lines += paragraph(kept.format(name=new.addressee, file=path))
    return page(lines)


def _heading(path: str, *, written: bool) -> list[str]:
    text = _("Would be written to {file} (nothing was written):").format(file=path)
    return [] if written else paragraph(text)


def _handover_text(handover: Handover, heir: Unit) -> str:
    verdict = handover.before
    obligation = verdict.obligation
    period = f", {period_text(obligation.period)}" if obligation.period else ""
    what = f"{obligation.place.task.id}{period}, {obligation.unit.name}"
    last = date_text(verdict.last_day) if verdict.last_day else "-"
    text = f"{what} ({name_of_timeliness(verdict.timeliness)}, {last}): "
    if verdict.awaits_office:
        return text + _("received, awaiting review; the decision is recorded for {unit}").format(
            unit=obligation.unit.name
        )
    if handover.owed:
        return text + _("{heir} owes it").format(heir=heir.name)
    if handover.settled:
        waits = handover.settled[0].awaits_office
        return text + (
            _("{heir} has handed in the same, which awaits review")
            if waits
            else _("{heir} has done the same already")
        ).format(heir=heir.name)
    if handover.answered:
        return text + _("{heir} answers for it itself").format(heir=heir.name)
    return text + _("nobody answers for it any more: {heir} is not among its leads").format(
        heir=heir.name
    )
