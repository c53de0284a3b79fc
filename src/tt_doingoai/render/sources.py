"""What an answer rests on: plans and their versions, the day, the caveats, the source line."""

from __future__ import annotations

from tt_doingoai.assess.assessment import Assessment, TrackedPlan
from tt_doingoai.model.plan import Plan
from tt_doingoai.schedule.working_days import WorkingDays
from tt_doingoai.terms import date_and_weekday, date_text
from tt_doingoai.wording import _, n_


def plan_heading(tracked: TrackedPlan, assessment: Assessment) -> str:
    """Return a plan's number, version and subject, and the day it is judged on."""
    plan = tracked.plan
    about = f": {plan.short_title}" if plan.short_title else ""
    return _("{number} (version {version}){about}. {judged}").format(
        number=plan.number, version=plan.version, about=about, judged=judged_to(assessment)
    )


def judged_to(assessment: Assessment) -> str:
    """Return "Tính đến hết ngày 12/4/2024 (thứ Sáu)"."""
    return _("As of the end of {day}").format(day=date_and_weekday(assessment.day))


def caveats(assessment: Assessment) -> list[str]:
    """Return what a reader must know before any figure: what it rests on, what is left out."""
    sentences = []
    if assessment.nothing_recorded:
        sentences.append(
            _("The ledger holds nothing yet: the lists below are not yet findings of lateness.")
        )
    if assessment.roster.sample:
        sentences.append(_("Sample list of units."))
    if assessment.filtered:
        sentences.append(_("The lists are filtered; the figures are not."))
    if assessment.unplaced:
        sentences.append(
            n_(
                "{n} record is of a task or unit that is no longer there; see: ttdn log",
                "{n} records are of tasks or units that are no longer there; see: ttdn log",
                len(assessment.unplaced),
            )
        )
    if assessment.passed_on:
        sentences.append(
            n_(
                "{n} obligation that an ended unit left open is now its successors'.",
                "{n} obligations that ended units left open are now their successors'.",
                len(assessment.passed_on),
            )
        )
    sentences += [
        _(
            "{plan}: version {n} was edited or removed after records were made against it"
            " ({tasks}). Put its words back and publish the next version (ttdn plan amend {plan}),"
            " or confirm the records: ttdn confirm"
        ).format(plan=edited.plan, n=edited.version, tasks=", ".join(edited.tasks))
        for edited in assessment.edited
    ]
    return sentences + [_closed(p, assessment) for p in assessment.plans if p.closing]


def _closed(tracked: TrackedPlan, assessment: Assessment) -> str:
    """Return when and by what a plan's follow-up ended, and how many were open then."""
    assert tracked.closing is not None
    text = _(
        "{plan}: the follow-up ended on {day} ({basis}), and it is judged to that day."
    ).format(
        plan=tracked.plan.number,
        day=date_text(tracked.closing.on),
        basis=tracked.closing.basis,
    )
    left = assessment.left_open(tracked.plan.id)
    if not left:
        return text
    return f"{text} " + n_(
        "{n} obligation was open when the follow-up ended.",
        "{n} obligations were open when the follow-up ended.",
        left,
    )


def source_line(assessment: Assessment) -> str:
    """Return what the figures were made from, so that a printed page can be made again."""
    inputs = assessment.inputs
    versions = ", ".join(f"{p.plan.number} {_version(p.plan.version)}" for p in assessment.plans)
    head = assessment.ledger.head
    return _(
        "Source: {versions}; ledger update {revision}, code {head}; plans {plans}, units {units},"
        " settings {settings}; {rules}."
    ).format(
        versions=versions,
        revision=assessment.ledger.revision,
        head=_short(head) if head else "-",
        plans=_short(inputs.plans),
        units=_short(inputs.units),
        settings=_short(inputs.settings),
        rules=_rules(assessment),
    )


def version_text(plan: Plan) -> str:
    """Return which version it is, and since when by which document where it is a later one."""
    parts = [_version(plan.version)]
    if plan.effective_from:
        parts.append(_("in force from {day}").format(day=date_text(plan.effective_from)))
    if plan.amended_by:
        parts.append(_("by {basis}").format(basis=plan.amended_by.number))
    return ", ".join(parts)


def _version(version: int) -> str:
    return _("version {n}").format(n=version)


def _short(digest: str | None) -> str:
    return digest[:8] if digest is not None else "-"


def _rules(assessment: Assessment) -> str:
    by_rule: dict[str, list[str]] = {}
    for tracked in assessment.plans:
        by_rule.setdefault(tracked.plan.deadline_rule, []).append(tracked.plan.number)
    texts = {
        "as_stated": _("last days as stated, not moved off days off"),
        "next_working_day": _("last days moved to the next working day ({calendar})").format(
            calendar=_calendar(assessment.working_days)
        ),
    }
    if len(by_rule) == 1:
        return "".join(texts[rule] for rule in by_rule)
    return "; ".join(f"{', '.join(by_rule[rule])}: {texts[rule]}" for rule in sorted(by_rule))


def _calendar(working_days: WorkingDays | None) -> str:
    """Return which calendar it is, and by how many of the office's own days it was overruled."""
    if working_days is None:
        return "-"
    text = _("public holidays of Viet Nam by {calendar}").format(calendar=working_days.calendar)
    own = working_days.own
    if own.extra or own.working:
        text += "; " + _("the office's own days: {off} off, {worked} worked").format(
            off=len(own.extra), worked=len(own.working)
        )
    return text
