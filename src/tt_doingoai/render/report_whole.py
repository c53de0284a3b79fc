"""The consolidated report (báo cáo kết quả thực hiện): the text part, as an office hands it on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Final

from tt_doingoai.assess.grouping import by_task
from tt_doingoai.assess.report import Report
from tt_doingoai.assess.summary import summarize
from tt_doingoai.render.figures import beside_sentences, cells, rows_by_kind
from tt_doingoai.render.prose import Block, Figures, Gap, Heading, Para, Title
from tt_doingoai.render.report_dealings import dealings
from tt_doingoai.render.report_figures import cell_headings, figures, opening
from tt_doingoai.render.report_lists import (
    coming,
    late_by_task,
    late_by_unit,
    not_applicable,
    standing_duties,
    to_confirm,
    waiting,
)
from tt_doingoai.render.report_ordered import ordered
from tt_doingoai.render.report_parts import short_place
from tt_doingoai.render.sources import source_line
from tt_doingoai.wording import _

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

# The parts of one section: each gives its blocks, of which the first is its heading.
Part = Callable[[Report], list[Block]]


def whole_blocks(report: Report) -> list[Block]:
    """Return the consolidated report."""
    assessment = report.counted
    plans = ", ".join(tracked.plan.number for tracked in assessment.plans)
    blocks: list[Block] = [
        Title(_("REPORT ON THE RESULTS OF PLAN {plans}").format(plans=plans)),
        *opening(report),
    ]
    numbers = iter(_ROMAN)
    for heading, parts in (
        (_("WHAT WAS ORDERED"), (ordered,)),
        (_("FIGURES"), (_all_figures,)),
        (_("OVERDUE"), (late_by_task, late_by_unit)),
        (_("REMINDERS, EXTENSIONS"), dealings()),
        (_("WHAT THE OFFICE HAS TO DO"), (waiting, to_confirm)),
        (_("WHAT FALLS DUE NEXT"), (coming,)),
        (_("NOT IN THE FIGURES"), (standing_duties, not_applicable)),
    ):
        blocks.append(Heading(f"{next(numbers)}. {heading}"))
        blocks += _numbered(parts, report)
    return [*blocks, Gap(), Para(source_line(report.whole))]


def _numbered(parts: tuple[Part, ...], report: Report) -> list[Block]:
    """Return the parts of a section, their headings numbered 1, 2, … where they have any."""
    blocks: list[Block] = []
    numbers = count(1)
    for part in parts:
        for block in part(report):
            match block:
                case Heading(text):
                    blocks.append(Heading(f"{next(numbers)}. {text}", level=2))
                case _other:
                    blocks.append(block)
    return blocks


def _all_figures(report: Report) -> list[Block]:
    """Return the figures: of all, of the kinds of units, of the tasks."""
    assessment = report.counted
    by_kind = [row for row in rows_by_kind(assessment) if row[1] != "0"]
    groups = by_task(assessment.verdicts, assessment.verdicts)
    summaries = [(group, summarize(group.everyone)) for group in groups]
    by_tasks = [
        cells(short_place(group.any, assessment), summary)
        for group, summary in summaries
        if summary.with_deadline
    ]
    blocks: list[Block] = figures(report)
    blocks += map(Para, beside_sentences(assessment))
    if len(by_kind) > 2:
        blocks += [Heading(_("By kind of unit")), Figures(cell_headings(), by_kind[:-1])]
    if by_tasks:
        blocks += [Heading(_("By task")), Figures(cell_headings(), by_tasks)]
    return blocks
