"""Tables as CSV: a row per obligation, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.news import News
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.render.documents import checked, obligation_document
from tt_doingoai.render.news_document import news_lists
from tt_doingoai.render.page import Page
from tt_doingoai.text import FORMULA_STARTS, one_line

# Columns of an obligation's row: the JSON document's keys, its deadline's keys among them.
COLUMNS: Final = (
    "plan",
    "task",
    "title",
    "citation",
    "unit",
    "unit_name",
    "period",
    "status",
    "timeliness",
    "days_late",
    "completed_on",
    "wording",
    "stated_last_day",
    "day_stated",
    "last_day",
    "extended_to",
    "basis",
    "needs_review",
    "evidence",
    "reminders",
    "recorded_on",
    "revision",
    "unrolled_last_day",
    "frozen_on",
)


def status_csv(assessment: Assessment, where: Page) -> str:
    """Return a row per listed obligation."""
    return as_csv(COLUMNS, (csv_row(v, assessment) for v in assessment.listed))


def check_csv(assessment: Assessment, where: Page) -> str:
    """Return a row per overdue obligation, and soon due where asked; nothing where nothing is."""
    rows = checked(assessment, where)
    return as_csv(COLUMNS, (csv_row(v, assessment) for v in rows)) if rows or where.unfold else ""


def news_csv(assessment: Assessment, news: News, where: Page) -> str:
    """Return a row per obligation, its list in the first column; nothing where nothing is new."""
    if not (news.any or where.unfold):
        return ""
    rows = (
        [name, *csv_row(v, assessment)]
        for name, verdicts in news_lists(news, assessment).items()
        for v in verdicts
    )
    return as_csv(("list", *COLUMNS), rows)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV (RFC 4180), every cell made harmless to a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: object) -> str:
    """Return a cell's text, in which nothing starts a formula; ``unquoted`` reads it back."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = one_line(str(cell))
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def csv_row(verdict: Verdict, assessment: Assessment) -> list[object]:
    """Return an obligation's cells, in the order of ``COLUMNS``."""
    document = obligation_document(verdict, assessment)
    document |= document.pop("deadline")
    document["evidence"] = "; ".join(
        str(item["number"] or item["url"] or item["path"]) for item in document["evidence"]
    )
    return [document[column] for column in COLUMNS]
