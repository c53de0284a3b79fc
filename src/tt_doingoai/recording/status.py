"""From "these tasks, these units, this status" to the changes of one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.lookup import is_period
from tt_doingoai.model.ledger import Evidence, NoteChange, Status, StatusChange, Topic
from tt_doingoai.model.units import Unit
from tt_doingoai.recording.rules import (
    check_answer_after,
    check_complete,
    check_in_period,
    check_may_follow,
    check_not_ahead,
    day_of_record,
)
from tt_doingoai.schedule.fingerprint import fingerprint
from tt_doingoai.wording import _

_SHOWN = 5
_SETTLED = frozenset({Status.DONE, Status.NOT_APPLICABLE})


class Target(NamedTuple):
    """Which obligations a command is about.

    Attributes:
        tasks: Pairs of plan id and task id.
        units: The units, in the order given.
        period: A period code for recurring tasks; None where one alone is open.
        only_holders: Pass over units that do not answer for a task (a whole group was named).
    """

    tasks: Sequence[tuple[str, str]]
    units: Sequence[Unit]
    period: str | None = None
    only_holders: bool = False


class StatusRequest(NamedTuple):
    """A status to be recorded, as typed."""

    status: Status
    on: dt.date | None = None
    note: str | None = None
    basis: str | None = None
    answer_by: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()


def targeted(target: Target, assessment: Assessment, *, open_only: bool = True) -> list[Verdict]:
    """Return the obligations that a command is about, as they stand today.

    Args:
        target: What was named.
        assessment: Everything, as it stands today.
        open_only: Whether a period may be left out where one alone is still open.

    Raises:
        Refused: A unit does not answer for a task, or the period is not clear.
    """
    found: list[Verdict] = []
    # Of a whole group those are meant that still exist; an ended unit must be named.
    meant = (
        [v for v in assessment.verdicts if v.frozen_on is None]
        if target.only_holders
        else [*assessment.verdicts, *assessment.passed_on]
    )
    for plan_id, task_id in target.tasks:
        of_task = [
            v
            for v in meant
            if (v.obligation.plan.id, v.obligation.place.task.id) == (plan_id, task_id)
        ]
        before = len(found)
        for unit in target.units:
            of_unit = [v for v in of_task if v.obligation.unit.id == unit.id]
            if not of_unit and target.only_holders:
                continue
            if not of_unit:
                raise Refused(_does_not_answer(unit, task_id, of_task))
            found.append(_of_period(of_unit, target.period, open_only=open_only))
        if len(found) == before:
            raise Refused(
                _("none of these units answers for {task}; nothing was recorded").format(
                    task=task_id
                )
            )
    return found


def status_changes(
    request: StatusRequest, verdicts: Iterable[Verdict], *, today: dt.date
) -> tuple[StatusChange, ...]:
    """Return the changes that record a status for some obligations.

    Args:
        request: What is to be recorded.
        verdicts: The obligations as they stand today.
        today: Today in the workspace's time zone.

    Raises:
        Refused: The rules do not allow one of them; then none is recorded.
    """
    check_complete(request.status, basis=request.basis, answer_by=request.answer_by)
    changes = []
    for verdict in verdicts:
        on = day_of_record(verdict, request.status, given=request.on, today=today)
        check_answer_after(on, answer_by=request.answer_by)
        check_may_follow(verdict, request.status, on=on)
        obligation = verdict.obligation
        changes.append(
            StatusChange(
                plan=obligation.plan.id,
                plan_version=obligation.plan.version,
                task=obligation.place.task.id,
                unit=obligation.unit.id,
                period=obligation.key.period,
                on=on,
                status=request.status,
                note=request.note,
                basis=request.basis,
                answer_by=request.answer_by,
                evidence=request.evidence,
                fingerprint=fingerprint(obligation.place),
                supersedes=None,
            )
        )
    return tuple(changes)


def note_changes(
    topic: Topic,
    text: str,
    verdicts: Iterable[Verdict],
    *,
    on: dt.date | None,
    evidence: tuple[Evidence, ...],
    today: dt.date,
) -> tuple[NoteChange, ...]:
    """Return the changes that note a reason, a request, a refusal or a contact.

    Raises:
        Refused: The day lies ahead, or the text is empty.
    """
    if not text.strip():
        raise Refused(_("the note has no text; write it in quotes"))
    check_not_ahead(on, today=today)
    verdicts = list(verdicts)
    for verdict in verdicts:
        check_in_period(on, period=verdict.obligation.period)
    return tuple(
        NoteChange(
            plan=verdict.obligation.plan.id,
            plan_version=verdict.obligation.plan.version,
            task=verdict.obligation.place.task.id,
            unit=verdict.obligation.unit.id,
            period=verdict.obligation.key.period,
            on=on or today,
            topic=topic,
            text=text,
            evidence=evidence,
            supersedes=None,
        )
        for verdict in verdicts
    )


def _does_not_answer(unit: Unit, task_id: str, of_task: Sequence[Verdict]) -> str:
    holders = list(dict.fromkeys(v.obligation.unit.name for v in of_task))
    shown = "; ".join(holders[:_SHOWN]) + ("; …" if len(holders) > _SHOWN else "")
    return _("{unit} does not answer for {task}; those who do: {holders}").format(
        unit=unit.name, task=task_id, holders=shown or "-"
    )


def _of_period(of_unit: Sequence[Verdict], period: str | None, *, open_only: bool) -> Verdict:
    """Return the one obligation meant; a period may be left out where one alone is open."""
    meant = period_meant(of_unit, period, open_only=open_only)
    return next(v for v in of_unit if v.obligation.key.period == meant)


def period_meant(of_task: Sequence[Verdict], period: str | None, *, open_only: bool) -> str | None:
    """Return the code of the period meant; it may be left out where one alone is open.

    Args:
        of_task: Obligations of one task; at least one.
        period: What was typed.
        open_only: Whether a period may be left out where one alone is still open.

    Raises:
        Refused: It is not clear which one, or the task has none.
    """
    recurring = [v for v in of_task if v.obligation.period is not None]
    task_id = of_task[0].obligation.place.task.id
    if not recurring:
        if period is not None:
            raise Refused(
                _("{task} does not recur; leave out --period").format(task=task_id), about="period"
            )
        return None
    if period is not None:
        meant = [v for v in recurring if is_period(period, v.obligation.period)]
        if meant:
            return meant[0].obligation.key.period
        raise Refused(
            _('{task} has no period "{period}"; write one of: {periods}').format(
                task=task_id, period=period, periods=_codes(recurring)
            ),
            about="period",
        )
    candidates = [v for v in recurring if not open_only or v.status not in _SETTLED]
    codes = {v.obligation.key.period for v in candidates}
    if len(codes) == 1:
        return codes.pop()
    if not candidates:
        raise Refused(
            _("{task} has no open period; name one with --period: {periods}").format(
                task=task_id, periods=_codes(recurring)
            ),
            about="period",
        )
    raise Refused(
        _("{task} is open for several periods; name one with --period: {periods}").format(
            task=task_id, periods=_codes(candidates)
        ),
        about="period",
    )


def _codes(verdicts: Iterable[Verdict]) -> str:
    return ", ".join(dict.fromkeys(v.obligation.key.period or "" for v in verdicts))
