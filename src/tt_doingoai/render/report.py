"""``ttdn report``: one content, printed as a letter's text or as Markdown."""

from __future__ import annotations

from tt_doingoai.assess.report import Report
from tt_doingoai.render.markdown import as_markdown
from tt_doingoai.render.page import Page
from tt_doingoai.render.prose import Printer, as_text
from tt_doingoai.render.report_unit import unit_blocks
from tt_doingoai.render.report_whole import whole_blocks


def report_text(report: Report, where: Page) -> str:
    """Return the report of some units, each by itself, or the committee's whole picture."""
    return _printed(report, as_text)


def report_markdown(report: Report, where: Page) -> str:
    """Return the same report as Markdown."""
    return _printed(report, as_markdown)


def _printed(report: Report, printer: Printer) -> str:
    if not report.units:
        return printer(whole_blocks(report))
    return "\n".join(printer(unit_blocks(report.of_unit(unit))) for unit in report.units)
