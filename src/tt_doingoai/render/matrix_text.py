"""``ttdn matrix`` as plain lines of 80 cells: blocks of tasks, the key and the columns below."""

from __future__ import annotations

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.matrix import matrix
from tt_doingoai.render.matrix_key import key_lines, legend_lines
from tt_doingoai.render.matrix_parts import block_title, blocks, measures, table
from tt_doingoai.render.page import GAP, TEXT_WIDTH, Page, columns, page, paragraph
from tt_doingoai.render.sources import caveats, plan_heading, source_line
from tt_doingoai.render.status_text import updated_line
from tt_doingoai.text import width
from tt_doingoai.wording import _

_NAMES = 34  # cells that the units' names may take before they are broken


def matrix_text(assessment: Assessment, where: Page) -> str:
    """Return the matrix as text of at most 80 cells a line, in which nothing is cut."""
    shown = matrix(assessment)
    lines: list[str] = []
    for sentence in head(assessment):
        lines += paragraph(sentence)
    if not shown.lines:
        return page([*lines, "", _("Nothing to show.")])
    below = [_("TOTAL {measure}").format(measure=name) for name, _take in measures()]
    names = [*(line.unit.name_on(assessment.day) for line in shown.lines), *below]
    room = TEXT_WIDTH - min(_NAMES, max(map(width, names)))
    parts = blocks(shown, room=room, gap=GAP)
    for number, block in enumerate(parts, start=1):
        rows = table(shown, block, assessment)
        title = block_title(block, number, len(parts), assessment)
        lines += ["", *(paragraph(title) if title else [])]
        blank = [""] * len(rows.units[0])
        first, *others = rows.headings
        lines += columns(first, [*others, *rows.units, blank, *rows.figures])
    lines += ["", *key_lines(), "", *legend_lines(shown, assessment), ""]
    return page([*lines, *paragraph(source_line(assessment))])


def head(assessment: Assessment) -> list[str]:
    """Return what stands above the matrix: the caveats, the plans, the last update."""
    headings = [plan_heading(tracked, assessment) for tracked in assessment.plans]
    return [*caveats(assessment), *headings, updated_line(assessment)]
