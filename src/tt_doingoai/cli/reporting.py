"""The report: of a unit, of the whole, of a period; one that was closed, and what changed since."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tt_doingoai.assess.changes import compare
from tt_doingoai.assess.report import Report
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Narrowing, Out, Place, View
from tt_doingoai.cli.output import deliver, page_here, renderer_of
from tt_doingoai.cli.session import (
    Session,
    filters_of,
    ledger_at,
    open_session,
    warn_of_other_inputs,
)
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Ledger, SnapshotChange
from tt_doingoai.model.period import Period
from tt_doingoai.terms import date_text, period_text
from tt_doingoai.wording import _

if TYPE_CHECKING:
    from tt_doingoai.render.report_changes import Since


class _Moment(NamedTuple):
    """Which revision of the ledger, and which day."""

    ledger: Ledger
    day: dt.date


def report(
    place: Place,
    view: View,
    narrowing: Narrowing,
    out: Out,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar=_("PERIOD"),
            help=_("What fell due in it, and what was carried over: 2024-Q1, 2024-H1, 2024."),
        ),
    ] = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--of", metavar=_("NAME"), help=_("As its figures were closed: ttdn snapshot NAME.")
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar=_("NAME"), help=_("What changed since those figures were closed.")
        ),
    ] = None,
) -> int:
    """Print the text report of a unit, or the committee's consolidated report."""
    from tt_doingoai.render import formats

    render, render_since = renderer_of(formats.REPORT, out), renderer_of(formats.SINCE, out)
    in_period = typed.period(period, option="--period")
    session = open_session(place)
    moment = _moment(session, view, of, in_period)
    if in_period and moment.day < in_period.first_day:
        raise Refused(
            _("{period} has not begun on {day}, so nothing of it can be counted").format(
                period=period_text(in_period), day=date_text(moment.day)
            )
        )
    filters = filters_of(session, narrowing, moment.day)
    units = tuple(words.the_unit(u, session.workspace.roster) for u in narrowing.unit or ())
    whole = session.assess(moment.ledger, day=moment.day).narrowed(filters)
    asked = Report(whole=whole, filters=filters, units=units, period=in_period)
    page = page_here()
    text = (
        render(asked, page) if since is None else render_since(_since(session, since, asked), page)
    )
    deliver(text, out, root=session.workspace.root)
    return 0


def _moment(session: Session, view: View, of: str | None, period: Period | None) -> _Moment:
    """Return the view that was asked for; of a period that is past its last day, unless told."""
    if of is not None:
        if view.as_of is not None or view.revision is not None:
            raise Refused(
                _("--of names its day and update already; leave out --as-of and --revision")
            )
        closed, ledger = _closed(session, of)
        return _Moment(ledger, closed.on)
    given = typed.day(view.as_of, option="--as-of")
    usual = min(session.today, period.last_day) if period else session.today
    return _Moment(ledger_at(session, view.revision), given or usual)


def _closed(session: Session, query: str) -> tuple[SnapshotChange, Ledger]:
    """Return the closing that was named and the ledger as it was closed; says what differs now."""
    whole = session.store.read()
    revision, closed = words.the_snapshot(query, whole)
    ledger = whole.at(closed.at_revision)
    # The files are compared with those of the day of closing, not of the last record before it.
    warn_of_other_inputs(session, whole.transactions[revision - 1].inputs, closed.at_revision)
    return closed, ledger


def _since(session: Session, query: str, now: Report) -> Since:
    """Return what changed between the closing that was named and a report as of now."""
    from tt_doingoai.render.report_changes import Since

    if now.filters.narrow_lists:
        raise Refused(
            _("--since goes with --plan, --unit, --group, --section and --task, no other filter")
        )
    closed, earlier = _closed(session, query)
    if now.whole.day < closed.on or now.whole.ledger.revision < earlier.revision:
        raise Refused(
            _(
                '--since: the figures of "{name}" are of {day}, update {n}; this view lies before'
                " that"
            ).format(name=closed.name, day=date_text(closed.on), n=earlier.revision)
        )
    then, same_day = (
        now._replace(whole=session.assess(ledger, day=closed.on).narrowed(now.filters))
        for ledger in (earlier, now.whole.ledger)
    )
    changes = compare(then.counted, same_day.counted, now.counted)
    return Since(changes=changes, closed=closed, units=now.units, period=now.period)
