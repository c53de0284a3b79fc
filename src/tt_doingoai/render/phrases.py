"""Phrases that several outputs share: how a task, its deadline and its progress are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.grouping import TaskGroup
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.ledger import Status
from tt_doingoai.model.plan import ClauseNote
from tt_doingoai.terms import (
    date_and_weekday,
    date_text,
    name_of_no_deadline,
    period_text,
    share,
    short_date_text,
)
from tt_doingoai.wording import _, n_

# Which statuses an open obligation can have, in the order they are listed.
OPEN_STATUSES = (Status.UNREPORTED, Status.IN_PROGRESS, Status.RECEIVED, Status.RETURNED)


def task_heading(group: TaskGroup, assessment: Assessment) -> str:
    """Return title, citation and code of a task, the period and the plan where they are needed."""
    task = group.place.task
    title = task.title
    if group.period:
        title += f", {period_text(group.period)}"
    return _("{title} ({citation}; code {code})").format(
        title=title, citation=cited(group.any, assessment), code=task_code(group.any, assessment)
    )


def task_code(verdict: Verdict, assessment: Assessment) -> str:
    """Return the code to type for a task, with its plan where there are several."""
    plan = f"{verdict.obligation.plan.id}:" if assessment.several_plans else ""
    return f"{plan}{verdict.obligation.place.task.id}"


def cited(verdict: Verdict, assessment: Assessment) -> str:
    """Return how a letter names the clause, with its plan where there are several."""
    obligation = verdict.obligation
    number = f", {obligation.plan.number}" if assessment.several_plans else ""
    return f"{obligation.place.citation}{number}"


def days_late_text(days: int) -> str:
    """Return "quá 3 ngày"."""
    return n_("{n} day late", "{n} days late", days)


def last_day_text(verdict: Verdict) -> str:
    """Return the plan's words and the day they lead to, with its weekday.

    A day that the words do not give is marked (*).
    """
    obligation = verdict.obligation
    deadline = obligation.place.task.deadline
    if obligation.stated_last_day is None:
        kind = name_of_no_deadline(deadline)
        return f'{kind} ("{deadline.wording}")' if deadline.wording else kind
    text = _('due "{wording}": at the latest {day}').format(
        wording=deadline.wording, day=date_and_weekday(obligation.stated_last_day)
    )
    return text if obligation.day_stated else f"{text} (*)"


def office_days_key(verdicts: Iterable[Verdict]) -> list[str]:
    """Return what (*) stands for where a day of these was set by the office; else nothing."""
    if all(v.last_day is None or v.obligation.day_stated for v in verdicts):
        return []
    return [_("(*) The last day was set by the office: the plan gives none.")]


def near_date(day: dt.date, *, view_day: dt.date) -> str:
    """Return a day, without its year where that is the year of the view."""
    return short_date_text(day) if day.year == view_day.year else date_text(day)


def progress_text(group: TaskGroup) -> str:
    """Return how many of how many have done a task, and how many of these in time."""
    done = group.done
    on_time, late = group.count(Timeliness.DONE_ON_TIME), group.count(Timeliness.DONE_LATE)
    parts = []
    if group.handed_in.n > done.n:
        parts.append(_("received {share}").format(share=share(group.handed_in)))
    progress = _("done {share}").format(share=share(done))
    if on_time or late:
        progress += _(": {on_time} on time, {late} late").format(on_time=on_time, late=late)
    parts.append(progress)
    text = "; ".join(parts)
    return capital(text)


def capital(text: str) -> str:
    """Return a text that begins a sentence."""
    return text[:1].upper() + text[1:]


def note_text(note: ClauseNote) -> str:
    """Return a clause's note in brackets, with whose it is."""
    label = _("Footnote") if note.kind == "footnote" else _("Editor's note")
    return f"[{label}: {note.text}]"
