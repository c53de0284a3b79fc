"""What becomes of each open item of units that end: before and after a change of the roster."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import OPEN, Verdict


@dataclass(frozen=True, slots=True)
class Handover:
    """One open item of a unit that ends.

    Attributes:
        before: How it stood on the unit's last day.
        owed: Who owes it the day after, because it was left open.
        answered: Who answers for it the day after as its own: it had not fallen due.
    """

    before: Verdict
    owed: tuple[Verdict, ...]
    answered: tuple[Verdict, ...]


def handovers(
    before: Assessment, after: Assessment, *, ending: Collection[str], heir: str
) -> list[Handover]:
    """Return what becomes of the open items of some units, in the order of the document.

    Args:
        before: Their last day, by the roster as it was.
        after: The day after, by the roster as it is to be.
        ending: The ids of the units that end.
        heir: The id of the unit that comes after them.
    """
    found = []
    for verdict in before.verdicts:
        key = verdict.obligation.key
        if key.unit not in ending or verdict.timeliness not in OPEN:
            continue
        owed = [
            now
            for now in after.verdicts
            if any(inherited.obligation.key == key for inherited in now.inherited)
        ]
        same = key._replace(unit=heir)
        answered = [now for now in after.verdicts if now.obligation.key == same and not owed]
        found.append(Handover(verdict, tuple(owed), tuple(answered)))
    return found
