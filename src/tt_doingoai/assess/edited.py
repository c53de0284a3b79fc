"""Versions that were edited after records were made against them (design 3.1): never in silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tt_doingoai.assess.view import LedgerView
from tt_doingoai.model.plan import Plan, placed_tasks
from tt_doingoai.schedule.fingerprint import fingerprint


@dataclass(frozen=True, slots=True, order=True)
class EditedVersion:
    """A version whose file no longer says what some records were made under.

    Attributes:
        plan: The plan's id.
        version: The version's number.
        tasks: The tasks whose words, leads or deadline differ, or that are gone.
    """

    plan: str
    version: int
    tasks: tuple[str, ...]


def edited_versions(versions: Iterable[Plan], seen: LedgerView) -> tuple[EditedVersion, ...]:
    """Return the versions that were edited under their records.

    A record that was confirmed under the words as they are now complains no more.

    Args:
        versions: Every version of every plan, as the files say now.
        seen: What is recorded; each status names its version and its words' fingerprint.
    """
    named = {
        (entry.change.plan, entry.change.plan_version)
        for history in seen.histories.values()
        for entry in history.statuses
    }
    words = {
        (plan.id, plan.version): {p.task.id: fingerprint(p) for p in placed_tasks(plan)}
        for plan in versions
        if (plan.id, plan.version) in named
    }
    edited: dict[tuple[str, int], set[str]] = {}
    for key, history in seen.histories.items():
        confirmed = {entry.change.fingerprint for entry in history.confirmations}
        for _revision, change in history.statuses:
            version = (change.plan, change.plan_version)
            now = words.get(version, {}).get(change.task)
            if version in words and now not in {change.fingerprint, *confirmed}:
                edited.setdefault(version, set()).add(key.task)
    return tuple(
        EditedVersion(plan, version, tuple(sorted(tasks)))
        for (plan, version), tasks in sorted(edited.items())
    )
