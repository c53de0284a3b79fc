"""A task as people read it: its words, its last day, how it was reached, who is late."""

from __future__ import annotations

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import OPEN, Verdict
from tt_doingoai.model.plan import PlacedTask, Plan
from tt_doingoai.model.units import Unit
from tt_doingoai.render.deadline_text import rule_text
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.render.phrases import capital, days_late_text, note_text
from tt_doingoai.render.records_text import record_sentences
from tt_doingoai.render.sources import caveats, judged_to, source_line, version_text
from tt_doingoai.render.unit_note import life_sentences, reminders_text
from tt_doingoai.schedule.working_days import days_off_of
from tt_doingoai.terms import date_text, name_of_status, name_of_timeliness, period_text
from tt_doingoai.wording import _


def explain_text(assessment: Assessment, plan: Plan, place: PlacedTask) -> str:
    """Return everything about a task, to which the assessment was narrowed."""
    lines: list[str] = []
    for caveat in caveats(assessment):
        lines += paragraph(caveat)
    lines += paragraph(f"{place.task.id}. {place.task.title}")
    lines += paragraph(f"{plan.name} ({version_text(plan)}), {place.citation}")
    lines += _who(place, assessment)
    lines += ["", _("Word for word:")]
    for clause in place.clauses:
        for text in (clause.heading, clause.text):
            lines += paragraph(f"“{text}”", first="  ", rest="  ") if text else []
        for note in clause.notes:
            lines += paragraph(note_text(note), first="  ", rest="  ")
    by = days_off_of(plan, assessment.working_days)
    lines += ["", *paragraph(_("Deadline: {rule}").format(rule=rule_text(place.task.deadline, by)))]
    if place.task.interpretation:
        text = _("How the office reads it: {text}").format(text=place.task.interpretation)
        lines += paragraph(text)
    lines += ["", *paragraph(f"{judged_to(assessment)}:")]
    if not assessment.listed and not assessment.passed_on:
        text = _("Nothing is owed on that day: no period has begun, or the unit does not answer.")
        lines += paragraph(text)
    closed = any(tracked.closing for tracked in assessment.plans)
    for verdict in assessment.listed:
        lines += _verdict(verdict, assessment, closed=closed)
    for verdict in assessment.passed_on:
        lines += _passed_on(verdict, assessment)
    return page([*lines, "", *paragraph(source_line(assessment))])


def _who(place: PlacedTask, assessment: Assessment) -> list[str]:
    names = {unit.id: unit.name for unit in assessment.roster.units}
    names |= assessment.roster.groups
    # "Chủ trì" stands only beside "phối hợp" (design 2).
    label = _("Lead, with others: {names}") if place.task.supporting else _("Lead: {names}")
    lines = paragraph(label.format(names="; ".join(names[lead] for lead in place.task.lead)))
    if place.task.supporting:
        helpers = "; ".join(names[name] for name in place.task.supporting)
        lines += paragraph(_("Supporting: {names}").format(names=helpers))
    if place.task.deliverable:
        lines += paragraph(_("Deliverable: {name}").format(name=place.task.deliverable))
    return lines


def _verdict(verdict: Verdict, assessment: Assessment, *, closed: bool) -> list[str]:
    obligation = verdict.obligation
    parts = [name_of_timeliness(verdict.timeliness), name_of_status(verdict.status)]
    if closed and verdict.timeliness in OPEN:
        parts.append(_("open when the follow-up ended"))
    if verdict.days_late:
        parts.append(days_late_text(verdict.days_late))
    if verdict.last_day:
        parts.append(_last_day(verdict))
    if verdict.frozen_on:
        parts.append(_("frozen on the unit's last day, as it has no successor"))
    lines = paragraph(f"- {_name(verdict, assessment)}: {'; '.join(parts)}", rest="  ")
    lines += _life(obligation.unit, assessment)
    lines += _history(verdict, assessment)
    for before in verdict.inherited:
        name = _name(before, assessment)
        lines += _inside(_("Taken over from {name}.").format(name=name))
        lines += _life(before.obligation.unit, assessment)
        lines += _history(before, assessment)
    return lines


def _passed_on(verdict: Verdict, assessment: Assessment) -> list[str]:
    """Return what an ended unit left open, which is in no figure any more."""
    text = f"- {_name(verdict, assessment)}: " + _("left open, and its successors' now")
    return [
        *paragraph(text, rest="  "),
        *_life(verdict.obligation.unit, assessment),
        *_history(verdict, assessment),
    ]


def _name(verdict: Verdict, assessment: Assessment) -> str:
    name = verdict.obligation.unit.name_on(assessment.day)
    period = verdict.obligation.period
    return f"{name}, {period_text(period)}" if period else name


def _last_day(verdict: Verdict) -> str:
    assert verdict.last_day is not None
    text = _("last day {day}").format(day=date_text(verdict.last_day))
    text += "" if verdict.obligation.day_stated else " (*)"
    stated = verdict.obligation.stated_last_day
    if verdict.extension and stated:
        text += " " + _("(extended; by the plan {day})").format(day=date_text(stated))
    unrolled = verdict.obligation.unrolled_last_day
    if unrolled and unrolled != stated:
        text += " " + _("(the plan's own day, {day}, is a day off)").format(day=date_text(unrolled))
    return text


def _life(unit: Unit, assessment: Assessment) -> list[str]:
    """Return the dated facts of a unit's life; nothing where it has none."""
    facts = life_sentences(unit, assessment.roster)
    return _inside(_("The unit: {facts}.").format(facts="; ".join(facts))) if facts else []


def _history(verdict: Verdict, assessment: Assessment) -> list[str]:
    lines = []
    sentences = record_sentences(verdict, own_only=True)
    lines += _inside(" ".join(sentences)) if sentences else []
    if verdict.history.reminders:
        reminded = reminders_text(verdict, day=assessment.day, numbers=True)
        lines += _inside(f"{capital(reminded)}.")
    return lines


def _inside(text: str) -> list[str]:
    return paragraph(text, first="  ", rest="  ")
