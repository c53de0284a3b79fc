"""What a report is about: a picture, its units or the whole, and the period it counts."""

from __future__ import annotations

from typing import Final, NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.periods import PeriodCounts, count_period, counted_in
from tt_doingoai.assess.verdict import DONE, Timeliness, Verdict
from tt_doingoai.model.period import Period
from tt_doingoai.model.plan import PlacedTask, Plan, placed_tasks
from tt_doingoai.model.units import Unit

# Every obligation stands in exactly one of these lists, by its timeliness.
LISTS: Final[tuple[tuple[str, frozenset[Timeliness]], ...]] = (
    ("overdue", frozenset({Timeliness.OVERDUE})),
    ("due_soon", frozenset({Timeliness.DUE_SOON})),
    ("done", DONE),
    ("in_time", frozenset({Timeliness.IN_TIME})),
    ("no_deadline", frozenset({Timeliness.NO_DEADLINE})),
    ("not_applicable", frozenset({Timeliness.NOT_APPLICABLE})),
)


class Report(NamedTuple):
    """What a report is about (báo cáo kết quả thực hiện).

    Attributes:
        whole: How everything stands on the day, narrowed as asked, whatever the period.
        filters: What it was narrowed by.
        units: The units reported on, each by itself; empty for the consolidated report.
        period: The period that it counts; None for all that there is.
    """

    whole: Assessment
    filters: Filters = Filters()
    units: tuple[Unit, ...] = ()
    period: Period | None = None

    @property
    def counted(self) -> Assessment:
        """What figures and lists count: the period's part of the whole, or all of it."""
        return counted_in(self.whole, self.period) if self.period else self.whole

    @property
    def counts(self) -> PeriodCounts | None:
        """What the period counts; None where no period was asked for."""
        return count_period(self.whole, self.period) if self.period else None

    def of_unit(self, unit: Unit) -> Report:
        """Return the report on one of its units."""
        of_it = self.whole.narrowed(Filters(units=frozenset({unit.id})))
        return self._replace(whole=of_it, units=(unit,))

    def ordered(self) -> list[tuple[Plan, PlacedTask]]:
        """Return the tasks that the plans order, those that filters leave out apart."""
        return [
            (tracked.plan, place)
            for tracked in self.whole.plans
            for place in placed_tasks(tracked.plan)
            if (not self.filters.sections or place.section.id in self.filters.sections)
            and (not self.filters.tasks or (tracked.plan.id, place.task.id) in self.filters.tasks)
        ]

    def next_due(self) -> list[Verdict]:
        """Return what units still have to do by a day ahead, in the period or after it."""
        soon = (Timeliness.DUE_SOON, Timeliness.IN_TIME)
        followed = self.whole.still_followed().listed
        return [v for v in followed if v.timeliness in soon and not v.awaits_office]
