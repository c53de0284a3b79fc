"""Figures: the official four cells, what is counted beside them, and rates with denominators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.model.ledger import Status


class Rate(NamedTuple):
    """A share: ``n`` of ``of``."""

    n: int
    of: int


class Summary(NamedTuple):
    """The four cells (hoàn thành đúng/quá hạn, chưa hoàn thành trong/quá hạn) and the rest.

    ``open_in_time`` includes ``due_soon``. ``no_deadline`` and ``not_applicable`` stand beside the
    four cells, never inside (design 2).
    """

    done_on_time: int
    done_late: int
    open_in_time: int
    overdue: int
    due_soon: int
    done_by_extension: int
    overdue_unreported: int
    overdue_day_not_stated: int
    needs_review: int
    no_deadline: int
    no_deadline_done: int
    not_applicable: int

    @property
    def done(self) -> int:
        """How many are done."""
        return self.done_on_time + self.done_late

    @property
    def with_deadline(self) -> int:
        """How many stand in the four cells."""
        return self.done + self.open_in_time + self.overdue

    @property
    def rate_done(self) -> Rate:
        """Done ÷ all four cells."""
        return Rate(self.done, self.with_deadline)

    @property
    def rate_on_time(self) -> Rate:
        """Done on time ÷ all four cells."""
        return Rate(self.done_on_time, self.with_deadline)

    @property
    def rate_of_due(self) -> Rate:
        """Done ÷ (done + overdue): of what is done or has come due, how much is done."""
        return Rate(self.done, self.done + self.overdue)


def summarize(verdicts: Sequence[Verdict]) -> Summary:
    """Return the figures of some verdicts."""
    cells: defaultdict[Timeliness, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        cells[verdict.timeliness].append(verdict)
    overdue = cells[Timeliness.OVERDUE]
    due_soon = len(cells[Timeliness.DUE_SOON])
    on_time = cells[Timeliness.DONE_ON_TIME]
    no_deadline = cells[Timeliness.NO_DEADLINE]
    return Summary(
        done_on_time=len(on_time),
        done_late=len(cells[Timeliness.DONE_LATE]),
        open_in_time=len(cells[Timeliness.IN_TIME]) + due_soon,
        overdue=len(overdue),
        due_soon=due_soon,
        done_by_extension=sum(v.done_by_extension for v in on_time),
        overdue_unreported=sum(v.status is Status.UNREPORTED for v in overdue),
        overdue_day_not_stated=sum(not v.obligation.day_stated for v in overdue),
        needs_review=sum([v.needs_review for v in verdicts]),
        no_deadline=len(no_deadline),
        no_deadline_done=sum(v.status is Status.DONE for v in no_deadline),
        not_applicable=len(cells[Timeliness.NOT_APPLICABLE]),
    )
