"""What two versions of a plan say differently, word for word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from tt_doingoai.assess.plan_diff import ClauseDiff, PlanDiff, TaskDiff
from tt_doingoai.model.period import parse_period
from tt_doingoai.model.plan import CitedDocument, PlacedTask, Plan
from tt_doingoai.model.units import Roster
from tt_doingoai.render.deadline_text import rule_text
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.schedule.working_days import DaysOff, WorkingDays, days_off_of
from tt_doingoai.terms import date_text, name_of_status, period_text
from tt_doingoai.wording import _

D = TypeVar("D", ClauseDiff, TaskDiff)


def plan_diff_text(diff: PlanDiff, roster: Roster, working_days: WorkingDays | None) -> str:
    """Return the clauses and tasks that differ, and the recorded statuses that touches.

    Args:
        diff: What differs.
        roster: Where the units' names are.
        working_days: Which days are worked, where a version asks for a calendar.
    """
    after = diff.after
    heading = f"{after.name}: " + _("version {before} and version {after}").format(
        before=diff.before.version, after=after.version
    )
    if after.effective_from:
        heading += ", " + _("in force from {day}").format(day=date_text(after.effective_from))
    if after.amended_by:
        heading += ", " + _("by {basis}").format(basis=_document(after.amended_by))
    lines = paragraph(f"{heading}.")
    lines += _field_lines(diff)
    if not diff.clauses and not diff.tasks:
        return page([*lines, *paragraph(_("The clauses and tasks are the same."))])
    for title, clauses in _by_kind(diff.clauses, _clause_titles()):
        lines += ["", *paragraph(f"{title}: {len(clauses)}")]
        for clause in clauses:
            lines += _clause_lines(clause, diff)
    for title, tasks in _by_kind(diff.tasks, _task_titles()):
        lines += ["", *paragraph(f"{title}: {len(tasks)}")]
        for task in tasks:
            lines += _task_lines(task, diff, roster, working_days)
    return page(lines)


def _clause_titles() -> tuple[str, str, str]:
    return _("Clauses added"), _("Clauses removed"), _("Clauses with other words")


def _task_titles() -> tuple[str, str, str]:
    return _("Tasks added"), _("Tasks removed"), _("Tasks changed")


def _by_kind(diffs: Sequence[D], titles: tuple[str, str, str]) -> list[tuple[str, list[D]]]:
    """Return what was added, removed and changed, each under its title; none that is empty."""
    added, removed, changed = titles
    kinds = (
        (added, [diff for diff in diffs if diff.before is None]),
        (removed, [diff for diff in diffs if diff.after is None]),
        (changed, [diff for diff in diffs if diff.before and diff.after]),
    )
    return [(title, found) for title, found in kinds if found]


def _clause_lines(clause: ClauseDiff, diff: PlanDiff) -> list[str]:
    lines = paragraph(f"{clause.citation} ({clause.id})", first="- ", rest="  ")
    for version, side in ((diff.before.version, clause.before), (diff.after.version, clause.after)):
        for words in filter(None, (side.heading, side.text) if side else ()):
            text = _("version {n}").format(n=version) + f": “{words}”"
            lines += paragraph(text, first="  ", rest="    ")
    return lines


def _task_lines(
    task: TaskDiff, diff: PlanDiff, roster: Roster, working_days: WorkingDays | None
) -> list[str]:
    place = task.after or task.before
    assert place is not None
    parts = ", ".join(_part_names()[part] for part in task.changed)
    head = f"{task.id} {place.task.title}" + (f": {parts}" if parts else "")
    lines = paragraph(head, first="- ", rest="  ")
    for plan, side in ((diff.before, task.before), (diff.after, task.after)):
        days_off = days_off_of(plan, working_days)
        text = _side_text(task, side, roster, days_off) if side else ""
        if text:
            text = _("version {n}").format(n=plan.version) + f": {text}"
            lines += paragraph(text, first="  ", rest="    ")
    if task.touched:
        names = "; ".join(_touched(task, roster))
        if task.after is None:
            message = _("Recorded statuses without a task from now on: {names}")
        else:
            message = _("Recorded statuses that need review: {names}")
        lines += paragraph(message.format(names=names), first="  ", rest="    ")
    return lines


def _part_names() -> dict[str, str]:
    return {
        "title": _("title"),
        "words": _("words"),
        "lead": _("lead"),
        "supporting": _("supporting units"),
        "deliverable": _("deliverable"),
        "deadline": _("deadline"),
        "interpretation": _("interpretation"),
    }


def _side_text(task: TaskDiff, place: PlacedTask, roster: Roster, days_off: DaysOff) -> str:
    """Return one version of a task: whole where it was added or removed, else what differs."""
    names = {unit.id: unit.name for unit in roster.units} | dict(roster.groups)

    def named(ids: Sequence[str]) -> str:
        return "; ".join(names.get(id_, id_) for id_ in ids) or "-"

    parts = []
    if not task.changed or {"deadline", "lead", "title"} & {*task.changed}:
        rule = rule_text(place.task.deadline, days_off)
        parts.append(f"{place.task.title} ({named(place.task.lead)}). {rule}")
    values = {
        "supporting": named(place.task.supporting),
        "deliverable": place.task.deliverable or "-",
        "interpretation": place.task.interpretation or "-",
    }
    parts += [f"{_part_names()[k]}: {value}" for k, value in values.items() if k in task.changed]
    return " ".join(parts) if len(parts) < 2 else " ".join([parts[0], "; ".join(parts[1:])])


def _field_lines(diff: PlanDiff) -> list[str]:
    """Return the fields of the plan's own head that differ, each as it was and as it is."""
    lines = []
    for name in diff.fields:
        # The heading says since when and by what document the later version is in force.
        if name in ("effective_from", "amended_by") and getattr(diff.before, name) is None:
            continue
        sides = ((p.version, _field_text(p, name)) for p in (diff.before, diff.after))
        values = "; ".join(_("version {n}").format(n=n) + f": {value}" for n, value in sides)
        lines += paragraph(f"{_field_names()[name]}: {values}", first="- ", rest="  ")
    return lines


def _field_text(plan: Plan, name: str) -> str:
    if name == "deadline_rule":
        stated = plan.deadline_rule == "as_stated"
        return (
            _("last days as stated, not moved off days off")
            if stated
            else _("last days moved to the next working day")
        )
    match getattr(plan, name):
        case dt.date() as day:
            return date_text(day)
        case CitedDocument() as document:
            return _document(document)
        case value:
            return str(value) if value else "-"


def _field_names() -> dict[str, str]:
    return {
        "number": _("Number"),
        "title": _("Subject"),
        "short_title": _("Short title"),
        "issuer": _("Issuer"),
        "issued_on": _("Issued on"),
        "effective_from": _("In force from"),
        "amended_by": _("Amended by"),
        "signed": _("Signed"),
        "deadline_rule": _("Days off"),
    }


def _touched(task: TaskDiff, roster: Roster) -> list[str]:
    names = []
    for key, entry in task.touched:
        unit = roster.unit(key.unit)
        period = f", {period_text(parse_period(key.period))}" if key.period else ""
        status = f"{name_of_status(entry.change.status)} {date_text(entry.change.on)}"
        names.append(f"{unit.name if unit else key.unit}{period} ({status})")
    return names


def _document(document: CitedDocument) -> str:
    return f"{document.number}, {date_text(document.date)}" if document.date else document.number
