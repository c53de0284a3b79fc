"""``ttdn report``: sentences and "- " lines, to be pasted into a letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.grouping import TaskGroup, by_task, earliest_first, latest_first
from tt_doingoai.assess.summary import Summary
from tt_doingoai.assess.verdict import DONE, OPEN, Timeliness, Verdict
from tt_doingoai.model.ledger import Status
from tt_doingoai.model.units import Unit
from tt_doingoai.render.figures import beside_sentences, rate_sentences
from tt_doingoai.render.page import Page, page, paragraph
from tt_doingoai.render.phrases import (
    capital,
    caveats,
    cited,
    days_late_text,
    judged_to,
    progress_text,
    source_line,
)
from tt_doingoai.render.records_text import record_sentences
from tt_doingoai.render.unit_note import handover_notes, names_in_line, reminders_text
from tt_doingoai.terms import (
    date_text,
    name_of_no_deadline,
    name_of_status,
    name_of_timeliness,
    period_text,
)
from tt_doingoai.wording import _, n_

# Every obligation stands in exactly one of these lists, by its timeliness.
LISTS: tuple[tuple[str, frozenset[Timeliness]], ...] = (
    ("overdue", frozenset({Timeliness.OVERDUE})),
    ("due_soon", frozenset({Timeliness.DUE_SOON})),
    ("done", DONE),
    ("in_time", frozenset({Timeliness.IN_TIME})),
    ("no_deadline", frozenset({Timeliness.NO_DEADLINE})),
    ("not_applicable", frozenset({Timeliness.NOT_APPLICABLE})),
)


def report_text(assessment: Assessment, where: Page, *, units: Sequence[Unit] = ()) -> str:
    """Return the report of some units, each with its lists, or the committee's whole picture.

    Args:
        assessment: How everything stands, narrowed to the units.
        where: Where the text goes.
        units: The units reported on; empty for the consolidated report.
    """
    if not units:
        return page(_report(assessment, _("Consolidated, by task."), _task_items))
    pages = []
    for unit in units:
        of_unit = assessment.narrowed(Filters(units=frozenset({unit.id})))
        subject = _("Unit: {name}.").format(name=unit.name_on(assessment.day))
        pages.append(page(_report(of_unit, subject, _obligation_items)))
    return "\n".join(pages)


def _report(
    assessment: Assessment,
    subject: str,
    items: Callable[[Sequence[Verdict], Assessment], list[str]],
) -> list[str]:
    plans = ", ".join(tracked.plan.number for tracked in assessment.plans)
    lines = paragraph(_("IMPLEMENTATION OF PLAN {plans}").format(plans=plans))
    lines += paragraph(f"{subject} {judged_to(assessment)}.")
    for told in caveats(assessment):
        lines += paragraph(told)
    lines += ["", *_cells_sentence(assessment.summary)]
    for told in rate_sentences(assessment.summary):
        lines += paragraph(told)
    for number, (name, cells) in enumerate(LISTS, start=1):
        listed = [v for v in assessment.listed if v.timeliness in cells]
        if not listed and assessment.filtered:
            continue
        lines += ["", *_list(f"{number}. {_list_title(name)}", listed, assessment, items)]
    lines.append("")
    for told in beside_sentences(assessment.verdicts, assessment.summary):
        lines += paragraph(told)
    return [*lines, *paragraph(source_line(assessment))]


def _cells_sentence(summary: Summary) -> list[str]:
    return paragraph(
        n_(
            "{n} obligation with a deadline",
            "{n} obligations with a deadline",
            summary.with_deadline,
        )
        + ": "
        + _("done on time {a}; done late {b}; open, in time {c}; open, overdue {d}.").format(
            a=summary.done_on_time,
            b=summary.done_late,
            c=summary.open_in_time,
            d=summary.overdue,
        )
    )


def _list_title(name: str) -> str:
    return {
        "overdue": _("Overdue"),
        "due_soon": _("Due soon"),
        "done": _("Done"),
        "in_time": _("In time"),
        "no_deadline": _("Standing duties and tasks without a stated time, not in the figures"),
        "not_applicable": _("Not applicable or withdrawn, not in the figures"),
    }[name]


def _list(
    title: str,
    listed: Sequence[Verdict],
    assessment: Assessment,
    items: Callable[[Sequence[Verdict], Assessment], list[str]],
) -> list[str]:
    if not listed:
        return paragraph(_("{title}: none.").format(title=title))
    lines = paragraph(f"{title}: {len(listed)}.")
    for item in items(listed, assessment):
        lines += paragraph(f"- {item}")
    return lines


def _obligation_items(listed: Sequence[Verdict], assessment: Assessment) -> list[str]:
    ordered = earliest_first(listed)
    return [_obligation_item(verdict, assessment) for verdict in ordered]


def _obligation_item(verdict: Verdict, assessment: Assessment) -> str:
    place = _place_and_day(verdict, assessment)
    told = [f"{_title(verdict)} ({place}): {_standing(verdict)}"]
    if verdict.timeliness in OPEN and assessment.closed_on(verdict.obligation.plan.id):
        told.append(capital(_("open when the follow-up ended")) + ".")
    told += [f"{capital(note)}." for note in handover_notes(verdict, assessment.day)]
    told += record_sentences(verdict)
    if verdict.timeliness is Timeliness.OVERDUE:
        reminded = (
            reminders_text(verdict, day=assessment.day, numbers=True)
            if verdict.history.reminders
            else _("none")
        )
        told.append(_("Reminders: {reminders}.").format(reminders=reminded))
    return " ".join(told)


def _standing(verdict: Verdict) -> str:
    """Return the verdict in a sentence."""
    match verdict.timeliness:
        case Timeliness.OVERDUE if verdict.status is Status.UNREPORTED:
            late = days_late_text(verdict.days_late or 0)
            return f"{late}; {name_of_status(verdict.status)}."
        case Timeliness.OVERDUE:
            return f"{days_late_text(verdict.days_late or 0)}."
        case Timeliness.DONE_ON_TIME if verdict.done_by_extension:
            return _("on time, thanks to an extension.")
        case Timeliness.DONE_ON_TIME:
            return _("on time.")
        case Timeliness.DONE_LATE:
            return _("late by {days}.").format(
                days=n_("{n} day", "{n} days", verdict.days_late or 0)
            )
        case _other:
            return f"{name_of_status(verdict.status)}."


def _title(verdict: Verdict) -> str:
    title = verdict.obligation.place.task.title
    if verdict.obligation.period:
        title += f", {period_text(verdict.obligation.period)}"
    return title


def _place_and_day(verdict: Verdict, assessment: Assessment) -> str:
    """Return citation, the plan's words and the day they lead to; never the code (design 2)."""
    obligation = verdict.obligation
    deadline = obligation.place.task.deadline
    told = cited(verdict, assessment)
    if obligation.stated_last_day is None:
        kind = name_of_no_deadline(deadline)
        return f'{told}: "{deadline.wording}", {kind}' if deadline.wording else f"{told}: {kind}"
    day = date_text(obligation.stated_last_day)
    if obligation.day_stated:
        return told + _(': "{wording}"; at the latest {day}').format(
            wording=deadline.wording, day=day
        )
    return told + _(': "{wording}"; {day}, set by the office, the plan gives no day').format(
        wording=deadline.wording, day=day
    )


