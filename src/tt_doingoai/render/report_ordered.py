"""What was ordered: the plans, what they carry out, their tasks with the deadlines as worded."""

from __future__ import annotations

from tt_doingoai.assess.report import Report
from tt_doingoai.model.deadline import Every, Ongoing, Unstated
from tt_doingoai.model.plan import CitedDocument, PlacedTask, Plan
from tt_doingoai.render.deadline_text import rhythm_text
from tt_doingoai.render.prose import Block, Heading, Items, Para
from tt_doingoai.schedule.last_day import occurrences
from tt_doingoai.terms import date_text, period_text
from tt_doingoai.wording import _, n_


def ordered(report: Report) -> list[Block]:
    """Return each plan with what it orders; tasks without a deadline are counted, not listed."""
    blocks: list[Block] = []
    tasks = report.ordered()
    for tracked in report.whole.plans:
        plan = tracked.plan
        of_plan = [place for planned, place in tasks if planned.id == plan.id]
        dated = [place for place in of_plan if _has_deadline(place)]
        named = _plan(plan)
        blocks.append(Heading(named) if report.whole.several_plans else Para(named))
        blocks += _carries_out(plan)
        blocks.append(Para(_how_many(report, plan, len(of_plan), len(of_plan) - len(dated))))
        blocks.append(Items([_task(report, plan, place) for place in dated]))
    return blocks


def _plan(plan: Plan) -> str:
    text = _("Plan {number} (version {version}): {title}").format(
        number=plan.number, version=plan.version, title=plan.title
    )
    if plan.amended_by:
        text += "; " + _("amended by {basis}").format(basis=plan.amended_by.number)
    return _stopped(text)


def _carries_out(plan: Plan) -> list[Block]:
    if not plan.legal_basis:
        return []
    documents = "; ".join(map(_document, plan.legal_basis))
    return [Para(_("It carries out: {documents}.").format(documents=documents))]


def _document(document: CitedDocument) -> str:
    text = document.number
    if document.date:
        text = _("{number} of {day}").format(number=text, day=date_text(document.date))
    if document.issuer:
        text = _("{number}, {issuer}").format(number=text, issuer=document.issuer)
    return text


def _how_many(report: Report, plan: Plan, tasks: int, undated: int) -> str:
    """Return how many tasks it gives to how many units, and how many of them have no deadline."""
    units = {v.obligation.unit for v in report.whole.verdicts if v.obligation.plan.id == plan.id}
    subordinate = sum(not unit.own for unit in units)
    text = _("{tasks} given to {units} ({subordinate} subordinate)").format(
        tasks=n_("{n} task", "{n} tasks", tasks),
        units=n_("{n} unit", "{n} units", len(units)),
        subordinate=subordinate,
    )
    if undated:
        text += "; " + _("{n} of them standing duties or without a stated time").format(n=undated)
    return f"{text}." if tasks == undated else _("{tasks}; with a deadline:").format(tasks=text)


def _task(report: Report, plan: Plan, place: PlacedTask) -> str:
    code = (plan.id, place.task.id)
    units = {
        v.obligation.unit.id
        for v in report.whole.verdicts
        if (v.obligation.plan.id, v.obligation.place.task.id) == code
    }
    who = n_("{n} unit", "{n} units", len(units)) if units else _("its first period has not begun")
    return _('{title} ({citation}: "{wording}"; {day}): {who}.').format(
        title=place.task.title,
        citation=place.citation,
        wording=place.task.deadline.wording,
        day=_day(report, plan, place),
        who=who,
    )


def _day(report: Report, plan: Plan, place: PlacedTask) -> str:
    """Return the last day of what is due once, the rhythm of what recurs."""
    deadline = place.task.deadline
    if not isinstance(deadline, Every):
        days = {
            v.obligation.stated_last_day
            for v in report.whole.verdicts
            if v.obligation.plan.id == plan.id and v.obligation.place.task.id == place.task.id
        }
        (once,) = occurrences(deadline, day=report.whole.day)
        day = next(iter(days), None) or once.last_day
        assert day is not None
        return _("at the latest {day}").format(day=date_text(day))
    text = _("{every} since {since}").format(
        every=rhythm_text(deadline), since=period_text(deadline.since)
    )
    if deadline.cutoff is None:
        text += ", " + _("the day set by the office")
    return text


def _has_deadline(place: PlacedTask) -> bool:
    return not isinstance(place.task.deadline, Ongoing | Unstated)


def _stopped(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
