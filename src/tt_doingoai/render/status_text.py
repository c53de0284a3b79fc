"""``ttdn status`` as plain lines: who is late, with what, against which words of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.grouping import TaskGroup, by_task, earliest_first, latest_first
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.render.figures import (
    beside_sentences,
    cell_table,
    rate_sentences,
    rows_by_kind,
    rows_by_unit,
)
from tt_doingoai.render.page import Page, labelled, page, paragraph
from tt_doingoai.render.phrases import (
    OPEN_STATUSES,
    capital,
    days_late_text,
    last_day_text,
    progress_text,
    task_code,
    task_heading,
)
from tt_doingoai.render.sources import caveats, plan_heading, source_line
from tt_doingoai.render.unit_note import names_in_line
from tt_doingoai.terms import date_text, name_of_status
from tt_doingoai.wording import _, n_

_ALWAYS = (Timeliness.OVERDUE, Timeliness.DUE_SOON)
_UNFOLDED = (
    Timeliness.IN_TIME,
    Timeliness.DONE_LATE,
    Timeliness.DONE_ON_TIME,
    Timeliness.NO_DEADLINE,
    Timeliness.NOT_APPLICABLE,
)


def status_text(assessment: Assessment, where: Page) -> str:
    """Return the status as text of at most 80 cells a line, in which nothing is cut."""
    lines: list[str] = []
    for caveat in caveats(assessment):
        lines += paragraph(caveat)
    for tracked in assessment.plans:
        lines += paragraph(plan_heading(tracked, assessment))
    lines += paragraph(updated_line(assessment))
    if not where.by_unit:
        for timeliness in shown_lists(where, assessment):
            lines += ["", *_list(timeliness, assessment)]
        for line in (waiting_line(assessment), extended_line(assessment)):
            lines += ["", *paragraph(line, rest="   ")] if line else []
    rows = rows_by_unit(assessment) if where.by_unit else rows_by_kind(assessment)
    lines += ["", *cell_table(rows)]
    for sentence in closing_sentences(assessment, where):
        lines += paragraph(sentence)
    return page(lines)


def shown_lists(where: Page, assessment: Assessment) -> tuple[Timeliness, ...]:
    """Return which lists are shown: what is late or soon due, and on request all others.

    Of filtered lists an empty one says nothing, so it is left out.
    """
    shown = (*_ALWAYS, *_UNFOLDED) if where.unfold else _ALWAYS
    if not assessment.filtered:
        return shown
    return tuple(t for t in shown if assessment.listed_as(t))


def closing_sentences(assessment: Assessment, where: Page) -> list[str]:
    """Return the rates, what is counted beside, and the source of it all."""
    summary = assessment.summary
    rates = rate_sentences(summary)
    beside = beside_sentences(assessment)
    if beside and summary.no_deadline and not where.unfold:
        beside[0] += " " + _("To see them: ttdn status --all")
    return [*rates, *beside, source_line(assessment)]


def updated_line(assessment: Assessment) -> str:
    """Return how many units there are and when the ledger was last written."""
    units = [u for u in assessment.roster.units if not u.own and u.active_on(assessment.day)]
    text = n_("{n} subordinate unit.", "{n} subordinate units.", len(units))
    if assessment.nothing_recorded:
        return text
    last = assessment.ledger.transactions[-1]
    return f"{text} " + _("Last update: {day}, {hour}:{minute:02d} (number {n}).").format(
        day=date_text(last.recorded_at.date()),
        hour=last.recorded_at.hour,
        minute=last.recorded_at.minute,
        n=last.revision,
    )


def list_title(timeliness: Timeliness, assessment: Assessment, listed: Sequence[Verdict]) -> str:
    """Return the heading of a list, with its count or "none"."""
    title = {
        Timeliness.OVERDUE: _("OVERDUE"),
        Timeliness.DUE_SOON: _("DUE SOON (to {day})").format(
            day=date_text(assessment.day + dt.timedelta(days=assessment.settings.due_soon_days))
        ),
        Timeliness.IN_TIME: _("IN TIME"),
        Timeliness.DONE_LATE: _("DONE LATE"),
        Timeliness.DONE_ON_TIME: _("DONE ON TIME"),
        Timeliness.NO_DEADLINE: _("NO DEADLINE"),
        Timeliness.NOT_APPLICABLE: _("NOT APPLICABLE OR WITHDRAWN"),
    }[timeliness]
    if not listed:
        return _("{title}: none").format(title=title)
    units = len({verdict.obligation.unit.id for verdict in listed})
    count = n_("{n} obligation", "{n} obligations", len(listed))
    of_units = n_("of {n} unit", "of {n} units", units)
    return f"{title}: {count} {of_units}"


def listed_groups(timeliness: Timeliness, assessment: Assessment) -> list[TaskGroup]:
    """Return what a list shows, by task; overdue ones with the newest lateness first."""
    listed = assessment.listed_as(timeliness)
    if timeliness in _ALWAYS or timeliness is Timeliness.IN_TIME:
        listed = earliest_first(listed)
    groups = by_task(listed, assessment.verdicts)
    return latest_first(groups) if timeliness is Timeliness.OVERDUE else groups


def _list(timeliness: Timeliness, assessment: Assessment) -> list[str]:
    groups = listed_groups(timeliness, assessment)
    listed = [verdict for group in groups for verdict in group.verdicts]
    lines = paragraph(list_title(timeliness, assessment, listed))
    for group in groups:
        lines += _group(group, assessment)
    return lines


def _group(group: TaskGroup, assessment: Assessment) -> list[str]:
    lines = paragraph(task_heading(group, assessment), first=" ", rest="   ")
    deadline = last_day_text(group.any)
    late = group_lateness(group)
    if late:
        deadline += f"; {late}"
    lines += paragraph(capital(deadline), first="   ", rest="     ")
    for label, units in status_lines(group, assessment.day):
        lines += labelled(label, units, indent=3)
    lines += paragraph(f"{progress_text(group)}.", first="   ", rest="     ")
    return lines


def status_lines(group: TaskGroup, day: dt.date) -> list[tuple[str, str]]:
    """Return the units of a group by their recorded status: a label with the count, and names."""
    lines = []
    for status in dict.fromkeys((*OPEN_STATUSES, *(v.status for v in group.verdicts))):
        verdicts = [v for v in group.verdicts if v.status is status]
        if verdicts:
            name = name_of_status(status)
            label = f"{capital(name)} ({len(verdicts)}):"
            lines.append((label, names_in_line(verdicts, day=day)))
    return lines


def group_lateness(group: TaskGroup) -> str:
    """Return how late an overdue group is; whoever is less late than others says its own.

    The verdicts know to which day they were judged: of a closed plan to its closing.
    """
    overdue = group.any.timeliness is Timeliness.OVERDUE
    return days_late_text(group.days_late) if overdue else ""


def waiting_line(assessment: Assessment) -> str:
    """Return what was received and waits for the office itself; empty where nothing does."""
    waiting = [v for v in assessment.listed if v.awaits_office]
    if not waiting:
        return ""
    label = _("WAITING FOR THE OFFICE ({n}):").format(n=len(waiting))
    items = "; ".join(
        f"{names_in_line([v], day=assessment.day)}, {task_code(v, assessment)}" for v in waiting
    )
    return f"{label} {items}"


def extended_line(assessment: Assessment) -> str:
    """Return what is open under an extension; empty where nothing is."""
    items = [
        _("{unit}, {task}, to {day} ({basis})").format(
            unit=verdict.obligation.unit.name_on(assessment.day),
            task=task_code(verdict, assessment),
            day=date_text(verdict.extension.to),
            basis=verdict.extension.basis,
        )
        for verdict in assessment.listed
        if verdict.extension and verdict.timeliness in (*_ALWAYS, Timeliness.IN_TIME)
    ]
    if not items:
        return ""
    return _("EXTENDED ({n}):").format(n=len(items)) + " " + "; ".join(items)
