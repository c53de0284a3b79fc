"""``ttdn/plan-diff@1``: what two versions of a plan say differently, for programs."""

from __future__ import annotations

from typing import Any

from tt_doingoai.assess.plan_diff import PlanDiff
from tt_doingoai.model.deadline import Deadline, written_fields
from tt_doingoai.model.plan import Clause, PlacedTask
from tt_doingoai.model.units import Roster
from tt_doingoai.render.documents import as_json, plain
from tt_doingoai.schedule.working_days import WorkingDays


def plan_diff_json(diff: PlanDiff, roster: Roster, working_days: WorkingDays | None) -> str:
    """Return ``ttdn/plan-diff@1``; deadlines stand in it as the files write them."""
    return as_json(
        {
            "format": "ttdn/plan-diff@1",
            "plan": diff.after.id,
            "before": diff.before.version,
            "after": diff.after.version,
            "effective_from": plain(diff.after.effective_from),
            "amended_by": plain(diff.after.amended_by),
            "fields": [
                {
                    "name": name,
                    "before": plain(getattr(diff.before, name)),
                    "after": plain(getattr(diff.after, name)),
                }
                for name in diff.fields
            ],
            "clauses": [
                {
                    "id": clause.id,
                    "citation": clause.citation,
                    "before": _clause_document(clause.before),
                    "after": _clause_document(clause.after),
                }
                for clause in diff.clauses
            ],
            "tasks": [
                {
                    "id": task.id,
                    "changed": list(task.changed),
                    "before": _task_document(task.before),
                    "after": _task_document(task.after),
                    "touched": [
                        {
                            "unit": key.unit,
                            "period": key.period,
                            "status": entry.change.status.value,
                            "on": entry.change.on.isoformat(),
                            "revision": entry.revision,
                        }
                        for key, entry in task.touched
                    ],
                }
                for task in diff.tasks
            ],
        }
    )


def _clause_document(clause: Clause | None) -> dict[str, Any] | None:
    return {"heading": clause.heading, "text": clause.text} if clause else None


def _task_document(place: PlacedTask | None) -> dict[str, Any] | None:
    if place is None:
        return None
    task = place.task
    return {
        "title": task.title,
        "citation": place.citation,
        "lead": list(task.lead),
        "supporting": list(task.supporting),
        "deliverable": task.deliverable,
        "rule": task.deadline.rule,
        "wording": task.deadline.wording,
        "deadline": _deadline_document(task.deadline),
        "interpretation": task.interpretation,
    }


def _deadline_document(deadline: Deadline) -> dict[str, Any]:
    """Return a deadline as the file writes it; what its rule does not have is null."""
    blank = dict.fromkeys(("date", "period", "since", "until", "cutoff"))
    return {"rule": deadline.rule, "wording": deadline.wording, **blank, **written_fields(deadline)}
