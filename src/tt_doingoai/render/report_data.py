"""``ttdn report`` for machines: ``ttdn/report@1`` and its table."""

from __future__ import annotations

from typing import Any

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.periods import PeriodCounts
from tt_doingoai.assess.report import LISTS, Report
from tt_doingoai.render.csv_text import COLUMNS, as_csv, csv_row
from tt_doingoai.render.documents import (
    as_json,
    header,
    obligation_document,
    passed_on_documents,
    summary_document,
)
from tt_doingoai.render.page import Page


def report_json(report: Report, where: Page) -> str:
    """Return ``ttdn/report@1``: the summary, and every listed obligation in exactly one list."""
    assessment = report.counted
    lists = {
        name: [obligation_document(v, assessment) for v in assessment.listed if v.timeliness in of]
        for name, of in LISTS
    }
    whole = {**header(assessment, "ttdn/report@1"), "period": _period(report.counts, assessment)}
    return as_json({**whole, "lists": lists, "passed_on": passed_on_documents(assessment)})


def report_csv(report: Report, where: Page) -> str:
    """Return a row per listed obligation, and whether a period was asked for that it came from."""
    counts = report.counts
    carried = {v.obligation.key for v in counts.carried} if counts else set()
    rows = (
        [
            *csv_row(verdict, report.whole),
            counts.period.code if counts else None,
            verdict.obligation.key in carried if counts else None,
        ]
        for verdict in report.counted.listed
    )
    return as_csv((*COLUMNS, "report_period", "carried_over"), rows)


def _period(counts: PeriodCounts | None, assessment: Assessment) -> dict[str, Any] | None:
    """Return what a period counts; null where none was asked for."""
    if counts is None:
        return None
    return {
        "code": counts.period.code,
        "first_day": counts.period.first_day.isoformat(),
        "last_day": counts.period.last_day.isoformat(),
        "fell_due": summary_document(counts.summary_due),
        "carried_over": summary_document(counts.summary_carried),
        "carried": [_key(v.obligation.key) for v in counts.carried],
        "reopened": [_key(v.obligation.key) for v in counts.reopened],
        "extended": [_key(v.obligation.key) for v in counts.extended],
    }


def _key(key: Any) -> dict[str, Any]:
    return dict(key._asdict())
