"""What a reminder's template is given: texts, numbers and flags, the days in words; no codes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.reminding import Reminder
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import ReminderChange, Status, Topic
from tt_doingoai.model.plan import PlacedTask, Plan
from tt_doingoai.terms import date_and_weekday, date_text, period_text
from tt_doingoai.text import one_line
from tt_doingoai.wording import speaking

_PARTY_NUMBER: Final = re.compile(r"[0-9]+\s*-\s*[^\W\d_]+\s*/\s*([^\W\d_]+)")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+")
_SHORT: Final = 4  # "TP.", "PGS." end no sentence
_SHORTENED: Final = ("Tp.", "Th.")


def letter_data(
    reminder: Reminder,
    assessment: Assessment,
    *,
    number: str | None,
    answer_by: dt.date | None,
) -> dict[str, Any]:
    """Return what the template of a reminder is filled in with, in Vietnamese.

    Args:
        reminder: Whom to remind of what.
        assessment: How everything stands on the day that the letter bears.
        number: The letter's number; None where it is not given yet.
        answer_by: The day by which an answer is asked for.
    """
    head, day = assessment.settings.letters, assessment.day
    plans = plans_of(reminder)
    with speaking("vi"):
        day_, month, year = date_text(day).split("/")
        fields = {
            "superior": head.superior or "",
            "organ": head.organ or issuer_name(plans, assessment),
            "place": head.place or "",
            "number": number or "",
            "suffix": head.suffix or letter_suffix(plans),
            "date": {"day": day_, "month": month, "year": year},
            "unit": reminder.unit.name_on(day),
            "addressee": reminder.unit.addressee_on(day),
            "judged": date_and_weekday(day),
            "answer_by": date_and_weekday(answer_by) if answer_by else "",
            "total": len(reminder.late),
            "plans": [_plan(plan, reminder, assessment) for plan in plans],
            "signed": list(head.signed),
            "recipients": list(head.recipients),
            "filed": head.filed or "",
        }
    return {key: _harmless(value) for key, value in fields.items()}


def letter_suffix(plans: Sequence[Plan]) -> str:
    """Return what follows a letter's number, by the plans' own numbers: CV/ĐUK for 97-KH/ĐUK.

    Empty where a plan's number is not of the Party's form, or plans differ.
    """
    organs = {match[1] if match else "" for match in map(_party_number, plans)}
    organ = organs.pop() if len(organs) == 1 else ""
    return f"CV/{organ}" if organ else ""


def _party_number(plan: Plan) -> re.Match[str] | None:
    return _PARTY_NUMBER.fullmatch(plan.number.strip())


def plans_of(reminder: Reminder) -> list[Plan]:
    """Return the plans that a letter names, in the order of what is late longest."""
    verdicts = (*reminder.late, *reminder.upcoming)
    return list({v.obligation.plan.id: v.obligation.plan for v in verdicts}.values())


def issuer_name(plans: Sequence[Plan], assessment: Assessment) -> str:
    """Return the name of the body that issued all the plans; empty where they differ."""
    issuers = {plan.issuer for plan in plans}
    unit = assessment.roster.unit(issuers.pop()) if len(issuers) == 1 else None
    return unit.name_on(assessment.day) if unit else ""


def _plan(plan: Plan, reminder: Reminder, assessment: Assessment) -> dict[str, Any]:
    def of_plan(verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
        return [_item(v, assessment) for v in verdicts if v.obligation.plan.id == plan.id]

    return {
        "number": plan.number,
        "title": plan.title,
        "issuer": issuer_name([plan], assessment),
        "issued": date_text(plan.issued_on) if plan.issued_on else "",
        "amended_by": plan.amended_by.number if plan.amended_by else "",
        "late": of_plan(reminder.late),
        "upcoming": of_plan(reminder.upcoming),
    }


def _item(verdict: Verdict, assessment: Assessment) -> dict[str, Any]:
    obligation, extension = verdict.obligation, verdict.extension
    unrolled = obligation.unrolled_last_day
    assert obligation.stated_last_day is not None
    assert verdict.last_day is not None
    return {
        "title": obligation.place.task.title,
        "period": period_text(obligation.period) if obligation.period else "",
        "citation": obligation.place.citation,
        "wording": obligation.place.task.deadline.wording or "",
        "quote": _quote(obligation.place),
        "day_stated": obligation.day_stated,
        "stated_last_day": date_and_weekday(obligation.stated_last_day),
        "day_off": (
            date_and_weekday(unrolled)
            if unrolled and unrolled != obligation.stated_last_day
            else ""
        ),
        "last_day": date_and_weekday(verdict.last_day),
        "days_late": verdict.days_late or 0,
        "extended_by": extension.basis if extension else "",
        **_standing(verdict),
        "taken_over": [_left(before, assessment) for before in verdict.inherited],
    }


def _left(before: Verdict, assessment: Assessment) -> dict[str, Any]:
    """Return what a unit that has ended left of it."""
    unit = before.obligation.unit
    return {
        "name": unit.name,
        "until": date_text(unit.until) if unit.until else "",
        "decision": unit.decision.number if unit.decision else "",
        **_standing(before),
    }


def _standing(verdict: Verdict) -> dict[str, Any]:
    """Return what the ledger knows: received, returned, begun, more time asked for, reminded."""
    record = verdict.history.status.change if verdict.history.status else None
    returned = record if record and record.status is Status.RETURNED else None
    begun = record if record and record.status is Status.IN_PROGRESS else None
    answer_by = returned.answer_by if returned else None
    received_on = verdict.history.received_on
    asked = verdict.history.asked_for
    asked_on = {asked.topic: date_text(asked.on)} if asked else {}
    return {
        "known": record is not None,
        "begun": date_text(begun.on) if begun else "",
        "received": date_text(received_on) if received_on else "",
        "returned": date_text(returned.on) if returned else "",
        "asked_again": date_and_weekday(answer_by) if answer_by else "",
        "requested": asked_on.get(Topic.REQUEST, ""),
        "refused": asked_on.get(Topic.REFUSAL, ""),
        "reminders": [_sent(entry) for entry in verdict.history.reminders],
    }


def _sent(entry: Entry[ReminderChange]) -> dict[str, str]:
    return {"day": date_text(entry.change.on), "number": entry.change.number or ""}


def _quote(place: PlacedTask) -> str:
    """Return the plan's own sentence that holds the deadline's words, from the innermost clause.

    The clause's whole text where several of its sentences hold them: which of them is the task's
    is not written anywhere. The words alone where they stand in a heading, or nowhere as one
    sentence.
    """
    wording = place.task.deadline.wording or ""
    for clause in reversed(place.clauses):
        text = clause.text or ""
        holding = [s for s in _sentences(text) if wording and wording in s]
        if holding:
            return holding[0] if len(holding) == 1 else text
    return wording


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text; one begins with a capital letter, after a mark."""
    begin = 0
    for gap in _SENTENCE_END.finditer(text):
        before = text[max(begin, gap.start() - _SHORT - 1) : gap.start()].rsplit(maxsplit=1)[-1]
        short = (len(before) <= _SHORT and before.isupper()) or before in _SHORTENED
        if text[gap.end() : gap.end() + 1].isupper() and not short:
            yield text[begin : gap.start()].strip()
            begin = gap.end()
    yield text[begin:].strip()


def _harmless(value: Any) -> Any:
    """Return data whose every text is one clean line: nothing in it breaks a letter's lines."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, dict):
        return {key: _harmless(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_harmless(item) for item in value]
    return value
