"""Whom to remind of what (đôn đốc): each unit's late obligations, and what falls due next."""

from __future__ import annotations

from typing import NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.grouping import by_unit, earliest_first
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.units import Unit

_AHEAD = frozenset({Timeliness.DUE_SOON, Timeliness.IN_TIME})


class Reminder(NamedTuple):
    """What one unit is to be reminded of.

    Attributes:
        unit: Whom the letter goes to.
        late: What is late, the earliest last day first.
        upcoming: What falls due next: all that shares the nearest last day.
    """

    unit: Unit
    late: tuple[Verdict, ...]
    upcoming: tuple[Verdict, ...]

    @property
    def unreported(self) -> tuple[Verdict, ...]:
        """What is late and the ledger knows nothing of: it may lie in the office unread."""
        return tuple(verdict for verdict in self.late if not is_known(verdict))


class Reminding(NamedTuple):
    """Who is to be reminded on a day, and what is late but asks for no letter.

    Attributes:
        reminders: A letter each.
        waiting: What came late and waits for the office itself.
        unstated: What is late by a day that the plan does not state, where that is left out.
        own: What the body that issued the plan owes itself.
    """

    reminders: tuple[Reminder, ...]
    waiting: tuple[Verdict, ...]
    unstated: tuple[Verdict, ...]
    own: tuple[Verdict, ...]


def reminding(assessment: Assessment, *, unstated_too: bool = False) -> Reminding:
    """Return who is to be reminded of what, as things stand on the day of an assessment.

    Nothing of a closed plan, and nothing that an ended unit left to nobody.

    Args:
        assessment: Everything, narrowed to those who are meant.
        unstated_too: Take in what is late by a day that the plan does not state.
    """
    followed = assessment.still_followed()
    late: list[Verdict] = []
    waiting: list[Verdict] = []
    unstated: list[Verdict] = []
    own: list[Verdict] = []
    for verdict in followed.listed_as(Timeliness.OVERDUE):
        obligation = verdict.obligation
        if verdict.awaits_office:
            waiting.append(verdict)
        elif not (obligation.day_stated or unstated_too):
            unstated.append(verdict)
        elif not asks_for_letter(verdict):
            own.append(verdict)
        else:
            late.append(verdict)
    ahead = [
        verdict
        for verdict in followed.verdicts
        if verdict.timeliness in _AHEAD
        and not verdict.awaits_office
        and (verdict.obligation.day_stated or unstated_too)
    ]
    reminders = tuple(
        Reminder(unit, tuple(earliest_first(of_unit)), _nearest(unit, ahead))
        for unit, of_unit in by_unit(late)
    )
    return Reminding(reminders, tuple(waiting), tuple(unstated), tuple(own))


def asks_for_letter(late: Verdict) -> bool:
    """Return whether another is to be reminded of what is late, and not the office itself."""
    obligation = late.obligation
    return not late.awaits_office and obligation.unit.id != obligation.plan.issuer


def _nearest(unit: Unit, ahead: list[Verdict]) -> tuple[Verdict, ...]:
    of_unit = earliest_first(v for v in ahead if v.obligation.unit.id == unit.id)
    return tuple(v for v in of_unit if v.last_day == of_unit[0].last_day)


def is_known(verdict: Verdict) -> bool:
    """Return whether anything was recorded of it, by the unit or by those it took it over from."""
    history = verdict.history
    own = history.statuses or history.extensions or history.notes
    return bool(own) or any(map(is_known, verdict.inherited))
