"""A task's fingerprint: whether a record was made under the words that are in force now."""

from __future__ import annotations

import hashlib
import json

from tt_doingoai.model.deadline import Before, By, Every, Within
from tt_doingoai.model.plan import PlacedTask


def fingerprint(place: PlacedTask) -> str:
    """Return the SHA-256 (hex) over a task's words, leads as written, and deadline (design 3.3)."""
    task = place.task
    rule: list[object] = [task.deadline.rule, task.deadline.wording]
    match task.deadline:
        case Within(period=period):
            rule.append(period.code)
        case Before(date=date) | By(date=date):
            rule.append(date.isoformat())
        case Every() as every:
            until = every.until.code if every.until else None
            cutoff = [every.cutoff.rule, every.cutoff.day.code] if every.cutoff else None
            rule += [every.period, every.since.code, until, cutoff]
    words = [[clause.heading, clause.text] for clause in place.clauses]
    told = json.dumps([task.title, words, task.lead, rule], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
