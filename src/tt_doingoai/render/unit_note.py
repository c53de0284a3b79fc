"""How a unit is named in a list: its name that day and, in brackets, what has happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import ExtensionChange, Status
from tt_doingoai.model.units import Roster, Unit
from tt_doingoai.render.phrases import days_late_text, near_date
from tt_doingoai.terms import date_text, letter_text, name_of_status, name_of_topic
from tt_doingoai.wording import _, n_


def names_in_line(verdicts: Iterable[Verdict], *, day: dt.date) -> str:
    """Return units in one line, each with what has happened."""
    return "; ".join(unit_with_note(verdict, day=day) for verdict in verdicts)


def unit_with_note(verdict: Verdict, *, day: dt.date, alone: bool = True) -> str:
    """Return a unit's name and, in brackets, what has happened: receipt, return, extension.

    Args:
        verdict: How its obligation stands.
        day: The day of the view.
        alone: Say in the brackets too how late it is and that it was reminded; else what stands
            beside the name says so.
    """
    notes = _receipt(verdict, day)
    notes += _request(verdict, day)
    if verdict.extension:
        notes.append(_extended(verdict.extension, day))
    if alone and verdict.days_late and _needs_lateness(verdict):
        notes.append(days_late_text(verdict.days_late))
    notes += handover_notes(verdict, day)
    if alone and verdict.history.reminders:
        notes.append(reminders_text(verdict, day=day))
    if verdict.needs_review:
        notes.append(_("needs review"))
    name = unit_name(verdict, day)
    return f"{name} ({', '.join(notes)})" if notes else name


def _needs_lateness(verdict: Verdict) -> bool:
    """Return whether it is late by other days than its task's last day says."""
    return bool(verdict.extension or verdict.awaits_office or verdict.frozen_on)


def handover_notes(verdict: Verdict, day: dt.date) -> list[str]:
    """Return from whom it was taken over, or that the unit ended and left it to nobody."""
    notes = []
    if verdict.inherited:
        names = ", ".join(_predecessor(before, verdict, day) for before in verdict.inherited)
        notes.append(_("taken over from {names}").format(names=names))
    if verdict.frozen_on:
        notes.append(
            _("existed until {day}").format(day=near_date(verdict.frozen_on, view_day=day))
        )
    return notes


def _predecessor(before: Verdict, heir: Verdict, day: dt.date) -> str:
    """Return an ended unit's name and, in brackets, what was recorded while it owed this."""
    notes = _receipt(before, day)
    record = before.history.status
    if record and before.status is Status.IN_PROGRESS:
        begun = near_date(record.change.on, view_day=day)
        notes.append(f"{name_of_status(before.status)} {begun}")
    notes += _request(before, day)
    if before.extension and before.extension != heir.extension:
        notes.append(_extended(before.extension, day))
    if before.history.reminders:
        notes.append(reminders_text(before, day=day))
    name = before.obligation.unit.name
    return f"{name} [{', '.join(notes)}]" if notes else name


def _request(verdict: Verdict, day: dt.date) -> list[str]:
    asked = verdict.history.asked_for
    if asked is None:
        return []
    return [f"{name_of_topic(asked.topic)} {near_date(asked.on, view_day=day)}"]


def _extended(extension: ExtensionChange, day: dt.date) -> str:
    extended = near_date(extension.to, view_day=day)
    return _("extended to {day} by {basis}").format(day=extended, basis=extension.basis)


def _receipt(verdict: Verdict, day: dt.date) -> list[str]:
    record = verdict.history.status
    if record is None or verdict.status not in (Status.RECEIVED, Status.RETURNED):
        return []
    notes = []
    waits = verdict.status is Status.RECEIVED
    received = record.change.on if waits else verdict.history.received_on
    if received:
        notes.append(_("received {day}").format(day=near_date(received, view_day=day)))
    if verdict.status is Status.RETURNED:
        returned = near_date(record.change.on, view_day=day)
        notes.append(_("returned {day}").format(day=returned))
    if record.change.answer_by:
        asked = near_date(record.change.answer_by, view_day=day)
        notes.append(_("answer due {day}").format(day=asked))
    return notes


def reminders_text(verdict: Verdict, *, day: dt.date, numbers: bool = False) -> str:
    """Return how often and when a unit was reminded, and by which letters where there is room."""
    sent = [
        (e.change.number, near_date(e.change.on, view_day=day)) for e in verdict.history.reminders
    ]
    letters = (
        "; ".join(letter_text(number, on) for number, on in sent)
        if numbers
        else ", ".join(on for _number, on in sent)
    )
    return n_("reminded {n} time", "reminded {n} times", len(sent)) + f" ({letters})"


def unit_name(verdict: Verdict, day: dt.date) -> str:
    """Return the unit's name as it was on the day of the view."""
    return verdict.obligation.unit.name_on(day)


def life_sentences(unit: Unit, roster: Roster) -> list[str]:
    """Return what is dated in a unit's life: its days, its successors, its former names."""
    facts = []
    if unit.since:
        facts.append(_("since {day}").format(day=date_text(unit.since)))
    if unit.until:
        facts.append(_("existed until {day}").format(day=date_text(unit.until)))
    if unit.successors:
        names = (roster.unit(successor) for successor in unit.successors)
        facts.append(_("succeeded by {names}").format(names=", ".join(u.name for u in names if u)))
    if unit.decision:
        facts.append(_("by {basis}").format(basis=unit.decision.number))
    for former in unit.former_names:
        name = _("until {day} named {name}").format(day=date_text(former.until), name=former.name)
        decided = _("by {basis}").format(basis=former.decision.number) if former.decision else ""
        facts.append(f"{name}, {decided}" if decided else name)
    return facts
