"""What ``check --new`` tells in one line of the page: tasks and units, as many as find room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.grouping import TaskGroup
from tt_doingoai.render.page import TEXT_WIDTH
from tt_doingoai.render.phrases import days_late_text, task_code
from tt_doingoai.render.unit_note import unit_name
from tt_doingoai.terms import period_text
from tt_doingoai.text import width
from tt_doingoai.wording import _, n_


def task_line(group: TaskGroup, day: str, assessment: Assessment) -> str:
    """Return a task and its units in one line; of units that find no room, how many they are.

    A day that the plan's words do not give is marked (*).
    """
    begin = _task(group, assessment)
    end = _marked(day, group)
    return _clipped(_names(group, assessment), lambda units: f"  {begin}: {units}; {end}", _units)


def overdue_before_line(groups: Sequence[TaskGroup], assessment: Assessment) -> str:
    """Return what is overdue and was announced before: names where they find room, else numbers.

    Args:
        groups: It, by task.
        assessment: What it is part of.
    """
    count = sum(len(group.verdicts) for group in groups)
    if not count:
        return _("OVERDUE FROM BEFORE: none")
    title = _("OVERDUE FROM BEFORE: {n}").format(n=count)
    named = "; ".join(
        f"{_task(group, assessment)}: {', '.join(_names(group, assessment))}; "
        f"{_marked(_lateness([group]), group)}"
        for group in groups
    )
    whole = f"{title} ({named})"
    if width(whole) <= TEXT_WIDTH:
        return whole
    late = _lateness(groups)
    if len(groups) == 1:
        task, end = _task(groups[0], assessment), _marked(late, groups[0])
        names = _names(groups[0], assessment)
        return _clipped(names, lambda units: f"{title} ({task}: {units}; {end})", _units)
    counted = "; ".join(
        _marked(f"{_task(group, assessment)}: {len(group.verdicts)}", group) for group in groups
    )
    whole = f"{title} ({counted}; {late})"
    if width(whole) <= TEXT_WIDTH:
        return whole
    tasks = [_marked(_task(group, assessment), group) for group in groups]
    return _clipped(tasks, lambda shown: f"{title} ({shown}; {late})", _tasks, separator="; ")


def _clipped(
    parts: Sequence[str],
    line: Callable[[str], str],
    others: Callable[[int], str],
    *,
    separator: str = ", ",
) -> str:
    """Return a line with as many parts as find room, one at least, and the number of others."""

    def lines() -> Iterator[str]:
        for shown in range(len(parts), 0, -1):
            more = len(parts) - shown
            text = separator.join(parts[:shown])
            yield line(f"{text} {others(more)}" if more else text)

    fitted = ""
    for fitted in lines():
        if width(fitted) <= TEXT_WIDTH:
            break
    return fitted


def _units(more: int) -> str:
    return n_("and {n} other unit", "and {n} other units", more)


def _tasks(more: int) -> str:
    return n_("and {n} other task", "and {n} other tasks", more)


def _task(group: TaskGroup, assessment: Assessment) -> str:
    code = task_code(group.any, assessment)
    return f"{code}, {period_text(group.period)}" if group.period else code


def _names(group: TaskGroup, assessment: Assessment) -> list[str]:
    return [unit_name(verdict, assessment.day) for verdict in group.verdicts]


def _marked(text: str, group: TaskGroup) -> str:
    return text if group.any.obligation.day_stated else f"{text} (*)"


def _lateness(groups: Sequence[TaskGroup]) -> str:
    days = [verdict.days_late or 0 for group in groups for verdict in group.verdicts]
    if min(days) == max(days):
        return days_late_text(max(days))
    return _("{least} to {most} days late").format(least=min(days), most=max(days))
