"""Plans: the list of their versions, and one word for word with its tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from tt_doingoai.model.ledger import PlanClosedChange
from tt_doingoai.model.plan import Clause, Plan, placed_tasks
from tt_doingoai.render.deadline_text import rule_text
from tt_doingoai.render.documents import as_json, plain
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.render.phrases import note_text
from tt_doingoai.render.sources import version_text
from tt_doingoai.schedule.working_days import DaysOff, WorkingDays, days_off_of
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _, n_

# The end of plans' follow-up, by plan id.
Closed: TypeAlias = Mapping[str, PlanClosedChange]


def plans_text(plans: Sequence[Plan], closed: Closed) -> str:
    """Return every version of every plan, a line each, and which are followed no more."""
    lines: list[str] = []
    for plan in plans:
        tasks = len(placed_tasks(plan))
        text = f"{plan.id}, {version_text(plan)}: {plan.name}; "
        text += n_("{n} task", "{n} tasks", tasks)
        closing = closed.get(plan.id)
        if closing is not None:
            ended = _("follow-up ended on {day} ({basis})")
            text += "; " + ended.format(day=date_text(closing.on), basis=closing.basis)
        lines += paragraph(text, rest="  ")
    return page(lines)


def plans_json(plans: Sequence[Plan], closed: Closed) -> str:
    """Return ``ttdn/plans@1``: every version of every plan with its tasks."""
    documents = [_plan_document(plan, closed.get(plan.id)) for plan in plans]
    return as_json({"format": "ttdn/plans@1", "plans": documents})


def plan_text(plan: Plan, working_days: WorkingDays | None = None) -> str:
    """Return a whole plan, word for word, with its tasks and their deadlines.

    Args:
        plan: The version.
        working_days: Which days are worked, where a plan asks for a calendar.
    """
    by = days_off_of(plan, working_days)
    lines = paragraph(f"{plan.number}. {plan.title}")
    lines += paragraph(version_text(plan))
    for label, documents in (
        (_("Carries out"), plan.legal_basis),
        (_("Refers to"), plan.references),
    ):
        for document in documents:
            parts = [document.number, document.issuer or ""]
            parts.append(date_text(document.date) if document.date else _("date not stated"))
            lines += paragraph(f"{label}: {', '.join(filter(None, parts))}", rest="  ")
    for section in plan.sections:
        lines += ["", *paragraph(f"{section.id}. {section.title}")]
        for clause in section.clauses:
            lines += _clause_lines(clause, by)
    if plan.recipients:
        recipients = "; ".join(plan.recipients)
        lines += ["", *paragraph(_("Recipients: {names}").format(names=recipients))]
    return page([*lines, plan.signed] if plan.signed else lines)


def _clause_lines(clause: Clause, by: DaysOff, depth: int = 1) -> list[str]:
    indent = "  " * depth
    lines: list[str] = []
    for text in (clause.heading, clause.text):
        lines += paragraph(f"{clause.id}. {text}", first=indent, rest=indent) if text else []
    for note in clause.notes:
        lines += paragraph(note_text(note), first=indent, rest=indent)
    for task in clause.tasks:
        task_line = f"-> {task.id} {task.title}: {rule_text(task.deadline, by)}"
        lines += paragraph(task_line, first=f"{indent}  ", rest=f"{indent}     ")
    for inner in clause.clauses:
        lines += _clause_lines(inner, by, depth + 1)
    return lines


def _plan_document(plan: Plan, closing: PlanClosedChange | None) -> dict[str, Any]:
    return {
        "id": plan.id,
        "version": plan.version,
        "number": plan.number,
        "title": plan.title,
        "short_title": plan.short_title,
        "issuer": plan.issuer,
        "issued_on": plain(plan.issued_on),
        "effective_from": plain(plan.effective_from),
        "deadline_rule": plan.deadline_rule,
        "closed_on": plain(closing.on if closing else None),
        "tasks": [
            {
                "id": place.task.id,
                "title": place.task.title,
                "citation": place.citation,
                "lead": list(place.task.lead),
                "rule": place.task.deadline.rule,
                "wording": place.task.deadline.wording,
            }
            for place in placed_tasks(plan)
        ],
    }
