"""``ttdn check``: what is overdue, by task, for the morning's mail."""

from __future__ import annotations

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.grouping import TaskGroup
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.render.page import Page, page, paragraph
from tt_doingoai.render.phrases import (
    capital,
    caveats,
    days_late_text,
    judged_to,
    last_day_text,
    source_line,
    task_code,
    task_heading,
)
from tt_doingoai.render.status_text import list_title, listed_groups, waiting_line
from tt_doingoai.render.unit_note import unit_with_note
from tt_doingoai.terms import name_of_status
from tt_doingoai.wording import _


def check_text(assessment: Assessment, where: Page) -> str:
    """Return what is overdue; nothing at all where nothing is."""
    groups = listed_groups(Timeliness.OVERDUE, assessment)
    overdue = [verdict for group in groups for verdict in group.verdicts]
    if not assessment.overdue:
        return ""
    lines: list[str] = []
    for told in caveats(assessment):
        lines += paragraph(told)
    numbers = ", ".join(tracked.plan.number for tracked in assessment.plans)
    title = list_title(Timeliness.OVERDUE, assessment, overdue)
    lines += paragraph(f"{numbers}. {judged_to(assessment)}")
    lines += paragraph(title)
    for group in groups:
        lines += ["", *_group(group, assessment)]
    waiting = waiting_line(assessment)
    lines += ["", *paragraph(waiting, rest="   ")] if waiting else []
    lines += ["", *_what_to_type(overdue[0], assessment)] if overdue else [""]
    return page([*lines, *paragraph(source_line(assessment))])


def _group(group: TaskGroup, assessment: Assessment) -> list[str]:
    lines = paragraph(task_heading(group, assessment), rest="  ")
    deadline = last_day_text(group.any)
    lines += paragraph(capital(deadline), first="  ", rest="    ")
    for verdict in group.verdicts:
        unit = unit_with_note(verdict, day=assessment.day)
        late = days_late_text(verdict.days_late or 0)
        told = f"{unit}: {name_of_status(verdict.status)}; {late}"
        lines += paragraph(told, first="  - ", rest="    ")
    return lines


def _what_to_type(verdict: Verdict, assessment: Assessment) -> list[str]:
    """Return the command for a report that has arrived after all, ready to be changed."""
    obligation = verdict.obligation
    period = f" --period {obligation.key.period}" if obligation.period else ""
    command = f"ttdn done {task_code(verdict, assessment)} --unit {obligation.unit.id}{period}"
    lines = paragraph(_("Before reminding anyone, look into the register of incoming documents."))
    return [*lines, *paragraph(_("To record a report: {command} --on DAY").format(command=command))]
