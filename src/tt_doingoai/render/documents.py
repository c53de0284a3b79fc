"""The JSON documents of design 4.1: every key always there, days as YYYY-MM-DD."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.summary import Summary
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.render.page import Page
from tt_doingoai.text import clean


def as_json(document: Mapping[str, Any]) -> str:
    """Return a document as JSON text, Vietnamese letters as they are."""
    return clean(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def status_json(assessment: Assessment, where: Page) -> str:
    """Return ``ttdn/status@1``: the whole summary, and every obligation that is listed."""
    return as_json(_status(assessment, assessment.listed))


def check_json(assessment: Assessment, where: Page) -> str:
    """Return ``ttdn/status@1`` with the overdue obligations only, and the whole summary.

    Where asked, those that are soon due follow.
    """
    return as_json(_status(assessment, checked(assessment, where)))


def checked(assessment: Assessment, where: Page) -> list[Verdict]:
    """Return what a check lists: the overdue, and where asked what is soon due after them."""
    near = assessment.listed_as(Timeliness.DUE_SOON) if where.soon else []
    return [*assessment.listed_as(Timeliness.OVERDUE), *near]


def _status(assessment: Assessment, verdicts: Iterable[Verdict]) -> dict[str, Any]:
    obligations = [obligation_document(verdict, assessment) for verdict in verdicts]
    whole = {**header(assessment, "ttdn/status@1"), "obligations": obligations}
    return {**whole, "passed_on": passed_on_documents(assessment)}


def passed_on_documents(assessment: Assessment) -> list[dict[str, Any]]:
    """Return what ended units left open and others owe now."""
    return [left_document(verdict, assessment) for verdict in assessment.passed_on]


def header(assessment: Assessment, format_: str) -> dict[str, Any]:
    """Return what every document about a day begins with."""
    return {
        "format": format_,
        "as_of": assessment.day.isoformat(),
        "revision": assessment.ledger.revision,
        "head": assessment.ledger.head,
        "inputs": assessment.inputs._asdict(),
        "sample_roster": assessment.roster.sample,
        "plans": [
            {
                "id": tracked.plan.id,
                "version": tracked.plan.version,
                "number": tracked.plan.number,
                "deadline_rule": tracked.plan.deadline_rule,
                "closed_on": plain(tracked.closed_on),
            }
            for tracked in assessment.plans
        ],
        "summary": summary_document(assessment.summary),
    }


def summary_document(summary: Summary) -> dict[str, Any]:
    """Return the figures and the rates, each with its denominator."""
    return {
        **summary._asdict(),
        "rate_done": summary.rate_done._asdict(),
        "rate_on_time": summary.rate_on_time._asdict(),
        "rate_of_due": summary.rate_of_due._asdict(),
    }


def obligation_document(verdict: Verdict, assessment: Assessment) -> dict[str, Any]:
    """Return one obligation with its verdict."""
    obligation, history = verdict.obligation, verdict.history
    task = obligation.place.task
    extension = history.extension.change if history.extension else None
    record = history.status
    return {
        "plan": obligation.plan.id,
        "task": task.id,
        "title": task.title,
        "citation": obligation.place.citation,
        "unit": obligation.unit.id,
        "unit_name": obligation.unit.name_on(assessment.day),
        "period": obligation.key.period,
        "status": verdict.status.value,
        "timeliness": verdict.timeliness.value,
        "days_late": verdict.days_late,
        "completed_on": plain(verdict.completed_on),
        "deadline": {
            "rule": task.deadline.rule,
            "wording": task.deadline.wording,
            "day_stated": obligation.day_stated,
            "unrolled_last_day": plain(obligation.unrolled_last_day),
            "stated_last_day": plain(obligation.stated_last_day),
            "last_day": plain(verdict.last_day),
            "extended_to": plain(extension.to if extension else None),
            "basis": extension.basis if extension else None,
        },
        "needs_review": verdict.needs_review,
        "evidence": plain(record.change.evidence if record else ()),
        "reminders": len(history.reminders),
        "reminded": [
            {"on": plain(sent.on), "number": sent.number, "answer_by": plain(sent.answer_by)}
            for _revision, sent in history.reminders
        ],
        "recorded_on": plain(record.change.on if record else None),
        "revision": record.revision if record else None,
        "frozen_on": plain(verdict.frozen_on),
        "inherited": [left_document(before, assessment) for before in verdict.inherited],
    }


def left_document(verdict: Verdict, assessment: Assessment) -> dict[str, Any]:
    """Return what an ended unit left open and others owe now."""
    key, unit = verdict.obligation.key, verdict.obligation.unit
    return {
        "plan": key.plan,
        "task": key.task,
        "period": key.period,
        "unit": key.unit,
        "unit_name": unit.name_on(assessment.day),
        "status": verdict.status.value,
        "last_day": plain(verdict.last_day),
    }


def plain(value: Any) -> Any:
    """Return a model's value as JSON has it: objects, lists, texts; days as ``YYYY-MM-DD``."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if hasattr(value, "_asdict"):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value
