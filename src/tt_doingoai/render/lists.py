"""Plans, units and problems as text and JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from tt_doingoai.loading.problems import Problem, is_error
from tt_doingoai.model.ledger import PlanClosedChange
from tt_doingoai.model.plan import Clause, Plan, placed_tasks
from tt_doingoai.model.units import Roster, Unit
from tt_doingoai.render.csv_text import as_csv
from tt_doingoai.render.deadline_text import rule_text
from tt_doingoai.render.documents import as_json, plain
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.render.phrases import note_text, version_text
from tt_doingoai.render.unit_note import life_sentences
from tt_doingoai.schedule.working_days import WorkingDays
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _, n_

# The end of plans' follow-up, by plan id.
Closed: TypeAlias = Mapping[str, PlanClosedChange]


def plans_text(plans: Sequence[Plan], closed: Closed) -> str:
    """Return every version of every plan, a line each, and which are followed no more."""
    lines: list[str] = []
    for plan in plans:
        tasks = len(placed_tasks(plan))
        told = f"{plan.id}, {version_text(plan)}: {plan.name}; "
        told += n_("{n} task", "{n} tasks", tasks)
        closing = closed.get(plan.id)
        if closing is not None:
            ended = _("follow-up ended on {day} ({basis})")
            told += "; " + ended.format(day=date_text(closing.on), basis=closing.basis)
        lines += paragraph(told, rest="  ")
    return page(lines)


def plans_json(plans: Sequence[Plan], closed: Closed) -> str:
    """Return ``ttdn/plans@1``: every version of every plan with its tasks."""
    told = [_plan_document(plan, closed.get(plan.id)) for plan in plans]
    return as_json({"format": "ttdn/plans@1", "plans": told})


def plan_text(plan: Plan, working_days: WorkingDays | None = None) -> str:
    """Return a whole plan, word for word, with its tasks and their deadlines.

    Args:
        plan: The version.
        working_days: By what last days move off days off, where the plan asks for that.
    """
    by = working_days if plan.deadline_rule == "next_working_day" else None
    lines = paragraph(f"{plan.number}. {plan.title}")
    lines += paragraph(version_text(plan))
    for label, documents in (
        (_("Carries out"), plan.legal_basis),
        (_("Refers to"), plan.references),
    ):
        for document in documents:
            told = [document.number, document.issuer or ""]
            told.append(date_text(document.date) if document.date else _("date not stated"))
            lines += paragraph(f"{label}: {', '.join(filter(None, told))}", rest="  ")
    for section in plan.sections:
        lines += ["", *paragraph(f"{section.id}. {section.title}")]
        for clause in section.clauses:
            lines += _clause_lines(clause, by)
    if plan.recipients:
        recipients = "; ".join(plan.recipients)
        lines += ["", *paragraph(_("Recipients: {names}").format(names=recipients))]
    return page([*lines, plan.signed] if plan.signed else lines)


PLANS_FORMATS = {"text": plans_text, "json": plans_json}


def units_text(roster: Roster, units: Sequence[Unit], day: dt.date) -> str:
    """Return units, a line each, with id, groups, aliases and life.

    Args:
        roster: Where the groups' names are.
        units: Which units.
        day: The day whose names and groups are told.
    """
    lines = paragraph(_("Sample list of units.")) if roster.sample else []
    for unit in units:
        groups = ", ".join(
            name for group, name in roster.groups.items() if unit.in_group_on(group, day)
        )
        told = f"{unit.name_on(day)} ({unit.id})"
        if unit.aliases:
            told += f"; {', '.join(unit.aliases)}"
        if groups:
            told += f"; {groups}"
        told = "; ".join([told, *life_sentences(unit, roster)])
        lines += paragraph(told, rest="  ")
    return page(lines)


def units_json(roster: Roster, units: Sequence[Unit], day: dt.date) -> str:
    """Return ``ttdn/units@1``: the roster's units with all their keys."""
    return as_json(
        {
            "format": "ttdn/units@1",
            "sample": roster.sample,
            "groups": dict(roster.groups),
            "units": [plain(unit) for unit in units],
        }
    )


def units_csv(roster: Roster, units: Sequence[Unit], day: dt.date) -> str:
    """Return the table that ``units import`` reads back."""
    rows = (
        (u.id, u.name, u.kind, ";".join(m.id for m in u.groups), ";".join(u.aliases)) for u in units
    )
    return as_csv(("id", "name", "kind", "groups", "alias"), rows)


UNITS_FORMATS = {"text": units_text, "json": units_json, "csv": units_csv}


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """Return problems as ``file:line:column: CODE message``, warnings marked as such."""
    lines = []
    for problem in problems:
        place = f"{problem.path}:{problem.line}:{problem.column}"
        mark = "" if is_error(problem) else _("(warning) ")
        code = f"{problem.code} " if problem.code else ""
        lines.append(f"{place}: {code}{mark}{problem.message}")
    return lines


def problems_text(problems: Sequence[Problem]) -> str:
    """Return every problem, a line each, and how many there are."""
    if not problems:
        return page([_("No errors.")])
    errors = sum(map(is_error, problems))
    count = n_("{n} error", "{n} errors", errors)
    warned = n_("{n} warning", "{n} warnings", len(problems) - errors)
    return page([*problem_lines(problems), f"{count}, {warned}."])


def problems_json(problems: Sequence[Problem]) -> str:
    """Return ``ttdn/problems@1``."""
    return as_json(
        {
            "format": "ttdn/problems@1",
            "problems": [{**p._asdict(), "severity": p.severity} for p in problems],
        }
    )


PROBLEMS_FORMATS = {"text": problems_text, "json": problems_json}


def _clause_lines(clause: Clause, by: WorkingDays | None, depth: int = 1) -> list[str]:
    indent = "  " * depth
    lines: list[str] = []
    for text in (clause.heading, clause.text):
        lines += paragraph(f"{clause.id}. {text}", first=indent, rest=indent) if text else []
    for note in clause.notes:
        lines += paragraph(note_text(note), first=indent, rest=indent)
    for task in clause.tasks:
        told = f"-> {task.id} {task.title}: {rule_text(task.deadline, by)}"
        lines += paragraph(told, first=f"{indent}  ", rest=f"{indent}     ")
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
