"""The figures of a summary: rows of the table, and the sentences with their denominators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.grouping import by_unit
from tt_doingoai.assess.summary import Summary, summarize
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.render.page import columns
from tt_doingoai.terms import percent, share
from tt_doingoai.wording import _, n_


def cell_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the table of the official four cells as plain text."""
    headings = ["", _("Total"), _("on time"), _("late"), _("not yet due"), _("overdue")]
    return columns(headings, rows, spans=[(_("Done"), 2, 3), (_("Open"), 4, 5)])


def cells(label: str, summary: Summary) -> list[str]:
    """Return a row: a label, the total and the four cells."""
    figures = (
        summary.with_deadline,
        summary.done_on_time,
        summary.done_late,
        summary.open_in_time,
        summary.overdue,
    )
    return [label, *map(str, figures)]


def rows_by_kind(assessment: Assessment) -> list[list[str]]:
    """Return a row for the subordinate units, one for the committee's own organs, and the sum."""
    verdicts = assessment.verdicts
    rows = []
    for own, label in ((False, _("Subordinate ({n})")), (True, _("Own organs ({n})"))):
        part = [v for v in verdicts if v.obligation.unit.own is own]
        if part:
            units = len({v.obligation.unit.id for v in part})
            rows.append(cells(label.format(n=units), summarize(part)))
    return [*rows, cells(_("TOTAL"), assessment.summary)]


def rows_by_unit(assessment: Assessment) -> list[list[str]]:
    """Return a row per unit, and the sum."""
    rows = [
        cells(unit.name_on(assessment.day), summarize(verdicts))
        for unit, verdicts in by_unit(assessment.verdicts)
    ]
    return [*rows, cells(_("TOTAL"), assessment.summary)]


def rate_sentences(summary: Summary) -> list[str]:
    """Return the rates, each with its denominator; the last only where something has come due."""
    if not summary.with_deadline:
        return []
    sentences = [
        _("Done {done}, on time {on_time}.").format(
            done=share(summary.rate_done), on_time=share(summary.rate_on_time)
        )
    ]
    due = summary.rate_of_due
    if due.of:
        sentences.append(
            n_(
                "Of the {n} that is done or overdue,",
                "Of the {n} that are done or overdue,",
                due.of,
            )
            + " "
            + _("done {n} ({percent}).").format(n=due.n, percent=percent(due))
        )
    if summary.done_by_extension:
        sentences.append(
            _("Of those on time, {n} thanks to an extension.").format(n=summary.done_by_extension)
        )
    if summary.needs_review:
        sentences.append(
            n_("{n} record needs review.", "{n} records need review.", summary.needs_review)
        )
    return sentences


def beside_sentences(assessment: Assessment) -> list[str]:
    """Return what is counted beside the four cells, of which units, and by which days."""
    verdicts, summary = assessment.verdicts, assessment.summary
    sentences = []
    if summary.no_deadline:
        sentences.append(
            _("Besides: {tasks} tasks without deadline ({n} obligations, {done} done).").format(
                tasks=_tasks(v for v in verdicts if v.timeliness is Timeliness.NO_DEADLINE),
                n=summary.no_deadline,
                done=summary.no_deadline_done,
            )
        )
    if summary.not_applicable:
        sentences.append(_("Not applicable or withdrawn: {n}.").format(n=summary.not_applicable))
    if ended := assessment.of_ended_units:
        units = len({verdict.obligation.unit.id for verdict in ended})
        sentences.append(
            _("The figures include {obligations} of {units} that have ended.").format(
                obligations=n_("{n} obligation", "{n} obligations", len(ended)),
                units=n_("{n} unit", "{n} units", units),
            )
        )
    sentences += _day_not_stated(verdicts, summary)
    return sentences


def _day_not_stated(verdicts: Sequence[Verdict], summary: Summary) -> list[str]:
    """Say which open figures rest on a day that the plan's words do not give."""
    read = [v for v in verdicts if v.last_day is not None and not v.obligation.day_stated]
    in_time = sum(v.timeliness in (Timeliness.IN_TIME, Timeliness.DUE_SOON) for v in read)
    sentences = []
    if summary.overdue_day_not_stated:
        sentences.append(
            _(
                "(*) Of the {all} overdue, {n} by a day that the office has set: the plan gives"
                " none."
            ).format(all=summary.overdue, n=summary.overdue_day_not_stated)
        )
    if in_time:
        sentences.append(
            _(
                "(*) Of the {all} in time, {n} by a day that the office has set: the plan gives"
                " none."
            ).format(all=summary.open_in_time, n=in_time)
        )
    return sentences


def _tasks(verdicts: Iterable[Verdict]) -> int:
    return len({(v.obligation.plan.id, v.obligation.place.task.id) for v in verdicts})
