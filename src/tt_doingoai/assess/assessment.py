"""The whole picture on a day: every obligation with its verdict, and the figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from typing import NamedTuple

from tt_doingoai.assess.edited import EditedVersion, edited_versions
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.succession import Succession, settle
from tt_doingoai.assess.summary import Summary, summarize
from tt_doingoai.assess.verdict import DONE, OPEN, Timeliness, Verdict, judge
from tt_doingoai.assess.view import LedgerView, view
from tt_doingoai.model.ledger import Inputs, Ledger, ObligationKey, PlanClosedChange
from tt_doingoai.model.plan import Plan, placed_tasks
from tt_doingoai.model.settings import Settings
from tt_doingoai.model.units import Roster
from tt_doingoai.schedule.fingerprint import fingerprint
from tt_doingoai.schedule.obligations import Obligation, obligations
from tt_doingoai.schedule.versions import plans_in_force
from tt_doingoai.schedule.working_days import DaysOff, WorkingDays, days_off_of


class TrackedPlan(NamedTuple):
    """A plan's version in force, and how its follow-up ended where it has."""

    plan: Plan
    closing: PlanClosedChange | None = None

    @property
    def closed_on(self) -> dt.date | None:
        """The last day that is judged; None while it is followed."""
        return self.closing.on if self.closing else None


class Assessment(NamedTuple):
    """How everything stands on a day, as known after a revision.

    Attributes:
        day: The day of the view, judged to its end.
        ledger: The ledger up to the revision of the view.
        roster: The units.
        settings: The office's settings.
        inputs: The digests of what it was computed from.
        plans: The plans it covers.
        verdicts: Every obligation that the figures count.
        listed: Those of them that the lists show.
        passed_on: What ended units left open and others owe now; in no figure and no list.
        unplaced: What records stand for that is in no plan or roster any more.
        edited: Versions that were edited after records were made against them.
        filtered: Whether the lists leave out what the figures count.
        working_days: By what a last day moves off days off, for plans that ask for it.
    """

    day: dt.date
    ledger: Ledger
    roster: Roster
    settings: Settings
    inputs: Inputs
    plans: tuple[TrackedPlan, ...]
    verdicts: tuple[Verdict, ...]
    listed: tuple[Verdict, ...]
    passed_on: tuple[Verdict, ...] = ()
    unplaced: tuple[ObligationKey, ...] = ()
    edited: tuple[EditedVersion, ...] = ()
    filtered: bool = False
    working_days: WorkingDays | None = None

    def still_followed(self) -> Assessment:
        """Return it without closed plans and what ended units left to nobody: out of the check."""
        followed = {tracked.plan.id for tracked in self.plans if tracked.closed_on is None}

        def asked_for(verdict: Verdict) -> bool:
            return verdict.obligation.plan.id in followed and verdict.frozen_on is None

        return self._replace(
            verdicts=tuple(filter(asked_for, self.verdicts)),
            listed=tuple(filter(asked_for, self.listed)),
            passed_on=tuple(filter(asked_for, self.passed_on)),
        )

    @property
    def overdue(self) -> bool:
        """Whether anything that the figures count is overdue, listed or not."""
        return any(v.timeliness is Timeliness.OVERDUE for v in self.verdicts)

    def listed_as(self, timeliness: Timeliness) -> list[Verdict]:
        """Return what the lists show with a verdict."""
        return [verdict for verdict in self.listed if verdict.timeliness is timeliness]

    def closed_on(self, plan_id: str) -> dt.date | None:
        """Return the day a plan's follow-up ended; None while it is followed."""
        return next((p.closed_on for p in self.plans if p.plan.id == plan_id), None)

    def left_open(self, plan_id: str) -> int:
        """Return how many of a plan's obligations with a deadline are not done."""
        return sum(v.timeliness in OPEN for v in self.verdicts if v.obligation.plan.id == plan_id)

    def of_period(self, code: str | None) -> Assessment:
        """Return it with what is listed for one period only; None: what does not recur."""
        listed = tuple(v for v in self.listed if v.obligation.key.period == code)
        return self._replace(listed=listed)

    @property
    def of_ended_units(self) -> list[Verdict]:
        """What the four cells count of units that had ended by the day on which it is judged."""
        return [
            verdict
            for tracked in self.plans
            if (ended := self._ended_by(tracked.closed_on or self.day))
            for verdict in self.verdicts
            if verdict.obligation.plan.id == tracked.plan.id
            and verdict.obligation.unit.id in ended
            and verdict.timeliness in DONE | OPEN
        ]

    def _ended_by(self, day: dt.date) -> set[str]:
        return {unit.id for unit in self.roster.units if not unit.active_on(day)}

    @property
    def several_plans(self) -> bool:
        """Whether a task must be named with its plan to be known."""
        return len(self.plans) > 1

    @property
    def summary(self) -> Summary:
        """The figures over all that they count."""
        return summarize(self.verdicts)

    @property
    def nothing_recorded(self) -> bool:
        """Whether the ledger holds nothing at all, so that no lateness is a conclusion."""
        return self.ledger.revision == 0

    def narrowed(self, filters: Filters) -> Assessment:
        """Return the assessment as filters narrow it: some the figures too, some the lists only."""
        if filters == Filters():
            return self

        return self._replace(
            plans=tuple(p for p in self.plans if filters.covers_plan(p.plan.id)),
            verdicts=tuple(filter(filters.counts, self.verdicts)),
            listed=tuple(v for v in self.listed if filters.counts(v) and filters.lists(v)),
            passed_on=tuple(filter(filters.counts, self.passed_on)),
            filtered=self.filtered or filters.narrow_lists,
        )


