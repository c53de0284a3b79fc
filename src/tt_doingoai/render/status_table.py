"""``ttdn status`` in a terminal: the content of the plain text, in Rich tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import ROUNDED, SIMPLE
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.grouping import TaskGroup
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.render.figures import rows_by_kind, rows_by_unit
from tt_doingoai.render.page import Page
from tt_doingoai.render.phrases import capital, last_day_text, progress_text, task_heading
from tt_doingoai.render.rich_page import literal, printed
from tt_doingoai.render.sources import caveats, plan_heading
from tt_doingoai.render.status_text import (
    closing_sentences,
    extended_line,
    group_lateness,
    list_title,
    listed_groups,
    shown_lists,
    status_lines,
    updated_line,
    waiting_line,
)
from tt_doingoai.wording import _

# No meaning hangs on a colour: every row says its list in words too.
_STYLES = {
    Timeliness.OVERDUE: "red",
    Timeliness.DUE_SOON: "yellow",
    Timeliness.DONE_LATE: "yellow",
    Timeliness.DONE_ON_TIME: "green",
    Timeliness.NO_DEADLINE: "dim",
    Timeliness.NOT_APPLICABLE: "dim",
}


def status_table(assessment: Assessment, where: Page) -> str:
    """Return the status as tables of the page's width; colours only where the page has them."""
    parts: list[RenderableType] = [literal(caveat, "bold yellow") for caveat in caveats(assessment)]
    parts += [literal(plan_heading(plan, assessment), "bold") for plan in assessment.plans]
    parts.append(literal(updated_line(assessment)))
    if not where.by_unit:
        for timeliness in shown_lists(where, assessment):
            parts += _list(timeliness, assessment)
        lines = (waiting_line(assessment), extended_line(assessment))
        parts += [literal(line) for line in lines if line]
    rows = rows_by_unit(assessment) if where.by_unit else rows_by_kind(assessment)
    parts.append(_figures(rows))
    parts += [literal(sentence) for sentence in closing_sentences(assessment, where)]
    return printed(parts, where)


def _list(timeliness: Timeliness, assessment: Assessment) -> list[RenderableType]:
    groups = listed_groups(timeliness, assessment)
    listed = [verdict for group in groups for verdict in group.verdicts]
    style = _STYLES.get(timeliness, "")
    title = literal(list_title(timeliness, assessment, listed), f"bold {style}")
    if not groups:
        return [Text(""), title]
    table = Table(box=ROUNDED, expand=True, show_lines=True)
    table.add_column(_("Task"), ratio=3, overflow="fold")
    table.add_column(_("Deadline in the plan"), ratio=3, overflow="fold")
    table.add_column(_("Units"), ratio=5, overflow="fold")
    for group in groups:
        table.add_row(
            literal(task_heading(group, assessment)),
            _deadline(group, style),
            _units(group, assessment),
        )
    return [Text(""), title, table]


def _deadline(group: TaskGroup, style: str) -> Text:
    text = literal(capital(last_day_text(group.any)))
    late = group_lateness(group)
    if late:
        text.append("\n").append(late, style=f"bold {style}")
    return text


def _units(group: TaskGroup, assessment: Assessment) -> Text:
    text = Text()
    for label, units in status_lines(group, assessment.day):
        text.append(f"{label} ", style="bold").append_text(literal(f"{units}\n"))
    return text.append(f"{progress_text(group)}.")


def _figures(rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=SIMPLE, show_footer=False)
    done, left = _("Done"), _("Open")
    headings = (
        "",
        _("Total"),
        f"{done}\n{_('on time')}",
        f"{done}\n{_('late')}",
        f"{left}\n{_('not yet due')}",
        f"{left}\n{_('overdue')}",
    )
    for number, heading in enumerate(headings):
        table.add_column(
            heading, justify="left" if number == 0 else "right", overflow="fold", no_wrap=False
        )
    for row in rows[:-1]:
        table.add_row(*map(literal, row))
    table.add_section()
    table.add_row(*(literal(cell, "bold") for cell in rows[-1]))
    return table