def _task_items(listed: Sequence[Verdict], assessment: Assessment) -> list[str]:
    groups = by_task(listed, assessment.verdicts)
    return [_task_item(group, assessment) for group in latest_first(groups)]


def _task_item(group: TaskGroup, assessment: Assessment) -> str:
    told = f"{_title(group.any)} ({_place_and_day(group.any, assessment)})"
    names = "; ".join(_units(group, assessment.day))
    match group.any.timeliness:
        case Timeliness.OVERDUE:
            late = days_late_text(group.days_late)
            return f"{told}: {late}. {capital(names)}. {progress_text(group)}."
        case Timeliness.DUE_SOON | Timeliness.IN_TIME:
            return f"{told}: {names}. {progress_text(group)}."
        case _other:
            return f"{told}: {names}."


def _units(group: TaskGroup, day: dt.date) -> list[str]:
    """Return the units by what there is to tell of them: the verdict where done, else the status.

    Where nothing is owed by a day, those of whom nothing is known are counted, not named.
    """
    by_label: dict[str, list[Verdict]] = {}
    for verdict in group.verdicts:
        done = verdict.timeliness in DONE
        label = name_of_timeliness(verdict.timeliness) if done else name_of_status(verdict.status)
        by_label.setdefault(label, []).append(verdict)
    told = []
    for label, verdicts in by_label.items():
        count = n_("{n} unit", "{n} units", len(verdicts))
        unknown = verdicts[0].status is Status.UNREPORTED
        if unknown and verdicts[0].timeliness is Timeliness.NO_DEADLINE:
            told.append(f"{label}: {count}")
        else:
            told.append(f"{label}: {count} ({names_in_line(verdicts, day=day)})")
    return told
