"""What a change of the ledger says, in one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tt_doingoai.model.ledger import (
    Change,
    ConfirmationChange,
    ExtensionChange,
    NoteChange,
    OfObligation,
    PlanClosedChange,
    ReminderChange,
    RestoreChange,
    SnapshotChange,
    StatusChange,
    UndoChange,
)
from tt_doingoai.model.period import parse_period
from tt_doingoai.model.units import Roster
from tt_doingoai.render.records_text import evidence_text
from tt_doingoai.terms import date_text, letter_text, name_of_status, name_of_topic, period_text
from tt_doingoai.wording import _


def change_text(
    change: Change,
    roster: Roster,
    *,
    with_plan: bool = False,
    day_text: Callable[[dt.date], str] = date_text,
) -> str:
    """Return one change in a sentence, with the full name of its unit.

    Args:
        change: What was recorded.
        roster: Where the names are.
        with_plan: Name the plan beside the task.
        day_text: How days are written.
    """
    about = _about(change, roster, with_plan=with_plan) if isinstance(change, OfObligation) else ""
    match change:
        case StatusChange():
            sentence = f"{about}: {name_of_status(change.status)}, {day_text(change.on)}"
        case ExtensionChange(to=to, on=on):
            sentence = f"{about}: " + _("extended to {to}, {on}").format(
                to=day_text(to), on=day_text(on)
            )
        case NoteChange(topic=topic, text=text, on=on):
            sentence = f"{about}: {name_of_topic(topic)}, {day_text(on)}: {text}"
        case ConfirmationChange(on=on):
            sentence = f"{about}: " + _("confirmed, {on}").format(on=day_text(on))
        case ReminderChange(number=number, on=on):
            sentence = f"{about}: " + _("reminded, {letter}").format(
                letter=letter_text(number, day_text(on))
            )
        case UndoChange(revision=revision, unit=unit):
            sentence = _("takes back update {n}").format(n=revision)
            sentence += f" ({_unit(unit, roster)})" if unit else ""
        case PlanClosedChange(plan=plan, on=on):
            sentence = _("{plan}: follow-up ended, {on}").format(plan=plan, on=day_text(on))
        case SnapshotChange(name=name, at_revision=at, on=on):
            sentence = _("figures closed as {name}: update {n}, {on}").format(
                name=name, n=at, on=day_text(on)
            )
        case RestoreChange(name=name):
            sentence = _("ledger put back from {name}").format(name=name) + _replaced(change)
    return "; ".join([sentence.rstrip(), *_details(change, day_text)])


def _about(change: OfObligation, roster: Roster, *, with_plan: bool) -> str:
    period = f", {period_text(parse_period(change.period))}" if change.period else ""
    plan = f"{change.plan}:" if with_plan else ""
    return f"{plan}{change.task}{period}, {_unit(change.unit, roster)}"


def _replaced(change: RestoreChange) -> str:
    """Say which ledger was replaced, by what a printed report shows of it."""
    if change.replaced_revision is not None and change.replaced_head is not None:
        return _(", in place of one that ended with update {n} (code {digest})").format(
            n=change.replaced_revision, digest=change.replaced_head[:8]
        )
    if change.replaced_sha256 is not None:
        return _(", in place of a file that could not be read (SHA-256 {digest})").format(
            digest=change.replaced_sha256[:8]
        )
    return _(", which was missing")


def _unit(unit_id: str, roster: Roster) -> str:
    unit = roster.unit(unit_id)
    return unit.name if unit else unit_id


def _details(change: Change, day_text: Callable[[dt.date], str]) -> list[str]:
    parts = []
    evidence = getattr(change, "evidence", ())
    if evidence:
        parts.append(evidence_text(evidence))
    basis = getattr(change, "basis", None)
    if basis:
        parts.append(_("by {basis}").format(basis=basis))
    answer_by = getattr(change, "answer_by", None)
    if answer_by:
        parts.append(_("answer due {day}").format(day=day_text(answer_by)))
    note = getattr(change, "note", None)
    if note:
        parts.append(str(note))
    supersedes = getattr(change, "supersedes", None)
    if supersedes:
        parts.append(_("corrects update {n}").format(n=supersedes))
    return parts
