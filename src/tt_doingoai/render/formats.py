"""Which formats each answer about a day has: the one registry behind ``--format``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final, TypeAlias

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.model.plan import PlacedTask, Plan
from tt_doingoai.render.page import Page

Renderer: TypeAlias = Callable[[Assessment, Page], str]
Explainer: TypeAlias = Callable[[Assessment, Plan, PlacedTask], str]


def _renderer(place: str) -> Callable[..., str]:
    """Return the function at a place ("module:function"), imported when it is first called.

    An answer has one format, so it pays for one; Rich is for terminals only.
    """

    def render(*about: Any) -> str:
        module, name = place.split(":")
        return str(getattr(import_module(f"tt_doingoai.render.{module}"), name)(*about))

    return render


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
    "text": _renderer("explain:explain_text"),
    "json": _renderer("explain:explain_json"),
}
REPORT_DATA: Final[Mapping[str, Renderer]] = {
    "json": _renderer("documents:report_json"),
    "csv": _renderer("csv_text:status_csv"),
}
