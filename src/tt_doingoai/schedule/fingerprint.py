"""A task's fingerprint: whether a record was made under the words that are in force now."""

from __future__ import annotations

import hashlib
import json

from tt_doingoai.model.deadline import written_fields
from tt_doingoai.model.plan import PlacedTask


def fingerprint(place: PlacedTask) -> str:
    """Return the SHA-256 (hex) over a task's words, leads as written, and deadline (design 3.3)."""
    task = place.task
    fields = written_fields(task.deadline).values()
    rule: list[object] = [task.deadline.rule, task.deadline.wording]
    rule += [[*field.values()] if isinstance(field, dict) else field for field in fields]
    words = [[clause.heading, clause.text] for clause in place.clauses]
    document = json.dumps([task.title, words, task.lead, rule], ensure_ascii=False)
    return hashlib.sha256(document.encode()).hexdigest()
