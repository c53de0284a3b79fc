"""Records in a form that ``import`` reads back: the form to fill in, and the export."""

from __future__ import annotations

from typing import Any, Final

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import RECORDS_FORMAT, Status
from tt_doingoai.model.written_evidence import evidence_cell
from tt_doingoai.render.csv_text import as_csv
from tt_doingoai.render.documents import as_json, header, plain
from tt_doingoai.render.page import Page
from tt_doingoai.terms import date_text, name_of_status, period_text
from tt_doingoai.wording import _

_COLUMNS: Final = (
    "plan",
    "task",
    "title",
    "unit",
    "unit_name",
    "period",
    "status",
    "on",
    "received_on",
    "note",
    "evidence",
    "basis",
    "answer_by",
    "last_day",
    "timeliness",
)


def export_csv(assessment: Assessment, where: Page) -> str:
    """Return a row per listed obligation: the record that counts, with its evidence in one cell."""
    rows = []
    for verdict in assessment.listed:
        document = _record(verdict, assessment)
        document["evidence"] = _evidence(verdict)
        rows.append([document[column] for column in _COLUMNS])
    return as_csv(_COLUMNS, rows)


def export_json(assessment: Assessment, where: Page) -> str:
    """Return ``ttdn/records@1``: of every listed obligation the record that counts."""
    records = [_record(verdict, assessment) for verdict in assessment.listed]
    return as_json({**header(assessment, RECORDS_FORMAT), "records": records})


def form_csv(assessment: Assessment, where: Page) -> str:
    """Return the form of a task (biểu): a row per unit, filled in as far as the ledger knows.

    Days and periods are written as people write them: a spreadsheet reads them so, and leaves
    them so; it would turn 2024-04-05 and 2024-03 round.
    """
    headings = [
        _("unit id"),
        _("unit name"),
        _("plan"),
        _("task"),
        _("task title"),
        _("period"),
        _("status"),
        _("on"),
        _("note"),
        _("evidence"),
        _("basis"),
        _("answer by"),
    ]
    return as_csv(headings, [_form_row(verdict, assessment) for verdict in assessment.listed])


def _form_row(verdict: Verdict, assessment: Assessment) -> list[object]:
    obligation = verdict.obligation
    record = verdict.history.status.change if verdict.history.status else None
    code = obligation.key.task
    if code[0].isdigit():  # a spreadsheet would take 1.10 for a number
        code = f"{obligation.plan.id}:{code}"
    return [
        obligation.unit.id,
        obligation.unit.name_on(assessment.day),
        obligation.plan.number,
        code,
        obligation.place.task.title,
        period_text(obligation.period) if obligation.period else "",
        name_of_status(record.status) if record else "",
        date_text(record.on) if record else "",
        record.note if record else "",
        _evidence(verdict),
        record.basis if record else "",
        date_text(record.answer_by) if record and record.answer_by else "",
    ]


def _record(verdict: Verdict, assessment: Assessment) -> dict[str, Any]:
    obligation = verdict.obligation
    record = verdict.history.status.change if verdict.history.status else None
    return {
        "plan": obligation.plan.id,
        "task": obligation.place.task.id,
        "title": obligation.place.task.title,
        "unit": obligation.unit.id,
        "unit_name": obligation.unit.name_on(assessment.day),
        "period": obligation.key.period,
        "status": (record.status if record else Status.UNREPORTED).value,
        "on": plain(record.on if record else None),
        "received_on": plain(verdict.history.received_on),
        "note": record.note if record else None,
        "evidence": plain(record.evidence if record else ()),
        "basis": record.basis if record else None,
        "answer_by": plain(record.answer_by if record else None),
        "last_day": plain(verdict.last_day),
        "timeliness": verdict.timeliness.value,
    }


def _evidence(verdict: Verdict) -> str:
    record = verdict.history.status
    return evidence_cell(record.change.evidence) if record else ""
