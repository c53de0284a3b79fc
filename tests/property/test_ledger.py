"""What counts in the ledger, against a plain model of the rule in design 3.3."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TypeAlias

from hypothesis import assume, given, reject
from hypothesis import strategies as st

from tests.builders import (
    before,
    by,
    day,
    every,
    extension,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    picture,
    status,
    the_verdict,
    undo,
    unstated,
    within,
)
from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.assess.view import view
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import (
    Change,
    ExtensionChange,
    Ledger,
    Status,
    StatusChange,
    UndoChange,
    key_of,
)
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Roster
from tt_doingoai.recording.undo import undo as undone

UNITS = ("mot", "hai")
FIRST = day("2024-04-01")
KINDS = (StatusChange, ExtensionChange)

Recorded: TypeAlias = StatusChange | ExtensionChange
History: TypeAlias = list[list[Change]]

# Few days, so that records often share one; the last day of the task is 09-4-2024.
days = st.integers(0, 20).map(lambda number: FIRST + dt.timedelta(days=number))
statuses = st.sampled_from([s for s in Status if s is not Status.UNREPORTED])


@st.composite
def records(draw: st.DrawFn, unit: str) -> Recorded:
    on = draw(days).isoformat()
    if draw(st.booleans()):
        return status(draw(statuses), on, unit=unit)
    return extension(draw(days).isoformat(), on, unit=unit)


@st.composite
def transactions(draw: st.DrawFn, earlier: History) -> list[Change]:
    """Records for some units, or corrections or undoings of any earlier update."""
    units = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=2, unique=True))
    kind = draw(st.sampled_from(["record", "correct", "undo"])) if earlier else "record"
    if kind == "record":
        return [draw(records(unit)) for unit in units]
    revision = draw(st.integers(1, len(earlier)))
    mended = earlier[revision - 1]
    if kind == "undo":
        concerned = [change.unit for change in mended if isinstance(change, (*KINDS, UndoChange))]
        chosen = draw(st.lists(st.sampled_from(concerned), min_size=1, unique=True))
        return [undo(revision, unit) for unit in chosen]
    correctable = [change for change in mended if isinstance(change, KINDS)]
    assume(correctable)
    wrong = draw(st.sampled_from(correctable))
    return [wrong._replace(on=draw(days), supersedes=revision)]


@st.composite
def histories(draw: st.DrawFn) -> Ledger:
    made: History = []
    for _ in range(draw(st.integers(0, 8))):
        made.append(draw(transactions(made)))
    return ledger(*made)


# The plain model: the rule of design 3.3, word for word.


def plain(of: Ledger, kind: type[Recorded], unit: str, on: dt.date) -> Entry[Recorded] | None:
    """The record that counts: of what stands with a day up to D, the greatest (on, revision)."""
    every_change = [(t.revision, change) for t in of.transactions for change in t.changes]

    def is_undone(revision: int, of_unit: str | None) -> bool:
        return any(
            isinstance(change, UndoChange)
            and (change.revision, change.unit) == (revision, of_unit)
            and not is_undone(number, change.unit)
            for number, change in every_change
            if number > revision
        )

    def is_superseded(revision: int, wrong: Recorded) -> bool:
        return any(
            isinstance(change, kind)
            and change.supersedes == revision
            and key_of(change) == key_of(wrong)
            and not is_undone(number, change.unit)
            for number, change in every_change
        )

    standing = [
        Entry(revision, change)
        for revision, change in every_change
        if isinstance(change, kind)
        and change.unit == unit
        and change.on <= on
        and not is_undone(revision, unit)
        and not is_superseded(revision, change)
    ]
    return max(standing, key=lambda e: (e.change.on, e.revision), default=None)


@given(histories(), days, st.data())
def test_what_counts_is_what_the_rule_says(of: Ledger, on: dt.date, data: st.DataObject) -> None:
    at = of.at(data.draw(st.integers(0, of.revision)))
    seen = view(at, day=on)
    for unit in UNITS:
        history = seen.history(key_of(status(unit=unit)))
        assert history.status == plain(at, StatusChange, unit, on)
        assert history.extension == plain(at, ExtensionChange, unit, on)


@given(histories(), days)
def test_an_earlier_revision_is_seen_as_it_was_whatever_came_later(of: Ledger, on: dt.date) -> None:
    for revision in range(of.revision + 1):
        shorter = Ledger(of.transactions[:revision])
        assert view(of.at(revision), day=on) == view(shorter, day=on)


# Verdicts.


def verdicts(of: Ledger, on: dt.date) -> list[tuple[Status, Timeliness, int | None]]:
    roster = make_roster(*(make_unit(unit) for unit in UNITS))
    found = picture(on.isoformat(), roster=roster, history=of).verdicts
    return [(v.status, v.timeliness, v.days_late) for v in found]


@given(st.lists(st.sampled_from(UNITS).flatmap(records), max_size=5), st.data())
def test_records_of_different_days_give_the_same_verdict_in_whatever_order_they_were_typed(
    changes: list[Recorded], data: st.DataObject
) -> None:
    assume(len({(type(c), c.unit, c.on) for c in changes}) == len(changes))
    shuffled = data.draw(st.permutations(changes))
    for number in range(22):
        on = FIRST + dt.timedelta(days=number)
        assert verdicts(ledger(*shuffled), on) == verdicts(ledger(*changes), on)


def is_late(verdict: Verdict) -> bool:
    return verdict.timeliness in (Timeliness.OVERDUE, Timeliness.DONE_LATE)


@given(
    st.lists(statuses.flatmap(lambda s: days.map(lambda d: status(s, d.isoformat()))), max_size=3),
    days,
    days,
    st.integers(0, 40),
)
def test_an_extension_never_turns_late_into_in_time_before_it_was_granted(
    recorded: list[StatusChange], granted: dt.date, to: dt.date, later: int
) -> None:
    on = (FIRST + dt.timedelta(days=later)).isoformat()
    without = the_verdict(on, history=ledger(*recorded))
    extended = ledger(*recorded, extension(to.isoformat(), granted.isoformat()))
    found = the_verdict(on, history=extended)
    if day(on) < granted:
        assert found == without
    else:
        assert is_late(without) or not is_late(found)
    assert found.obligation.stated_last_day == without.obligation.stated_last_day


# Mending by the commands.


@given(histories(), st.data())
def test_what_an_undo_took_back_the_undo_of_that_undo_brings_back_whole(
    of: Ledger, data: st.DataObject
) -> None:
    assume(of.revision)
    revision = data.draw(st.integers(1, of.revision))
    made: History = [list(t.changes) for t in of.transactions]
    try:
        made.append(list(undone(of, revision)))
    except Refused:
        reject()
    made.append(list(undone(ledger(*made), of.revision + 1)))
    after = FIRST + dt.timedelta(days=30)
    assert view(ledger(*made), day=after).histories == view(of, day=after).histories


@given(histories(), st.data())
def test_what_was_undone_counts_on_no_day(of: Ledger, data: st.DataObject) -> None:
    assume(of.revision)
    revision = data.draw(st.integers(1, of.revision))
    try:
        taken_back = ledger(*(t.changes for t in of.transactions), undone(of, revision))
    except Refused:
        reject()
    seen = view(taken_back, day=FIRST + dt.timedelta(days=30))
    for history in seen.histories.values():
        assert revision not in {e.revision for e in [*history.statuses, *history.extensions]}


# The figures.

DEADLINES = (
    before("2024-04-10"),
    by("2024-04-15"),
    within("2024-03"),
    every("month", "2024-03"),
    every("year", "2024", cutoff="by 04-12"),
    unstated(),
)


@st.composite
def offices(draw: st.DrawFn) -> tuple[Plan, Roster, Ledger]:
    """A plan of some tasks, some units of which some ended, and some records."""
    chosen = draw(st.lists(st.sampled_from(DEADLINES), min_size=1, max_size=4))
    plan = make_plan(*(make_task(f"I.{n}", each) for n, each in enumerate(chosen, start=1)))
    lives = st.one_of(st.none(), days)
    units = [make_unit(unit, since=draw(lives), until=draw(lives)) for unit in UNITS]
    periods = st.sampled_from([None, "2024", "2024-03", "2024-04"])
    recorded = [
        draw(records(draw(st.sampled_from(UNITS))))._replace(
            task=f"I.{draw(st.integers(1, len(chosen)))}",
            period=draw(periods),
        )
        for _ in range(draw(st.integers(0, 8)))
    ]
    return plan, make_roster(*units), ledger(*recorded)


@given(offices(), days)
def test_the_four_cells_and_what_stands_beside_them_add_up_to_the_obligations(
    office: tuple[Plan, Roster, Ledger], on: dt.date
) -> None:
    plan, roster, history = office
    found = picture(on.isoformat(), plan=plan, roster=roster, history=history)
    cells = found.summary
    four = cells.done_on_time + cells.done_late + cells.open_in_time + cells.overdue
    assert four + cells.no_deadline + cells.not_applicable == len(found.verdicts)
    assert four == cells.with_deadline


@given(offices(), days)
def test_no_obligation_stands_twice(office: tuple[Plan, Roster, Ledger], on: dt.date) -> None:
    plan, roster, history = office
    found = picture(on.isoformat(), plan=plan, roster=roster, history=history).verdicts
    assert len({v.obligation.key for v in found}) == len(found)


@given(offices(), days)
def test_each_part_is_no_greater_than_its_whole(
    office: tuple[Plan, Roster, Ledger], on: dt.date
) -> None:
    plan, roster, history = office
    cells = picture(on.isoformat(), plan=plan, roster=roster, history=history).summary
    for part, whole in (
        (cells.due_soon, cells.open_in_time),
        (cells.done_by_extension, cells.done_on_time),
        (cells.overdue_unreported, cells.overdue),
        (cells.overdue_day_not_stated, cells.overdue),
        (cells.no_deadline_done, cells.no_deadline),
    ):
        assert 0 <= part <= whole


@given(offices(), days)
def test_what_was_recorded_for_an_obligation_of_the_plan_never_leaves_the_picture(
    office: tuple[Plan, Roster, Ledger], on: dt.date
) -> None:
    plan, roster, history = office
    found = picture(on.isoformat(), plan=plan, roster=roster, history=history).verdicts
    shown = {v.obligation.key for v in found}
    everyone = make_roster(*(make_unit(unit) for unit in UNITS))
    owed = {v.obligation.key for v in picture(on.isoformat(), plan=plan, roster=everyone).verdicts}
    recorded = {
        key_of(change)
        for change in itertools.chain(*(t.changes for t in history.transactions))
        if isinstance(change, StatusChange) and change.on <= on
    }
    assert recorded & owed <= shown


@given(offices(), days)
def test_a_unit_that_comes_later_changes_no_figure_of_a_day_before_it(
    office: tuple[Plan, Roster, Ledger], on: dt.date
) -> None:
    plan, roster, history = office
    newcomer = make_unit("ba", since=on + dt.timedelta(days=1))
    grown = make_roster(*roster.units, newcomer)
    before_it = picture(on.isoformat(), plan=plan, roster=roster, history=history)
    with_it = picture(on.isoformat(), plan=plan, roster=grown, history=history)
    assert with_it.verdicts == before_it.verdicts
