"""What must hold inside and between files beyond their form: a tuple of checks of one shape."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

from tt_doingoai.loading.files import Location, Plans, ReadFile, Units
from tt_doingoai.loading.order_checks import check_order
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.roster_checks import (
    check_lives,
    check_roster,
    check_succession,
    check_unit_ties,
    no_unit,
)
from tt_doingoai.model.deadline import By, Every, Ongoing, Unstated
from tt_doingoai.model.period import MONTHS, Period
from tt_doingoai.model.plan import Clause, Plan, Task, placed_tasks
from tt_doingoai.model.scalars import LATEST
from tt_doingoai.schedule.last_day import occurrences
from tt_doingoai.text import fold
from tt_doingoai.wording import _

_FIRST: Final = (0, 1, 1)  # the first day of a period: of this one, its first month, day 1


def check_all(plans: Plans, units: Units) -> list[Problem]:
    """Return what every check finds in files whose form is right."""
    return [problem for check in CHECKS for problem in check(plans, units)]


def check_file_names(plans: Plans, units: Units) -> Iterator[Problem]:
    """A plan stands in ``<id>.v<version>.yaml``, so no version can be there twice."""
    for file in plans:
        if file.model:
            expected = f"{file.model.id}.v{file.model.version}.yaml"
            if file.path.rsplit("/", 1)[-1] != expected:
                message = _('by its id and version the file must be named "{name}"')
                yield file.problem("TD026", ("id",), message.format(name=expected))


def check_clauses(plans: Plans, units: Units) -> Iterator[Problem]:
    """A clause has a heading or a text, and ids are unique within a plan."""
    for file in plans:
        seen: set[str] = set()
        for index, section in enumerate(file.model.sections if file.model else ()):
            yield from _once(file, seen, section.id, ("sections", index, "id"))
        seen = set()
        for location, path in _clauses(file):
            clause = path[-1]
            if clause.heading is None and clause.text is None:
                message = _('clause {id} needs a "heading" or a "text"').format(id=clause.id)
                yield file.problem("TD025", location, message)
            yield from _once(file, seen, clause.id, (*location, "id"))
        tasks: set[str] = set()
        for location, _path, task in _tasks(file):
            yield from _once(file, tasks, task.id, (*location, "id"))


def _once(file: ReadFile[Plan], seen: set[str], name: str, location: Location) -> Iterator[Problem]:
    if name in seen:
        yield file.problem(
            "TD024", location, _('the id "{id}" stands twice; change one of them').format(id=name)
        )
    seen.add(name)


def check_content(plans: Plans, units: Units) -> Iterator[Problem]:
    """A plan orders something: it has tasks, and every section has clauses."""
    for file in plans:
        for index, section in enumerate(file.model.sections if file.model else ()):
            if not section.clauses:
                message = _("section {id} has no clause; the file may be cut off")
                place = ("sections", index, "clauses")
                yield file.problem("TD033", place, message.format(id=section.id))
        if file.model and not placed_tasks(file.model):
            message = _("the plan has no task; the file may be cut off")
            yield file.problem("TD033", ("sections",), message)


def check_versions(plans: Plans, units: Units) -> Iterator[Problem]:
    """The first version has no ``effective_from``; each later one a later day (design 3.1)."""
    by_id: defaultdict[str, list[ReadFile[Plan]]] = defaultdict(list)
    for file in plans:
        if file.model:
            by_id[file.model.id].append(file)
    for files in by_id.values():
        before: Plan | None = None
        for file in sorted(files, key=_version_of):
            plan = file.model
            assert plan is not None
            if before is None:
                before = plan
                continue
            if plan.effective_from is None:
                told = _("version {n} needs the day on which it replaced the one before")
                yield file.problem("TD032", ("effective_from",), told.format(n=plan.version))
            elif before.effective_from and plan.effective_from <= before.effective_from:
                told = _("version {n} must begin after version {before}, which began on {day}")
                told = told.format(n=plan.version, before=before.version, day=before.effective_from)
                yield file.problem("TD032", ("effective_from",), told)
            before = plan


def _version_of(file: ReadFile[Plan]) -> int:
    return file.model.version if file.model else 0


def check_wording(plans: Plans, units: Units) -> Iterator[Problem]:
    """A deadline's wording occurs in the clause of its task, or in one above it."""
    for file in plans:
        for location, path, task in _tasks(file):
            wording = task.deadline.wording
            if wording is None:
                continue
            texts = [_level(t) for clause in path for t in (clause.heading, clause.text) if t]
            if not any(_level(wording) in text for text in texts):
                message = _(
                    '"{wording}" is not in the text of {clause}; quote the plan word for word'
                )
                yield file.problem(
                    "TD020",
                    (*location, "deadline", "wording"),
                    message.format(wording=wording, clause=path[-1].id),
                )


def check_leads(plans: Plans, units: Units) -> Iterator[Problem]:
    """Every lead, supporting unit and issuer is known, and every lead has someone in it."""
    roster = units.model
    if roster is None:
        return
    members = {membership.id for unit in roster.units for membership in unit.groups}
    known = {unit.id for unit in roster.units} | set(roster.groups)
    for file in plans:
        if file.model and roster.unit(file.model.issuer) is None:
            yield file.problem("TD021", ("issuer",), no_unit(file.model.issuer))
        for location, _path, task in _tasks(file):
            for key, names in (("lead", task.lead), ("supporting", task.supporting)):
                for index, name in enumerate(names):
                    place = (*location, key, index)
                    if name not in known:
                        yield file.problem("TD021", place, _unknown_unit(name))
                    elif key == "lead" and name in roster.groups and name not in members:
                        message = _('no unit is in the group "{group}", so nobody answers')
                        yield file.problem("TD022", place, message.format(group=name))
            if not task.lead:
                yield file.problem("TD022", (*location, "lead"), _("nobody answers; name a lead"))


