"""Versions that were edited after records were made against them (design 3.1): never in silence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tt_doingoai.assess.history import History
from tt_doingoai.assess.view import LedgerView
from tt_doingoai.model.plan import Plan, placed_tasks
from tt_doingoai.schedule.fingerprint import fingerprint


class EditedVersion(NamedTuple):
    """A version whose file no longer says what some records were made under.

    Attributes:
        plan: The plan's id.
        version: The version's number.
        tasks: The tasks whose words, leads or deadline differ, or that are gone, with the whole
            file or without it.
    """

    plan: str
    version: int
    tasks: tuple[str, ...]


def edited_versions(versions: Iterable[Plan], seen: LedgerView) -> tuple[EditedVersion, ...]:
    """Return the versions that were edited under their records.

    A record that was confirmed under the words as they are now complains no more.

    Args:
        versions: Every version of every plan, as the files say now.
        seen: What is recorded; each status names its version and its words' fingerprint, each
            extension its version only.
    """
    recorded = [h for h in seen.histories.values() if h.statuses or h.extensions]
    if not recorded:
        return ()
    words = {
        (plan.id, plan.version): {p.task.id: fingerprint(p) for p in placed_tasks(plan)}
        for plan in versions
    }
    plans = {plan_id for plan_id, _version in words}
    edited: dict[tuple[str, int], set[str]] = {}
    for history in recorded:
        for _revision, change in history.statuses:
            version = (change.plan, change.plan_version)
            # A version whose file is gone says nothing any more; a whole plan that is gone is
            # told elsewhere, as records that no longer have a place.
            now = words.get(version, {}).get(change.task)
            there = change.plan in plans
            if there and now != change.fingerprint and now not in _confirmed(history):
                edited.setdefault(version, set()).add(change.task)
        for _revision, granted in history.extensions:
            # An extension holds no fingerprint: only a task that is gone can be told.
            version = (granted.plan, granted.plan_version)
            if granted.plan in plans and granted.task not in words.get(version, {}):
                edited.setdefault(version, set()).add(granted.task)
    return tuple(
        EditedVersion(plan, version, tuple(sorted(tasks)))
        for (plan, version), tasks in sorted(edited.items())
    )


def _confirmed(history: History) -> set[str]:
    return {entry.change.fingerprint for entry in history.confirmations}
