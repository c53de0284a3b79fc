"""``ttdn explain``: the clause word for word, the rule, the last day and how it was reached."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import OPEN, Verdict
from tt_doingoai.assess.view import Entry
from tt_doingoai.model.deadline import Before, By, Deadline, Every, Ongoing, Unstated, Within
from tt_doingoai.model.ledger import KIND_OF
from tt_doingoai.model.plan import PlacedTask, Plan
from tt_doingoai.render.documents import as_json, header, obligation_document, plain
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.render.phrases import (
    caveats,
    days_late_text,
    judged_to,
    note_text,
    record_sentences,
    source_line,
)
from tt_doingoai.schedule.last_day import occurrences
from tt_doingoai.schedule.working_days import WorkingDays
from tt_doingoai.terms import (
    date_and_weekday,
    date_text,
    name_of_status,
    name_of_timeliness,
    period_text,
)
from tt_doingoai.wording import _, n_


def explain_text(assessment: Assessment, plan: Plan, place: PlacedTask) -> str:
    """Return everything about a task, to which the assessment was narrowed."""
    lines: list[str] = []
    for told in caveats(assessment):
        lines += paragraph(told)
    lines += paragraph(f"{place.task.id}. {place.task.title}")
    version = _("version {n}").format(n=plan.version)
    lines += paragraph(f"{plan.name} ({version}), {place.citation}")
    lines += _who(place, assessment)
    lines += ["", _("Word for word:")]
    for clause in place.clauses:
        for text in (clause.heading, clause.text):
            lines += paragraph(f"“{text}”", first="  ", rest="  ") if text else []
        for note in clause.notes:
            lines += paragraph(note_text(note), first="  ", rest="  ")
    by = assessment.working_days if plan.deadline_rule == "next_working_day" else None
    lines += ["", *paragraph(_("Deadline: {rule}").format(rule=rule_text(place.task.deadline, by)))]
    if place.task.interpretation:
        told = _("How the office reads it: {text}").format(text=place.task.interpretation)
        lines += paragraph(told)
    lines += ["", *paragraph(f"{judged_to(assessment)}:")]
    if not assessment.listed:
        told = _("Nothing is owed on that day: no period has begun, or the unit does not answer.")
        lines += paragraph(told)
    closed = any(tracked.closing for tracked in assessment.plans)
    for verdict in assessment.listed:
        for block in _verdict(verdict, assessment.day, closed=closed):
            lines += block
    return page([*lines, "", *paragraph(source_line(assessment))])


def explain_json(assessment: Assessment, plan: Plan, place: PlacedTask) -> str:
    """Return ``ttdn/explain@1``: the task, its words, and each obligation with its records."""
    task = place.task
    told: dict[str, Any] = {
        **header(assessment, "ttdn/explain@1"),
        "task": {
            "plan": plan.id,
            "id": task.id,
            "title": task.title,
            "citation": place.citation,
            "lead": list(task.lead),
            "supporting": list(task.supporting),
            "deliverable": task.deliverable,
            "interpretation": task.interpretation,
            "rule": task.deadline.rule,
            "wording": task.deadline.wording,
        },
        "clauses": [
            {
                "id": clause.id,
                "heading": clause.heading,
                "text": clause.text,
                "notes": [{"kind": note.kind, "text": note.text} for note in clause.notes],
            }
            for clause in place.clauses
        ],
        "obligations": [
            {
                **obligation_document(verdict, assessment),
                "records": _records(verdict),
            }
            for verdict in assessment.listed
        ],
    }
    return as_json(told)


def _records(verdict: Verdict) -> list[dict[str, Any]]:
    """Return what stands of an obligation, by kind, each record with its revision."""
    history = verdict.history
    entries: list[Entry[Any]] = [
        *history.statuses,
        *history.extensions,
        *history.notes,
        *history.confirmations,
        *history.reminders,
    ]
    return [
        {"revision": revision, "kind": KIND_OF[type(change)], **plain(change)}
        for revision, change in sorted(entries, key=lambda entry: entry.revision)
    ]


def rule_text(deadline: Deadline, working_days: WorkingDays | None = None) -> str:
    """Return a deadline's rule in a sentence: the plan's words and how the last day follows.

    Args:
        deadline: The rule.
        working_days: By what the day moves off days off, where the plan asks for that.
    """
    told = _stated_text(deadline)
    if working_days is None or isinstance(deadline, Ongoing | Unstated):
        return told
    if isinstance(deadline, Every):
        return told + " " + _("A last day that is a day off moves to the next working day.")
    stated = _once(deadline)
    moved = working_days.next_from(stated)
    if moved == stated:
        return told
    return (
        told
        + " "
        + _("That is a day off, so the last day moves to {day}.").format(
            day=date_and_weekday(moved)
        )
    )


def _stated_text(deadline: Deadline) -> str:
    match deadline:
        case Within(period=period, wording=wording):
            return _('"{wording}": within {period}, so the last day is {day}.').format(
                wording=wording,
                period=period_text(period),
                day=_last_day(deadline),
            )
        case Before(date=date, wording=wording):
            return _('"{wording}": before {date}, so the last day is {day}.').format(
                wording=wording,
                date=date_text(date),
                day=_last_day(deadline),
            )
        case By(wording=wording):
            return _('"{wording}": by {date}, which is the last day.').format(
                wording=wording, date=_last_day(deadline)
            )
        case Every():
            return _every_text(deadline)
        case Ongoing(wording=wording):
            return _('"{wording}": a standing duty, never overdue.').format(wording=wording)
        case Unstated():
            return _("the words state no time; never overdue.")


def _last_day(deadline: Within | Before | By) -> str:
    """Return the last day that the schedule derives from a deadline due once."""
    return date_and_weekday(_once(deadline))


def _once(deadline: Within | Before | By) -> dt.date:
    (once,) = occurrences(deadline, day=dt.date.min)
    assert once.last_day is not None
    return once.last_day


def _every_text(every: Every) -> str:
    names = {
        "year": _("every year"),
        "half": _("every half-year"),
        "quarter": _("every quarter"),
        "month": _("every month"),
    }
    told = _('"{wording}": {every}, since {since}').format(
        wording=every.wording, every=names[every.period], since=period_text(every.since)
    )
    if every.until:
        told += _(", until {until}").format(until=period_text(every.until))
    if every.cutoff is None:
        return told + _("; the plan gives no day, so the office takes the period's last day (*).")
    rule = _("before") if every.cutoff.rule == "before" else _("by")
    return told + _("; in each period {rule} {day}.").format(rule=rule, day=_cutoff_text(every))


def _cutoff_text(every: Every) -> str:
    """Return the cut-off day as people name it: 15/12; ngày 25; ngày 15 tháng thứ 3 của kỳ."""
    assert every.cutoff is not None
    cutoff = every.cutoff.day
    if every.period == "year":
        told = f"{cutoff.day:02d}/{cutoff.month}"
    elif every.period == "month":
        told = str(cutoff.day)
    else:
        told = _("{day} of its month {month}").format(day=cutoff.day, month=cutoff.month)
    if not cutoff.shift:
        return told
    return told + " " + n_("of the next period", "of the period {n} later", cutoff.shift)


def _who(place: PlacedTask, assessment: Assessment) -> list[str]:
    names = {unit.id: unit.name for unit in assessment.roster.units}
    names |= assessment.roster.groups
    # "Chủ trì" stands only beside "phối hợp" (design 2).
    label = _("Lead, with others: {names}") if place.task.supporting else _("Lead: {names}")
    told = label.format(names="; ".join(names[lead] for lead in place.task.lead))
    lines = paragraph(told)
    if place.task.supporting:
        helpers = "; ".join(names[name] for name in place.task.supporting)
        lines += paragraph(_("Supporting: {names}").format(names=helpers))
    if place.task.deliverable:
        lines += paragraph(_("Deliverable: {name}").format(name=place.task.deliverable))
    return lines


def _verdict(verdict: Verdict, day: dt.date, *, closed: bool) -> list[list[str]]:
    obligation = verdict.obligation
    name = obligation.unit.name_on(day)
    if obligation.period:
        name += f", {period_text(obligation.period)}"
    told = f"{name}: {name_of_timeliness(verdict.timeliness)}; {name_of_status(verdict.status)}"
    if closed and verdict.timeliness in OPEN:
        told += "; " + _("open when the follow-up ended")
    if verdict.days_late:
        told += f"; {days_late_text(verdict.days_late)}"
    if verdict.last_day:
        last = date_text(verdict.last_day)
        told += "; " + _("last day {day}").format(day=last)
        told += "" if obligation.day_stated else " (*)"
        if verdict.extension and obligation.stated_last_day:
            stated = date_text(obligation.stated_last_day)
            told += " " + _("(extended; by the plan {day})").format(day=stated)
    blocks = [paragraph(f"- {told}", rest="  ")]
    if verdict.history.statuses or verdict.history.extensions or verdict.history.notes:
        blocks.append(paragraph(" ".join(record_sentences(verdict)), first="  ", rest="  "))
    if verdict.history.reminders:
        count = len(verdict.history.reminders)
        reminded = n_("reminded {n} time", "reminded {n} times", count)
        blocks.append(paragraph(f"{reminded}.", first="  ", rest="  "))
    return blocks
