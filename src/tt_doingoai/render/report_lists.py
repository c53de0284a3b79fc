"""The lists of the consolidated report: late, waiting, to be confirmed, coming, beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tt_doingoai.assess.grouping import (
    TaskGroup,
    by_task,
    by_unit,
    earliest_first,
    latest_first,
)
from tt_doingoai.assess.report import Report
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.ledger import Status
from tt_doingoai.render.phrases import capital, days_late_text, progress_text
from tt_doingoai.render.prose import Block, Heading, Items
from tt_doingoai.render.records_text import record_sentences
from tt_doingoai.render.report_parts import full_place, short_place, story, title
from tt_doingoai.render.unit_note import names_in_line, unit_name
from tt_doingoai.terms import name_of_status
from tt_doingoai.wording import _, n_


def late_by_task(report: Report) -> list[Block]:
    """Return what is overdue by task, with the plan's words and the units' names."""
    late = report.counted.listed_as(Timeliness.OVERDUE)
    groups = latest_first(by_task(late, report.whole.verdicts))
    many = n_("{n} obligation", "{n} obligations", len(late))
    return listed(_("By task"), [_late_task(group, report) for group in groups], many)


def late_by_unit(report: Report) -> list[Block]:
    """Return what is overdue by unit, with the reasons and all else that was recorded."""
    late = report.counted.listed_as(Timeliness.OVERDUE)
    items = []
    for unit, verdicts in by_unit(late):
        stories = [
            f"{title(v)}: {story(v, report.whole, never_reminded=False)}"
            for v in earliest_first(verdicts)
        ]
        many = n_("{n} obligation", "{n} obligations", len(verdicts))
        items.append(f"{unit.name_on(report.whole.day)}, {many}. {' '.join(stories)}")
    return listed(_("By unit"), items, n_("{n} unit", "{n} units", len(items)))


def waiting(report: Report) -> list[Block]:
    """Return what was received and waits for the office itself (chờ cơ quan mình)."""
    received = [v for v in report.counted.listed if v.awaits_office]
    items = [_recorded(verdict, report) for verdict in received]
    return listed(_("Received, not yet looked at by the office"), items, len(items))


def to_confirm(report: Report) -> list[Block]:
    """Return what was recorded under words that have changed since (cần xác nhận lại)."""
    changed = [v for v in report.counted.listed if v.needs_review]
    groups = by_task(changed, report.counted.verdicts)
    items = [
        f"{full_place(group.any, report.whole)}: "
        f"{'; '.join(unit_name(v, report.whole.day) for v in group.verdicts)}."
        for group in groups
    ]
    return listed(
        _("To be confirmed, for the plan's words have changed since"), items, len(changed)
    )


def coming(report: Report) -> list[Block]:
    """Return what falls due next, the earliest first, with who has not done it."""
    ahead = report.next_due()
    groups = by_task(earliest_first(ahead), report.whole.verdicts)
    if not groups:
        return [Items([_("Nothing that is open has its day ahead.")])]
    return [Items([_coming(group, report) for group in groups])]


def standing_duties(report: Report) -> list[Block]:
    """Return the tasks without a deadline; those of which nothing is known are named only."""
    duties = [v for v in report.whole.listed if v.timeliness is Timeliness.NO_DEADLINE]
    groups = by_task(duties, report.whole.verdicts)
    known = [g for g in groups if any(v.status is not Status.UNREPORTED for v in g.verdicts)]
    items = [f"{full_place(g.any, report.whole)}: {_by_status(g, report)}." for g in known]
    silent = len(groups) - len(known)
    if silent:
        further = n_("{n} further task", "{n} further tasks", silent)
        every = n_("{n} task", "{n} tasks", silent)
        items.append(f"{further if known else every}: {name_of_status(Status.UNREPORTED)}.")
    return listed(_("Standing duties and tasks without a stated time"), items, len(groups))


def not_applicable(report: Report) -> list[Block]:
    """Return what does not apply or was withdrawn, with its basis."""
    waived = report.counted.listed_as(Timeliness.NOT_APPLICABLE)
    items = [_recorded(verdict, report) for verdict in waived]
    return listed(_("Not applicable or withdrawn"), items, len(items))


def listed(name: str, items: Sequence[str], size: int | str) -> list[Block]:
    """Return a heading with how many there are, and the items; or that there are none."""
    if not items:
        return [Heading(_("{title}: none.").format(title=name))]
    return [Heading(f"{name}: {size}."), Items(items)]


def listed_if_recorded(name: str, items: Sequence[str]) -> list[Block]:
    """Return a heading and the items; of what the ledger does not hold, that it does not."""
    if not items:
        return [Heading(_("{title}: nothing recorded.").format(title=name))]
    return listed(name, items, len(items))


def _recorded(verdict: Verdict, report: Report) -> str:
    """Return a unit, a task, and what is recorded; days late where it came late."""
    sentences = record_sentences(verdict)
    if verdict.timeliness is Timeliness.OVERDUE:
        sentences.insert(0, f"{capital(days_late_text(verdict.days_late or 0))}.")
    name = unit_name(verdict, report.whole.day)
    return f"{name}, {short_place(verdict, report.whole)}. {' '.join(sentences)}"


def _late_task(group: TaskGroup, report: Report) -> str:
    late = days_late_text(group.days_late)
    names = capital(_by_status(group, report))
    return f"{full_place(group.any, report.whole)}: {late}. {names}. {progress_text(group)}."


def _coming(group: TaskGroup, report: Report) -> str:
    extended = "" if _same_day(group) else " " + _("(some by an extension)")
    return (
        f"{full_place(group.any, report.whole)}{extended}: {_by_status(group, report)}."
        f" {progress_text(group)}."
    )


def _same_day(group: TaskGroup) -> bool:
    return all(v.last_day == v.obligation.stated_last_day for v in group.verdicts)


def _by_status(group: TaskGroup, report: Report) -> str:
    """Return the units by what was recorded; of what nobody owes by a day, the unknown counted."""
    by: dict[Status, list[Verdict]] = {}
    for verdict in group.verdicts:
        by.setdefault(verdict.status, []).append(verdict)
    parts = []
    for status, verdicts in by.items():
        many = n_("{n} unit", "{n} units", len(verdicts))
        counted = (
            status is Status.UNREPORTED and verdicts[0].timeliness is Timeliness.NO_DEADLINE
        ) or len(verdicts) == _everyone(group)
        names = "" if counted else f" ({_names(verdicts, report)})"
        parts.append(f"{name_of_status(status)}: {many}{names}")
    return "; ".join(parts)


def _everyone(group: TaskGroup) -> int | None:
    """Return how many it concerns where nobody is late and all stand alike; else None."""
    late = group.any.timeliness is Timeliness.OVERDUE
    alike = len({v.status for v in group.everyone}) == 1
    plain = not any(v.history.notes or v.history.reminders or v.extension for v in group.everyone)
    return len(group.everyone) if alike and plain and not late else None


def _names(verdicts: Sequence[Verdict], report: Report) -> str:
    day: dt.date = report.whole.day
    return names_in_line(verdicts, day=day)