def assess(
    versions: Sequence[Plan],
    roster: Roster,
    ledger: Ledger,
    *,
    day: dt.date,
    settings: Settings,
    inputs: Inputs,
    working_days: WorkingDays | None = None,
    tasks: Container[tuple[str, str]] | None = None,
) -> Assessment:
    """Return how everything stands on a day.

    A plan whose follow-up was closed is judged on its closing day (design 3.3); nothing of it is
    soon due any more.

    Args:
        versions: Every version of every plan.
        roster: The units and groups.
        ledger: The history, up to the revision of the view.
        day: The day of the view.
        settings: The office's settings.
        inputs: The digests of the files that the plans, roster and settings were read from.
        working_days: Needed where a plan asks for a calendar.
        tasks: The tasks asked about, each by its plan and its id, for one record needs no picture
            of everything; None: all.
    """
    today = view(ledger, day=day, tasks=tasks)
    plans: list[TrackedPlan] = []
    verdicts: list[Verdict] = []
    passed_on: list[Verdict] = []
    for current in plans_in_force(versions, day):
        plan = current
        closing = today.closed.get(plan.id)
        if closing is not None:
            # What came after the closing changes nothing of it, a later version neither.
            then = plans_in_force(versions, closing.on)
            plan = next((p for p in then if p.id == plan.id), plan)
        plans.append(TrackedPlan(plan, closing))
        settled = _verdicts(
            plan,
            roster,
            view(ledger, day=closing.on, tasks=tasks) if closing else today,
            day=closing.on if closing else day,
            due_soon_days=None if closing else settings.due_soon_days,
            days_off=days_off_of(plan, working_days),
            tasks=tasks,
        )
        verdicts += settled.verdicts
        passed_on += settled.passed_on
    placed = {verdict.obligation.key for verdict in (*verdicts, *passed_on)}
    recorded = (key for keys in today.recorded.values() for key in keys)
    return Assessment(
        day,
        ledger,
        roster,
        settings,
        inputs,
        tuple(plans),
        tuple(verdicts),
        tuple(verdicts),
        passed_on=tuple(passed_on),
        unplaced=tuple(sorted((key for key in recorded if key not in placed), key=str)),
        edited=edited_versions(versions, today),
        working_days=working_days,
    )


def _verdicts(
    plan: Plan,
    roster: Roster,
    seen: LedgerView,
    *,
    day: dt.date,
    due_soon_days: int | None,
    days_off: DaysOff,
    tasks: Container[tuple[str, str]] | None,
) -> Succession:
    recorded = seen.recorded.get(plan.id, ())
    words = {place.task.id: fingerprint(place) for place in placed_tasks(plan)}

    def judged(obligation: Obligation, on: dt.date, left: Verdict | None = None) -> Verdict:
        history = seen.history(obligation.key)
        if left is not None:
            until = left.obligation.unit.until
            assert until is not None
            history = history.taking_over(left.history, since=until + dt.timedelta(days=1))
        return judge(
            obligation,
            history,
            day=on,
            due_soon_days=due_soon_days,
            words_now=words[obligation.place.task.id],
        )

    held = obligations(plan, roster, day=day, recorded=recorded, days_off=days_off, tasks=tasks)
    return settle((judged(o, day) for o in held), roster, day=day, judge=judged)
