"""What fell due in a period, and what was carried over into it (kỳ trước chuyển sang)."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.summary import Summary, summarize
from tt_doingoai.assess.verdict import OPEN, Verdict
from tt_doingoai.model.ledger import SETTLED
from tt_doingoai.model.period import Period


class PeriodCounts(NamedTuple):
    """What a report on a period counts; all judged on the day of the view.

    Attributes:
        period: The period.
        due: What fell due in it: the last day that counts lies in the period.
        carried: What fell due before it and was open when it began, or was opened again since.
        reopened: Those of ``carried`` that were settled when it began.
        extended: What was past its day and open when it began, and has a later day since; it
            counts where its new day lies.
    """

    period: Period
    due: tuple[Verdict, ...]
    carried: tuple[Verdict, ...]
    reopened: tuple[Verdict, ...]
    extended: tuple[Verdict, ...]

    @property
    def summary_due(self) -> Summary:
        """The figures of what fell due in the period."""
        return summarize(self.due)

    @property
    def summary_carried(self) -> Summary:
        """The figures of what was carried over."""
        return summarize(self.carried)


def count_period(assessment: Assessment, period: Period) -> PeriodCounts:
    """Return what a period counts of an assessment.

    Each obligation with a deadline fell due in exactly one of the periods that follow one
    another: the one its last day lies in, extensions granted up to the day of the view included.
    """
    due, carried, reopened, extended = [], [], [], []
    eve = period.first_day - dt.timedelta(days=1)
    for verdict in assessment.verdicts:
        if verdict.last_day is None:
            continue
        if _in(verdict, period):
            due.append(verdict)
        elif _carried(verdict, period):
            carried.append(verdict)
            if not _open_on(verdict, eve):
                reopened.append(verdict)
        if verdict.last_day > eve and _open_on(verdict, eve) and _was_due(verdict, eve):
            extended.append(verdict)
    return PeriodCounts(period, *map(tuple, (due, carried, reopened, extended)))


def counted_in(assessment: Assessment, period: Period) -> Assessment:
    """Return an assessment that counts and lists only what the period counts."""

    def counted(verdict: Verdict) -> bool:
        return _in(verdict, period) or _carried(verdict, period)

    return assessment._replace(
        verdicts=tuple(filter(counted, assessment.verdicts)),
        listed=tuple(filter(counted, assessment.listed)),
        passed_on=tuple(filter(counted, assessment.passed_on)),
    )


def _in(verdict: Verdict, period: Period) -> bool:
    last_day = verdict.last_day
    return last_day is not None and period.first_day <= last_day <= period.last_day


def _carried(verdict: Verdict, period: Period) -> bool:
    if verdict.last_day is None or verdict.last_day >= period.first_day:
        return False
    eve = period.first_day - dt.timedelta(days=1)
    return verdict.timeliness in OPEN or _open_on(verdict, eve)


def _open_on(verdict: Verdict, day: dt.date) -> bool:
    """Return whether it was neither done nor waived by a day, by what is known in the view."""
    before = [entry for entry in verdict.history.statuses if entry.change.on <= day]
    return not before or before[-1].change.status not in SETTLED


def _was_due(verdict: Verdict, day: dt.date) -> bool:
    """Return whether its last day, by what had been granted up to a day, had come by then."""
    stated = verdict.obligation.stated_last_day
    assert stated is not None  # only what the plan gives a day has one that counts
    return verdict.history.last_day(stated, by=day) <= day
