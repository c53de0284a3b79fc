"""How the reports of a unit and of the whole tell an item: its place, its verdict, its records."""

from __future__ import annotations

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import OPEN, Timeliness, Verdict
from tt_doingoai.model.ledger import Status
from tt_doingoai.render.phrases import (
    capital,
    cited,
    days_late_text,
)
from tt_doingoai.render.records_text import record_sentences
from tt_doingoai.render.unit_note import handover_notes, reminders_text
from tt_doingoai.terms import (
    date_text,
    name_of_no_deadline,
    name_of_status,
    period_text,
)
from tt_doingoai.wording import _, n_


def title(verdict: Verdict) -> str:
    """Return the title of a task, with its period."""
    text = verdict.obligation.place.task.title
    if verdict.obligation.period:
        text += f", {period_text(verdict.obligation.period)}"
    return text


def short_place(verdict: Verdict, assessment: Assessment) -> str:
    """Return title and citation; never the code (design 2)."""
    return f"{title(verdict)} ({cited(verdict, assessment)})"


def full_place(verdict: Verdict, assessment: Assessment) -> str:
    """Return title, citation, the plan's words and the day they lead to."""
    return f"{title(verdict)} ({place_and_day(verdict, assessment)})"


def place_and_day(verdict: Verdict, assessment: Assessment) -> str:
    """Return citation, the plan's words and the day they lead to; never the code (design 2)."""
    obligation = verdict.obligation
    deadline = obligation.place.task.deadline
    place = cited(verdict, assessment)
    if obligation.stated_last_day is None:
        kind = name_of_no_deadline(deadline)
        return f'{place}: "{deadline.wording}", {kind}' if deadline.wording else f"{place}: {kind}"
    day = date_text(obligation.stated_last_day)
    if obligation.day_stated:
        return place + _(': "{wording}"; at the latest {day}').format(
            wording=deadline.wording, day=day
        )
    return place + _(': "{wording}"; {day}, set by the office, the plan gives no day').format(
        wording=deadline.wording, day=day
    )


def story(verdict: Verdict, assessment: Assessment, *, never_reminded: bool = True) -> str:
    """Return the verdict on an obligation and all that is recorded of it, in sentences.

    Args:
        verdict: The verdict.
        assessment: What it is part of.
        never_reminded: Say of what is overdue that no reminder went out, where none did.
    """
    sentences = [standing(verdict)]
    if verdict.timeliness in OPEN and assessment.closed_on(verdict.obligation.plan.id):
        sentences.append(capital(_("open when the follow-up ended")) + ".")
    sentences += [f"{capital(note)}." for note in handover_notes(verdict, assessment.day)]
    sentences += record_sentences(verdict)
    if verdict.history.reminders:
        reminded = reminders_text(verdict, day=assessment.day, numbers=True)
        sentences.append(_("Reminders: {reminders}.").format(reminders=reminded))
    elif never_reminded and verdict.timeliness is Timeliness.OVERDUE:
        sentences.append(_("Reminders: {reminders}.").format(reminders=_("none")))
    return " ".join(sentences)


def standing(verdict: Verdict) -> str:
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
