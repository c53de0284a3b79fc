"""What two versions of a plan say differently, and which recorded statuses that touches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.view import LedgerView
from tt_doingoai.model.ledger import ObligationKey, StatusChange
from tt_doingoai.model.plan import Clause, PlacedTask, Plan, placed_tasks, walk_clauses
from tt_doingoai.model.plan import cite_clause as cited
from tt_doingoai.schedule.fingerprint import fingerprint

# The fields of a plan's head that are compared, in the file's order.
FIELDS: Final = (
    "number",
    "title",
    "short_title",
    "issuer",
    "issued_on",
    "effective_from",
    "amended_by",
    "signed",
    "deadline_rule",
)


class ClauseDiff(NamedTuple):
    """A clause that was added (no ``before``), removed (no ``after``) or worded anew."""

    id: str
    citation: str
    before: Clause | None
    after: Clause | None


class TaskDiff(NamedTuple):
    """A task that was added, removed or changed.

    Attributes:
        id: The task's id.
        before: The task as it was; None where it is new.
        after: The task as it is; None where it was removed.
        changed: Which parts differ: title, words, lead, supporting, deliverable, deadline,
            interpretation.
        touched: The recorded statuses that no longer stand under the words they were made under.
    """

    id: str
    before: PlacedTask | None
    after: PlacedTask | None
    changed: tuple[str, ...]
    touched: tuple[tuple[ObligationKey, Entry[StatusChange]], ...]


class PlanDiff(NamedTuple):
    """What differs between two versions of one plan, in the document's order."""

    before: Plan
    after: Plan
    clauses: tuple[ClauseDiff, ...]
    tasks: tuple[TaskDiff, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Which of the plan's own fields differ, by their names in the file."""
        return tuple(f for f in FIELDS if getattr(self.before, f) != getattr(self.after, f))


def plan_diff(before: Plan, after: Plan, seen: LedgerView) -> PlanDiff:
    """Return what a later version says differently.

    Args:
        before: The version compared with.
        after: The version that is compared.
        seen: What is recorded, by which the touched statuses are found.
    """
    old_tasks = {place.task.id: place for place in placed_tasks(before)}
    new_tasks = {place.task.id: place for place in placed_tasks(after)}
    tasks = [
        _task_diff(task_id, old_tasks.get(task_id), new_tasks.get(task_id), after.id, seen)
        for task_id in dict.fromkeys((*old_tasks, *new_tasks))
    ]
    return PlanDiff(
        before,
        after,
        tuple(_clause_diffs(before, after)),
        tuple(diff for diff in tasks if diff.changed or not diff.before or not diff.after),
    )


def _clause_diffs(before: Plan, after: Plan) -> list[ClauseDiff]:
    old, new = _clauses(before), _clauses(after)
    diffs = []
    for clause_id, (citation, _clause) in {**old, **new}.items():
        was, is_now = old.get(clause_id), new.get(clause_id)
        words_then = (was[1].heading, was[1].text) if was else None
        words_now = (is_now[1].heading, is_now[1].text) if is_now else None
        if words_then != words_now:
            diffs.append(
                ClauseDiff(
                    clause_id, citation, was[1] if was else None, is_now[1] if is_now else None
                )
            )
    return diffs


def _clauses(plan: Plan) -> Mapping[str, tuple[str, Clause]]:
    return {
        path[-1].id: (cited(section, path), path[-1])
        for section, path, _location in walk_clauses(plan)
    }


def _task_diff(
    task_id: str, was: PlacedTask | None, is_now: PlacedTask | None, plan_id: str, seen: LedgerView
) -> TaskDiff:
    changed = []
    if was and is_now:
        pairs = {
            "title": (was.task.title, is_now.task.title),
            "words": (_words(was), _words(is_now)),
            "lead": (was.task.lead, is_now.task.lead),
            "supporting": (was.task.supporting, is_now.task.supporting),
            "deliverable": (was.task.deliverable, is_now.task.deliverable),
            "deadline": (was.task.deadline, is_now.task.deadline),
            "interpretation": (was.task.interpretation, is_now.task.interpretation),
        }
        changed = [part for part, (then, now) in pairs.items() if then != now]
    return TaskDiff(
        task_id, was, is_now, tuple(changed), tuple(_touched(task_id, is_now, plan_id, seen))
    )


def _words(place: PlacedTask) -> list[tuple[str | None, str | None]]:
    return [(clause.heading, clause.text) for clause in place.clauses]


def _touched(
    task_id: str, is_now: PlacedTask | None, plan_id: str, seen: LedgerView
) -> list[tuple[ObligationKey, Entry[StatusChange]]]:
    words_now = fingerprint(is_now) if is_now else None
    return [
        (key, history.status)
        for key, history in seen.histories.items()
        if (key.plan, key.task) == (plan_id, task_id)
        and history.status is not None
        and words_now not in history.words_known
    ]