def _unknown_unit(name: str) -> str:
    return _('"{name}" is no unit or group of units.yaml').format(name=name)


def check_answered(plans: Plans, units: Units) -> Iterator[Problem]:
    """Somebody answers on a task's last day, by the latest version of its plan."""
    roster = units.model
    members = {unit.id for unit in roster.units} if roster else set()
    members |= {m.id for unit in roster.units for m in unit.groups} if roster else set()
    latest = {file.model.id: file for file in sorted(plans, key=_version_of) if file.model}
    for file in latest.values():
        for location, _path, task in _tasks(file):
            known = members and any(name in members for name in task.lead)
            last_day = _asked_for_last(task)
            if roster and known and not roster.answering(task.lead, last_day):
                message = _(
                    "nobody answers for {task} on its last day: its leads do not exist then"
                )
                place = (*location, "lead")
                yield file.problem("TD037", place, message.format(task=task.id))


def _asked_for_last(task: Task) -> dt.date:
    """Return the last day on which a task asks for anything; of standing duties, any later day."""
    match task.deadline:
        case Every(until=None) | Ongoing() | Unstated():
            return LATEST
        case Every(until=Period() as until):
            return until.last_day
        case deadline:
            (once,) = occurrences(deadline, day=dt.date.min)
            return once.last_day or LATEST


def check_deadlines(plans: Plans, units: Units) -> Iterator[Problem]:
    """Rules fit their words, periods run forward, cut-off days fit their periods."""
    for file in plans:
        for location, _path, task in _tasks(file):
            match task.deadline:
                case By(wording=wording) if "truoc ngay" in fold(wording):
                    yield _before_as_by(file, (*location, "deadline", "rule"), task)
                case Every(wording=wording) as every:
                    by = every.cutoff is not None and every.cutoff.rule == "by"
                    if by and "truoc ngay" in fold(wording):
                        yield _before_as_by(file, (*location, "deadline", "cutoff", "rule"), task)
                    yield from _recurring(file, (*location, "deadline"), every)


def _before_as_by(file: ReadFile[Plan], location: Location, task: Task) -> Problem:
    if task.interpretation is None:
        message = _('"trước ngày" read as "by" needs an "interpretation" that says so')
        return file.problem("TD028", location, message)
    return file.problem(
        "TD029", location, _('"trước ngày" is read as "by" here, as the interpretation says')
    )


def _recurring(file: ReadFile[Plan], location: Location, every: Every) -> Iterator[Problem]:
    if every.until and every.until.last_day < every.since.first_day:
        message = _('"until" {until} lies before "since" {since}')
        yield file.problem(
            "TD030",
            (*location, "until"),
            message.format(until=every.until.code, since=every.since.code),
        )
    for key, period in (("since", every.since), ("until", every.until)):
        if period is not None and period.kind not in ("year", every.period):
            message = _('"{value}" does not fit: write a year, or a period of the kind "{kind}"')
            yield file.problem(
                "TD015", (*location, key), message.format(value=period.code, kind=every.period)
            )
    if every.cutoff is None:
        return
    cutoff = every.cutoff.day
    place = (*location, "cutoff", "day")
    if every.period == "month" and cutoff.month is not None:
        yield file.problem("TD031", place, _("a monthly cut-off is a day alone: 25"))
    elif every.period != "month" and not 1 <= (cutoff.month or 0) <= MONTHS[every.period]:
        message = _("write month and day, the month from 1 to {n}, as in {example}")
        example = "12-15" if every.period == "year" else "3-15"
        yield file.problem("TD031", place, message.format(n=MONTHS[every.period], example=example))
    elif every.period == "year" and cutoff.day > _longest(cutoff.month or 0):
        message = _("month {month} has no day {day}; write a day that it has")
        yield file.problem("TD031", place, message.format(month=cutoff.month, day=cutoff.day))
    elif every.cutoff.rule == "before" and (cutoff.shift, cutoff.month or 1, cutoff.day) == _FIRST:
        message = _(
            'the day before {day} lies before the period begins; write "+1:{day}" for the'
            " period's last day, or leave the cut-off out"
        )
        yield file.problem("TD031", place, message.format(day=cutoff.code))


def _longest(month: int) -> int:
    """Return how many days a month can have: of February, 29."""
    return calendar.monthrange(2024, month)[1]


def _clauses(file: ReadFile[Plan]) -> Iterator[tuple[Location, tuple[Clause, ...]]]:
    def below(
        place: Location, path: tuple[Clause, ...]
    ) -> Iterator[tuple[Location, tuple[Clause, ...]]]:
        yield place, path
        for number, clause in enumerate(path[-1].clauses):
            yield from below((*place, "clauses", number), (*path, clause))

    for index, section in enumerate(file.model.sections if file.model else ()):
        for number, clause in enumerate(section.clauses):
            yield from below(("sections", index, "clauses", number), (clause,))


def _tasks(file: ReadFile[Plan]) -> Iterator[tuple[Location, tuple[Clause, ...], Task]]:
    for location, path in _clauses(file):
        for number, task in enumerate(path[-1].tasks):
            yield (*location, "tasks", number), path, task


def _level(text: str) -> str:
    return " ".join(text.split())


CHECKS: Final[tuple[Callable[[Plans, Units], Iterator[Problem]], ...]] = (
    check_file_names,
    check_content,
    check_versions,
    check_clauses,
    check_wording,
    check_leads,
    check_answered,
    check_deadlines,
    check_order,
    check_roster,
    check_unit_ties,
    check_lives,
    check_succession,
)
