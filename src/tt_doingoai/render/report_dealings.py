"""Reminders that went out; extensions asked for, refused and granted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.dealings import (
    Granted,
    Letter,
    Noted,
    Tells,
    extensions_of,
    letters_sent,
    notes_of,
)
from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.report import Report
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import ExtensionChange, Topic
from tt_doingoai.render.prose import Block, Heading, Items
from tt_doingoai.render.records_text import evidence_text
from tt_doingoai.render.report_lists import listed_if_recorded
from tt_doingoai.render.report_parts import short_place
from tt_doingoai.render.unit_note import unit_name
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _, n_


def dealings() -> tuple[Callable[[Report], list[Block]], ...]:
    """Return the parts: reminders, requests, refusals, extensions granted."""
    return reminders, _requests, _refusals, _extensions


def reminders(report: Report) -> list[Block]:
    """Return every reminder that went out: its day, number and units."""
    return reminders_listed(letters_sent(*_scope(report)), report.whole)


def reminders_listed(letters: Sequence[Letter], picture: Assessment) -> list[Block]:
    """Return letters, how many there are and to how many units they went."""
    if not letters:
        return listed_if_recorded(_("Reminders sent"), [])
    heading = _("{title}: {times}, {turns}.").format(
        title=_("Reminders sent"),
        times=n_("{n} time", "{n} times", len(letters)),
        turns=n_("{n} unit reminded", "{n} units reminded", sum(of.units for of in letters)),
    )
    return [Heading(heading), Items([_letter(letter, picture) for letter in letters])]


def _requests(report: Report) -> list[Block]:
    items = [_request(noted, report) for noted in _notes(report, Topic.REQUEST)]
    return listed_if_recorded(_("Extensions asked for"), items)


def _refusals(report: Report) -> list[Block]:
    items = [_note(noted, report) for noted in _notes(report, Topic.REFUSAL)]
    return listed_if_recorded(_("Extensions refused"), items)


def _extensions(report: Report) -> list[Block]:
    items = [granted_text(granted, report.whole) for granted in extensions_of(*_scope(report))]
    return listed_if_recorded(_("Extensions granted"), items)


def _notes(report: Report, topic: Topic) -> list[Noted]:
    verdicts, tells = _scope(report)
    return notes_of(verdicts, topic, tells)


def _scope(report: Report) -> tuple[list[Verdict], Tells]:
    """Return every obligation, and which of its entries are told.

    Those of what is counted, what ended units left to others included, for letters went to them
    too; of a period also what is dated in it: an extension moves its obligation to a later one.
    """
    counted = {v.obligation.key for v in (*report.counted.verdicts, *report.counted.passed_on)}
    period = report.period

    def tells(verdict: Verdict, entry: Entry[Any]) -> bool:
        if verdict.obligation.key in counted:
            return True
        return period is not None and period.first_day <= entry.change.on <= period.last_day

    return [*report.whole.verdicts, *report.whole.passed_on], tells


def _letter(letter: Letter, picture: Assessment) -> str:
    by_task: dict[str, list[str]] = {}
    for verdict in letter.reminded:
        names = by_task.setdefault(short_place(verdict, picture), [])
        names.append(unit_name(verdict, picture.day))
    about = "; ".join(f"{task}: {', '.join(names)}" for task, names in by_task.items())
    units = n_("{n} unit", "{n} units", letter.units)
    number = letter.number or _("without a number")
    return f"{date_text(letter.on)}, {number}, {units}. {about}."


def _request(noted: Noted, report: Report) -> str:
    answer = noted.verdict.history.answer_to(noted.entry)
    if answer is None:
        outcome = _("not answered yet")
    elif isinstance(answer, ExtensionChange):
        outcome = _("granted on {day}, to {to}").format(
            day=date_text(answer.on), to=date_text(answer.to)
        )
    else:
        outcome = _("refused on {day}").format(day=date_text(answer.on))
    return f"{_note(noted, report).rstrip('.')}; {outcome}."


def _note(noted: Noted, report: Report) -> str:
    change = noted.entry.change
    text = "; ".join(filter(None, (change.text, evidence_text(change.evidence))))
    return f"{who(noted.verdict, report.whole)}, {date_text(change.on)}: {text.rstrip('.')}."


def granted_text(granted: Granted, picture: Assessment) -> str:
    """Return an extension: of what, to which day, by which document."""
    change = granted.entry.change
    stated = granted.verdict.obligation.stated_last_day
    text = _("to {to} by {basis} of {day}").format(
        to=date_text(change.to), basis=change.basis, day=date_text(change.on)
    )
    if stated is not None and stated < change.to:  # a plan amended since may ask for it later
        text += _(" (the plan's last day: {day})").format(day=date_text(stated))
    note = f"; {change.note}" if change.note else ""
    return f"{who(granted.verdict, picture)}: {text}{note}."


def who(verdict: Verdict, picture: Assessment) -> str:
    """Return a unit, and the task that it is about."""
    return f"{unit_name(verdict, picture.day)}, {short_place(verdict, picture)}"
