"""``ttdn/explain@1``: a task, its words and its last days, for programs."""

from __future__ import annotations

from typing import Any

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import KIND_OF
from tt_doingoai.model.plan import PlacedTask, Plan
from tt_doingoai.model.units import Unit
from tt_doingoai.render.documents import as_json, header, left_document, obligation_document, plain


def explain_json(assessment: Assessment, plan: Plan, place: PlacedTask) -> str:
    """Return ``ttdn/explain@1``: the task, its words, and each obligation with its records."""
    task = place.task
    document: dict[str, Any] = {
        **header(assessment, "ttdn/explain@1"),
        "task": {
            "plan": plan.id,
            "version": plan.version,
            "effective_from": plain(plan.effective_from),
            "amended_by": plain(plan.amended_by),
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
                "life": _life_document(verdict.obligation.unit),
                "records": _records(verdict),
                "inherited": [_left(before, assessment) for before in verdict.inherited],
            }
            for verdict in assessment.listed
        ],
        "passed_on": [_left(verdict, assessment) for verdict in assessment.passed_on],
    }
    return as_json(document)


def _left(verdict: Verdict, assessment: Assessment) -> dict[str, Any]:
    """Return what an ended unit left open, with all its records."""
    return {
        **left_document(verdict, assessment),
        "life": _life_document(verdict.obligation.unit),
        "records": _records(verdict),
    }


def _life_document(unit: Unit) -> dict[str, Any]:
    return {
        "since": plain(unit.since),
        "until": plain(unit.until),
        "successors": list(unit.successors),
        "decision": plain(unit.decision),
        "former_names": plain(unit.former_names),
    }


def _records(verdict: Verdict) -> list[dict[str, Any]]:
    """Return what stands of an obligation, by kind, each record with its revision."""
    history = verdict.history
    entries: list[Entry[Any]] = [
        *history.statuses,
        *history.extensions,
        *history.notes,
        *history.confirmations,
        *history.reminders,
        *history.aside,
    ]
    return [
        {"revision": revision, "kind": KIND_OF[type(change)], **plain(change)}
        for revision, change in sorted(entries, key=lambda entry: entry.revision)
    ]
