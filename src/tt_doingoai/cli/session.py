"""What commands begin with: the workspace, its ledger, the day, and the picture of that day."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Container, Iterable
from pathlib import Path
from typing import NamedTuple

from tt_doingoai import clock
from tt_doingoai.assess.assessment import Assessment, assess
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Narrowing, Place, View
from tt_doingoai.cli.output import say
from tt_doingoai.errors import Refused, Untrusted
from tt_doingoai.loading.workspace import Workspace, load_workspace
from tt_doingoai.loading.workspace_root import find_root
from tt_doingoai.model.ledger import Inputs, Ledger, Status
from tt_doingoai.model.plan import Plan
from tt_doingoai.schedule.versions import plans_in_force
from tt_doingoai.schedule.working_days import WorkingDays, asks_for_calendar
from tt_doingoai.store.opening import open_store
from tt_doingoai.store.protocol import Store
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _


class Session(NamedTuple):
    """An open workspace and the moment a command runs in."""

    workspace: Workspace
    store: Store
    now: dt.datetime

    @property
    def today(self) -> dt.date:
        """Today in the workspace's time zone."""
        return self.now.date()

    def plans(self, day: dt.date) -> list[Plan]:
        """Return the plans in force on a day."""
        return plans_in_force(self.workspace.versions, day)

    def assess(
        self, ledger: Ledger, *, day: dt.date, tasks: Container[tuple[str, str]] | None = None
    ) -> Assessment:
        """Return how everything stands on a day by a ledger, or how some tasks do.

        Raises:
            Untrusted: No version of any plan is in force on that day.
        """
        if not self.plans(day):
            raise Untrusted(
                _("no plan is in force on {day}, so there is no answer").format(day=date_text(day))
            )
        return assess(
            self.workspace.versions,
            self.workspace.roster,
            ledger,
            day=day,
            settings=self.workspace.settings,
            inputs=self.workspace.inputs,
            working_days=self.working_days,
            tasks=tasks,
        )

    @property
    def working_days(self) -> WorkingDays | None:
        """The calendar that some plan asks for; None where none does.

        Raises:
            Untrusted: There is none on this machine.
        """
        if not any(map(asks_for_calendar, self.workspace.versions)):
            return None
        from tt_doingoai.loading.calendar import vietnamese_working_days

        return vietnamese_working_days(self.workspace.settings.holidays)


def workspace_root(place: Place) -> Path:
    """Return the workspace's folder; raises ``Untrusted`` where there is none."""
    try:
        here = Path.cwd()
    except OSError:  # the current folder was removed; a workspace may still be named
        here = Path(os.sep)
    return find_root(place.workspace, environment=os.environ, here=here)


def open_session(place: Place) -> Session:
    """Return the workspace that was named or found, open.

    Raises:
        Untrusted: There is none, or its files have errors.
    """
    workspace = load_workspace(workspace_root(place))
    store = open_store(workspace.root)
    return Session(workspace, store, clock.now(workspace.settings.time_zone))


def view_of(session: Session, view: View, narrowing: Narrowing) -> Assessment:
    """Return the picture of the day and revision asked for, narrowed as asked."""
    ledger = ledger_at(session, view.revision)
    day = typed.day(view.as_of, option="--as-of") or session.today
    return session.assess(ledger, day=day).narrowed(filters_of(session, narrowing, day))


def ledger_at(session: Session, revision: str | None) -> Ledger:
    """Return the ledger as it stood after an update; as it is now where none was typed.

    Raises:
        Refused: There is no such update.
    """
    ledger = session.store.read()
    number = typed.whole_number(revision, option="--revision")
    if number is None:
        return ledger
    if number > ledger.revision:
        raise Refused(_("--revision: the ledger has {n} updates only").format(n=ledger.revision))
    ledger = ledger.at(number)
    if ledger.transactions:
        warn_of_other_inputs(session, ledger.transactions[-1].inputs, number)
    return ledger


def filters_of(session: Session, narrowing: Narrowing, day: dt.date) -> Filters:
    """Return the filters that were typed, every name looked up."""
    roster, plans = session.workspace.roster, session.plans(day)
    named = [words.the_plan(query, plans) for query in narrowing.plan or ()]
    among = named or plans
    tasks = [words.the_task(query, among) for query in narrowing.task or ()]
    return Filters(
        plans=frozenset(plan.id for plan in named),
        units=frozenset(words.the_unit(query, roster).id for query in narrowing.unit or ()),
        groups=frozenset(words.the_group(query, roster) for query in narrowing.group or ()),
        sections=_sections(narrowing.section or (), among),
        tasks=frozenset((plan.id, place.task.id) for plan, place in tasks),
        timeliness=typed.members(Timeliness, narrowing.timeliness or (), option="--timeliness"),
        statuses=typed.members(Status, narrowing.status or (), option="--status"),
        due_by=typed.day(narrowing.due_by, option="--due-by"),
        due_before=typed.day(narrowing.due_before, option="--due-before"),
        due_from=typed.day(narrowing.due_from, option="--due-from"),
    )


def _sections(queries: Iterable[str], plans: Iterable[Plan]) -> frozenset[str]:
    known = {section.id for plan in plans for section in plan.sections}
    for query in queries:
        if query not in known and query.upper() not in known:
            raise Refused(
                _('there is no section "{query}"; there are: {sections}').format(
                    query=query, sections=", ".join(sorted(known))
                )
            )
    return frozenset(query if query in known else query.upper() for query in queries)


def warn_of_other_inputs(session: Session, then: Inputs, revision: int) -> None:
    """Say where a past view is made from files that differ from those it was recorded under."""
    now = session.workspace.inputs
    differ = [
        name
        for name, recorded, current in (
            (_("the plans"), then.plans, now.plans),
            (_("the units"), then.units, now.units),
            (_("the settings"), then.settings, now.settings),
        )
        if recorded not in (current, None)
    ]
    if differ:
        say(
            _(
                "note: changed since update {n}: {files}; names and figures follow the files as"
                " they are now"
            ).format(n=revision, files=", ".join(differ))
        )
