"""``ttdn check --new`` as JSON: every obligation in the list that says what is new of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.news import News
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.render.documents import as_json, header, obligation_document
from tt_doingoai.render.page import Page


def news_json(assessment: Assessment, news: News, where: Page) -> str:
    """Return ``ttdn/news@1``: what is new, what was announced before, what waits for the office."""
    lists = {
        name: [obligation_document(v, assessment) for v in verdicts]
        for name, verdicts in news_lists(news, assessment).items()
    }
    return as_json(
        {**header(assessment, "ttdn/news@1"), "mark_unreadable": news.unreadable, "lists": lists}
    )


def news_lists(news: News, assessment: Assessment) -> Mapping[str, Sequence[Verdict]]:
    """Return the lists by name; what waits for the office may be overdue or soon due besides."""
    return {
        "new_overdue": news.overdue,
        "overdue_before": news.overdue_before,
        "new_due_soon": news.soon,
        "due_soon": news.soon_before,
        "awaiting_office": [v for v in assessment.listed if v.awaits_office],
    }
