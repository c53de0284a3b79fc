"""Checks of plans: names, ids, wording, versions, and who answers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from tt_doingoai.loading.files import Location, Plans, ReadFile, Units, described
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.roster_checks import no_unit
from tt_doingoai.model.deadline import Every, Ongoing, Unstated
from tt_doingoai.model.period import Period
from tt_doingoai.model.plan import Plan, Task, placed_tasks, walk_clauses
from tt_doingoai.model.scalars import LATEST
from tt_doingoai.schedule.last_day import occurrences
from tt_doingoai.wording import _


def check_file_names(plans: Plans, units: Units) -> Iterator[Problem]:
    """A plan stands in ``<id>.v<version>.yaml``, so no version can be there twice."""
    for file, plan in described(plans):
        expected = f"{plan.id}.v{plan.version}.yaml"
        if file.path.rsplit("/", 1)[-1] != expected:
            message = _('by its id and version the file must be named "{name}"')
            yield file.problem("TD026", ("id",), message.format(name=expected))


def check_clauses(plans: Plans, units: Units) -> Iterator[Problem]:
    """A clause has a heading or a text, and ids are unique within a plan."""
    for file, plan in described(plans):
        seen: set[str] = set()
        for index, section in enumerate(plan.sections):
            yield from _once(file, seen, section.id, ("sections", index, "id"))
        seen = set()
        for _section, path, location in walk_clauses(plan):
            clause = path[-1]
            if clause.heading is None and clause.text is None:
                message = _('clause {id} needs a "heading" or a "text"').format(id=clause.id)
                yield file.problem("TD025", location, message)
            yield from _once(file, seen, clause.id, (*location, "id"))
        tasks: set[str] = set()
        for place in placed_tasks(plan):
            yield from _once(file, tasks, place.task.id, (*place.location, "id"))


def _once(file: ReadFile[Plan], seen: set[str], name: str, location: Location) -> Iterator[Problem]:
    if name in seen:
        yield file.problem(
            "TD024", location, _('the id "{id}" stands twice; change one of them').format(id=name)
        )
    seen.add(name)


def check_content(plans: Plans, units: Units) -> Iterator[Problem]:
    """A plan orders something: it has tasks, and every section has clauses."""
    for file, plan in described(plans):
        for index, section in enumerate(plan.sections):
            if not section.clauses:
                message = _("section {id} has no clause; the file may be cut off")
                place = ("sections", index, "clauses")
                yield file.problem("TD033", place, message.format(id=section.id))
        if not placed_tasks(plan):
            message = _("the plan has no task; the file may be cut off")
            yield file.problem("TD033", ("sections",), message)


def check_versions(plans: Plans, units: Units) -> Iterator[Problem]:
    """The first version has no ``effective_from``; each later one a later day (design 3.1)."""
    by_id: defaultdict[str, list[tuple[ReadFile[Plan], Plan]]] = defaultdict(list)
    for file, plan in described(plans):
        by_id[plan.id].append((file, plan))
    for files in by_id.values():
        before: Plan | None = None
        for file, plan in sorted(files, key=_version_of):
            if before is None:
                before = plan
                continue
            if plan.effective_from is None:
                text = _("version {n} needs the day on which it replaced the one before")
                yield file.problem("TD032", ("effective_from",), text.format(n=plan.version))
            elif before.effective_from and plan.effective_from <= before.effective_from:
                text = _("version {n} must begin after version {before}, which began on {day}")
                text = text.format(n=plan.version, before=before.version, day=before.effective_from)
                yield file.problem("TD032", ("effective_from",), text)
            before = plan


def _version_of(file_and_plan: tuple[ReadFile[Plan], Plan]) -> int:
    return file_and_plan[1].version


def check_wording(plans: Plans, units: Units) -> Iterator[Problem]:
    """A deadline's wording occurs in the clause of its task, or in one above it."""
    for file, plan in described(plans):
        for place in placed_tasks(plan):
            wording = place.task.deadline.wording
            if wording is None:
                continue
            texts = [
                _level(t) for clause in place.clauses for t in (clause.heading, clause.text) if t
            ]
            if not any(_level(wording) in text for text in texts):
                message = _(
                    '"{wording}" is not in the text of {clause}; quote the plan word for word'
                )
                yield file.problem(
                    "TD020",
                    (*place.location, "deadline", "wording"),
                    message.format(wording=wording, clause=place.clause.id),
                )


def check_leads(plans: Plans, units: Units) -> Iterator[Problem]:
    """Every lead, supporting unit and issuer is known, and every lead has someone in it."""
    roster = units.model
    if roster is None:
        return
    members = {membership.id for unit in roster.units for membership in unit.groups}
    known = {unit.id for unit in roster.units} | set(roster.groups)
    for file, plan in described(plans):
        if roster.unit(plan.issuer) is None:
            yield file.problem("TD021", ("issuer",), no_unit(plan.issuer))
        for placed in placed_tasks(plan):
            task, location = placed.task, placed.location
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
    in_order = sorted(described(plans), key=_version_of)
    latest = {plan.id: (file, plan) for file, plan in in_order}
    for file, plan in latest.values():
        for placed in placed_tasks(plan):
            task = placed.task
            known = members and any(name in members for name in task.lead)
            last_day = _asked_for_last(task)
            if roster and known and not roster.answering(task.lead, last_day):
                message = _(
                    "nobody answers for {task} on its last day: its leads do not exist then"
                )
                yield file.problem(
                    "TD037", (*placed.location, "lead"), message.format(task=task.id)
                )


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


def _level(text: str) -> str:
    return " ".join(text.split())
