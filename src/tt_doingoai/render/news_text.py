"""``ttdn check --new``: what is new first, then a line for what was announced before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.grouping import TaskGroup, by_task, earliest_first, latest_first
from tt_doingoai.assess.news import News
from tt_doingoai.assess.reminding import asks_for_letter
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.render.check_text import (
    how_to_record,
    how_to_remind,
    near_lines,
    task_lines,
)
from tt_doingoai.render.news_lines import overdue_before_line, task_line
from tt_doingoai.render.page import Page, page, paragraph
from tt_doingoai.render.phrases import near_date, office_days_key
from tt_doingoai.render.sources import caveats, source_line
from tt_doingoai.render.status_text import list_title, waiting_line
from tt_doingoai.terms import date_and_weekday
from tt_doingoai.wording import _, n_


def news_text(assessment: Assessment, news: News, where: Page) -> str:
    """Return what is new, with what was late before; nothing at all where nothing is new."""
    if not (news.any or where.unfold):
        return ""
    lines: list[str] = []
    for sentence in (*_mark_caveat(news), *caveats(assessment), _heading(assessment, news)):
        lines += paragraph(sentence)
    new, before = (
        latest_first(by_task(earliest_first(part), assessment.verdicts))
        for part in (news.overdue, news.overdue_before)
    )
    for group in new:
        lines += ["", *paragraph(_("NEWLY OVERDUE ({n}):").format(n=len(group.verdicts)))]
        lines += task_lines(group, assessment)
        if any(map(asks_for_letter, group.verdicts)):
            lines += _register(group, assessment)
    lines += ["", overdue_before_line(before, assessment)]
    waiting = waiting_line(assessment)
    lines += paragraph(waiting, rest="   ") if waiting else []
    lines += _soon(news, assessment)
    shown = [verdict for part in news[:4] for verdict in part]
    lines += [line for key in office_days_key(shown) for line in ["", *paragraph(key)]]
    late = [verdict for group in (*new, *before) for verdict in group.verdicts]
    lines += ["", *_commands(late, news, assessment)]
    return page([*lines, *paragraph(source_line(assessment))])


def _mark_caveat(news: News) -> list[str]:
    if news.unreadable is None:
        return []
    text = _(
        "What was announced before cannot be read (store/announced.json: {reason}), so everything"
        " is told as new; the next check with --announce mends it."
    )
    return [text.format(reason=news.unreadable)]


def _heading(assessment: Assessment, news: News) -> str:
    numbers = ", ".join(tracked.plan.number for tracked in assessment.plans)
    new, before = len(news.overdue), len(news.overdue_before)
    counts = [
        n_("{n} obligation NEWLY overdue", "{n} obligations NEWLY overdue", new),
        n_("{n} overdue from before", "{n} overdue from before", before),
    ]
    if news.soon:
        counts.append(n_("{n} newly due soon", "{n} newly due soon", len(news.soon)))
    day = _("{numbers}, {day}").format(numbers=numbers, day=date_and_weekday(assessment.day))
    return f"{day}: {', '.join(counts)}"


def _register(group: TaskGroup, assessment: Assessment) -> list[str]:
    """Say of which days the register of incoming documents is to be looked through."""
    first = min(v.last_day for v in group.verdicts if v.last_day) - dt.timedelta(days=1)
    last = assessment.day - dt.timedelta(days=1)
    text = _(
        "Before reminding anyone, look into the register of incoming documents from {first} to"
        " {last}."
    ).format(
        first=near_date(first, view_day=assessment.day),
        last=near_date(last, view_day=assessment.day),
    )
    return paragraph(text, first="  ", rest="  ")


def _soon(news: News, assessment: Assessment) -> list[str]:
    """Return what is newly due soon, task by task, and a line for each other task."""
    lines = []
    for group in by_task(earliest_first(news.soon), assessment.verdicts):
        title = _("NEWLY DUE SOON ({n}):").format(n=len(group.verdicts))
        lines += ["", *paragraph(title), *near_lines(group, assessment)]
    if news.soon_before or not news.soon:
        lines += [""] if lines else []
        title = list_title(Timeliness.DUE_SOON, assessment, news.soon_before)
        lines += paragraph(title)
    for group in by_task(earliest_first(news.soon_before), assessment.verdicts):
        days = {v.last_day for v in group.verdicts if v.last_day}
        lines.append(task_line(group, date_and_weekday(min(days)), assessment))
    return lines


def _commands(late: Sequence[Verdict], news: News, assessment: Assessment) -> list[str]:
    """Return what to type next, ready to be changed."""
    open_ = [v for v in (*late, *news.soon) if not v.awaits_office]
    lines = paragraph(how_to_record(open_[0], assessment)) if open_ else []
    if any(map(asks_for_letter, late)):
        lines += paragraph(how_to_remind())
    if late:
        lines += paragraph(_("The whole list: {command}").format(command="ttdn check"))
    return lines
