"""Which obligations a recording command is about: what was named, as it stands today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.lookup import is_period
from tt_doingoai.model.ledger import SETTLED
from tt_doingoai.model.units import Unit
from tt_doingoai.wording import _

_SHOWN = 5


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
    candidates = [v for v in recurring if not open_only or v.status not in SETTLED]
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
