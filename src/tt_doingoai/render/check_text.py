"""``ttdn check``: what is overdue, by task, for the morning's mail."""

from __future__ import annotations

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.grouping import TaskGroup
from tt_doingoai.assess.reminding import asks_for_letter
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.render.page import Page, labelled, page, paragraph
from tt_doingoai.render.phrases import (
    capital,
    days_late_text,
    last_day_text,
    office_days_key,
    task_code,
    task_heading,
)
from tt_doingoai.render.sources import caveats, judged_to, source_line
from tt_doingoai.render.status_text import list_title, listed_groups, status_lines, waiting_line
from tt_doingoai.render.unit_note import reminders_text, unit_with_note
from tt_doingoai.terms import name_of_status
from tt_doingoai.wording import _


def check_text(assessment: Assessment, where: Page) -> str:
    """Return what is overdue, and soon due where asked; nothing at all where nothing is."""
    groups = listed_groups(Timeliness.OVERDUE, assessment)
    overdue = [verdict for group in groups for verdict in group.verdicts]
    near = listed_groups(Timeliness.DUE_SOON, assessment) if where.soon else []
    if not (assessment.overdue or near or where.unfold):
        return ""
    lines: list[str] = []
    for caveat in caveats(assessment):
        lines += paragraph(caveat)
    numbers = ", ".join(tracked.plan.number for tracked in assessment.plans)
    title = list_title(Timeliness.OVERDUE, assessment, overdue)
    lines += paragraph(f"{numbers}. {judged_to(assessment)}")
    lines += paragraph(title)
    for group in groups:
        lines += ["", *task_lines(group, assessment)]
    if where.soon:
        soon = [verdict for group in near for verdict in group.verdicts]
        lines += ["", *paragraph(list_title(Timeliness.DUE_SOON, assessment, soon))]
        for group in near:
            lines += near_lines(group, assessment)
    shown = [*overdue, *(v for group in near for v in group.verdicts)]
    lines += [line for key in office_days_key(shown) for line in ["", *paragraph(key)]]
    waiting = waiting_line(assessment)
    lines += ["", *paragraph(waiting, rest="   ")] if waiting else []
    lines += [""]
    to_remind = any(map(asks_for_letter, overdue))
    if to_remind:
        lines += paragraph(
            _("Before reminding anyone, look into the register of incoming documents.")
        )
    if overdue:
        lines += paragraph(how_to_record(overdue[0], assessment))
    if to_remind:
        lines += paragraph(how_to_remind())
    return page([*lines, *paragraph(source_line(assessment))])


def task_lines(group: TaskGroup, assessment: Assessment) -> list[str]:
    """Return an overdue task, its deadline, and a line for each unit."""
    lines = paragraph(task_heading(group, assessment), rest="  ")
    deadline = last_day_text(group.any)
    lines += paragraph(capital(deadline), first="  ", rest="    ")
    for verdict in group.verdicts:
        unit = unit_with_note(verdict, day=assessment.day, alone=False)
        facts = [name_of_status(verdict.status), days_late_text(verdict.days_late or 0)]
        if verdict.history.reminders:
            facts.append(reminders_text(verdict, day=assessment.day))
        lines += paragraph(f"{unit}: {'; '.join(facts)}", first="  - ", rest="    ")
    return lines


def near_lines(group: TaskGroup, assessment: Assessment) -> list[str]:
    """Return a task that is soon due, its deadline, and its units by what was recorded."""
    lines = paragraph(task_heading(group, assessment), first=" ", rest="   ")
    lines += paragraph(capital(last_day_text(group.any)), first="   ", rest="     ")
    for label, units in status_lines(group, assessment.day):
        lines += labelled(label, units, indent=3)
    return lines


def how_to_remind() -> str:
    """Return the command that drafts the letters."""
    return _("To draft reminders: {command}").format(command="ttdn remind --overdue")


def how_to_record(verdict: Verdict, assessment: Assessment) -> str:
    """Return the command for a report that has arrived after all, ready to be changed."""
    obligation = verdict.obligation
    period = f" --period {obligation.key.period}" if obligation.period else ""
    command = f"ttdn done {task_code(verdict, assessment)} --unit {obligation.unit.id}{period}"
    return _("To record a report: {command} --on DAY").format(command=command)
