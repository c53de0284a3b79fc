"""Which formats each answer has: the one registry behind ``--format``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.model.plan import PlacedTask, Plan
from tt_doingoai.render.page import Page

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from tt_doingoai.assess.history import Entry
    from tt_doingoai.assess.log import Logged
    from tt_doingoai.assess.news import News
    from tt_doingoai.assess.plan_diff import PlanDiff
    from tt_doingoai.assess.report import Report
    from tt_doingoai.loading.problems import Problem
    from tt_doingoai.model.ledger import Ledger, SnapshotChange
    from tt_doingoai.model.units import Roster, Unit
    from tt_doingoai.render.plans import Closed
    from tt_doingoai.render.report_changes import Since
    from tt_doingoai.schedule.working_days import WorkingDays
    from tt_doingoai.store.backups import Backup
    from tt_doingoai.store.findings import Finding

Renderer: TypeAlias = Callable[[Assessment, Page], str]
Reporter: TypeAlias = "Callable[[Report, Page], str]"
Teller: TypeAlias = "Callable[[Assessment, News, Page], str]"
Explainer: TypeAlias = Callable[[Assessment, Plan, PlacedTask], str]


def _renderer(place: str) -> Callable[..., str]:
    """Return the function at a place ("module:function"), imported when it is first called.

    An answer has one format, so it pays for one; Rich is for terminals only.
    """

    def render(*about: Any) -> str:
        module, name = place.split(":")
        return str(getattr(import_module(f"tt_doingoai.render.{module}"), name)(*about))

    return render


# A file's ending asks for a format too; any other ending, or none, for the text.
BY_ENDING: Final = {".txt": "text", ".md": "markdown", ".json": "json", ".csv": "csv"}
# What other programs would open as theirs and find broken: no answer is written as one of these.
FOREIGN: Final = frozenset(
    (".doc", ".docx", ".htm", ".html", ".ods", ".odt", ".pdf", ".rtf", ".tsv", ".xls", ".xlsx")
)
STATUS: Final[Mapping[str, Renderer]] = {
    "table": _renderer("status_table:status_table"),
    "text": _renderer("status_text:status_text"),
    "json": _renderer("documents:status_json"),
    "csv": _renderer("csv_text:status_csv"),
}
CHECK: Final[Mapping[str, Renderer]] = {
    "text": _renderer("check_text:check_text"),
    "json": _renderer("documents:check_json"),
    "csv": _renderer("csv_text:check_csv"),
}
NEWS: Final[Mapping[str, Teller]] = {
    "text": _renderer("news_text:news_text"),
    "json": _renderer("news_document:news_json"),
    "csv": _renderer("csv_text:news_csv"),
}
MATRIX: Final[Mapping[str, Renderer]] = {
    "table": _renderer("matrix_table:matrix_table"),
    "text": _renderer("matrix_text:matrix_text"),
    "json": _renderer("matrix_data:matrix_json"),
    "csv": _renderer("matrix_data:matrix_csv"),
}
EXPORT: Final[Mapping[str, Renderer]] = {
    "csv": _renderer("records:export_csv"),
    "json": _renderer("records:export_json"),
}
FORM: Final[Mapping[str, Renderer]] = {"csv": _renderer("records:form_csv")}
EXPLAIN: Final[Mapping[str, Explainer]] = {
    "text": _renderer("explain_text:explain_text"),
    "json": _renderer("explain_document:explain_json"),
}
PLAN_DIFF: Final[Mapping[str, Callable[[PlanDiff, Roster, WorkingDays | None], str]]] = {
    "text": _renderer("plan_diff_text:plan_diff_text"),
    "json": _renderer("plan_diff_document:plan_diff_json"),
}
REPORT: Final[Mapping[str, Reporter]] = {
    "text": _renderer("report:report_text"),
    "markdown": _renderer("report:report_markdown"),
    "json": _renderer("report_data:report_json"),
    "csv": _renderer("report_data:report_csv"),
}
SINCE: Final[Mapping[str, Callable[[Since, Page], str]]] = {
    "text": _renderer("report_changes:since_text"),
    "markdown": _renderer("report_changes:since_markdown"),
    "json": _renderer("changes_data:since_json"),
    "csv": _renderer("changes_data:since_csv"),
}
LOG: Final[Mapping[str, Callable[[Sequence[Logged], Roster, Ledger], str]]] = {
    "text": _renderer("log:log_text"),
    "json": _renderer("log:log_json"),
}
SNAPSHOTS: Final[Mapping[str, Callable[[Sequence[Entry[SnapshotChange]], Ledger], str]]] = {
    "text": _renderer("snapshots:snapshots_text"),
    "json": _renderer("snapshots:snapshots_json"),
}
PLANS: Final[Mapping[str, Callable[[Sequence[Plan], Closed], str]]] = {
    "text": _renderer("plans:plans_text"),
    "json": _renderer("plans:plans_json"),
}
UNITS: Final[Mapping[str, Callable[[Roster, Sequence[Unit], dt.date], str]]] = {
    "text": _renderer("units:units_text"),
    "json": _renderer("units:units_json"),
    "csv": _renderer("units:units_csv"),
}
PROBLEMS: Final[Mapping[str, Callable[[Sequence[Problem]], str]]] = {
    "text": _renderer("problems:problems_text"),
    "json": _renderer("problems:problems_json"),
}
FINDINGS: Final[Mapping[str, Callable[[Sequence[Finding], Ledger | None, int], str]]] = {
    "text": _renderer("upkeep:findings_text"),
    "json": _renderer("upkeep:findings_json"),
}
BACKUPS: Final[Mapping[str, Callable[[Sequence[Backup]], str]]] = {
    "text": _renderer("upkeep:backups_text"),
    "json": _renderer("upkeep:backups_json"),
}
