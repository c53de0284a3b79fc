"""What becomes of each open item of units that end: before and after a change of the roster."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import OPEN, Verdict


class Handover(NamedTuple):
    """One open item of a unit that ends.

    Attributes:
        before: How it stood on the unit's last day.
        owed: Who owes it the day after, because it was left open.
        settled: Who took it over and had handed in or done the same before.
        answered: Who answers for it the day after as its own: it had not fallen due.
    """

    before: Verdict
    owed: tuple[Verdict, ...]
    settled: tuple[Verdict, ...]
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
        stated = verdict.obligation.stated_last_day
        fell_due = stated is not None and stated <= before.day
        taken = [
            now
            for now in after.verdicts
            if fell_due and any(inherited.obligation.key == key for inherited in now.inherited)
        ]
        owed = tuple(now for now in taken if not now.handed_in)
        settled = tuple(now for now in taken if now.handed_in)
        same = key._replace(unit=heir)
        answered = tuple(now for now in after.verdicts if now.obligation.key == same and not taken)
        found.append(Handover(verdict, owed, settled, answered))
    return found
