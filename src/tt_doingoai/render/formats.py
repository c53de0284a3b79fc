"""Which formats each answer about a day has: the one registry behind ``--format``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.model.plan import PlacedTask, Plan
from tt_doingoai.render.check_text import check_text
from tt_doingoai.render.csv_text import check_csv, status_csv
from tt_doingoai.render.documents import check_json, report_json, status_json
from tt_doingoai.render.explain import explain_json, explain_text
from tt_doingoai.render.page import Page
from tt_doingoai.render.status_text import status_text

Renderer: TypeAlias = Callable[[Assessment, Page], str]
Explainer: TypeAlias = Callable[[Assessment, Plan, PlacedTask], str]


def _status_table(assessment: Assessment, where: Page) -> str:
    from tt_doingoai.render.status_table import status_table  # Rich is for terminals only

    return status_table(assessment, where)


STATUS: Final[Mapping[str, Renderer]] = {
    "table": _status_table,
    "text": status_text,
    "json": status_json,
    "csv": status_csv,
}
CHECK: Final[Mapping[str, Renderer]] = {"text": check_text, "json": check_json, "csv": check_csv}
EXPLAIN: Final[Mapping[str, Explainer]] = {"text": explain_text, "json": explain_json}
REPORT_DATA: Final[Mapping[str, Renderer]] = {"json": report_json, "csv": status_csv}
