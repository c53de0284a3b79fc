"""What --since tells makes up the whole difference between two pictures."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import (
    before,
    day,
    every,
    extension,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    note,
    picture,
    reminder,
    status,
    undo,
)
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.changes import compare
from tt_doingoai.assess.verdict import DONE, Timeliness
from tt_doingoai.model.ledger import Change, Ledger, ObligationKey, Status

UNITS = ("mot", "hai")
PLAN = make_plan(make_task("I.1", before()), make_task("I.2", every("month", "2024-03")))
ROSTER = make_roster(*map(make_unit, UNITS))
FIRST = day("2024-03-25")
days = st.integers(0, 40).map(lambda number: FIRST + dt.timedelta(days=number))
statuses = st.sampled_from([s for s in Status if s is not Status.UNREPORTED])
targets = st.sampled_from([("I.1", None), ("I.2", "2024-03"), ("I.2", "2024-04")])


@st.composite
def changes(draw: st.DrawFn) -> Change:
    on, unit = draw(days).isoformat(), draw(st.sampled_from(UNITS))
    task, period = draw(targets)
    match draw(st.sampled_from(["status", "status", "extension", "note", "reminder", "undo"])):
        case "status":
            return status(draw(statuses), on, unit=unit, task=task, period=period, plan=PLAN)
        case "extension":
            return extension(draw(days).isoformat(), on, unit=unit, task=task, period=period)
        case "note":
            return note(on=on, unit=unit, task=task, period=period)
        case "reminder":
            return reminder(on, unit=unit, task=task, period=period)
        case _undo:
            return undo(draw(st.integers(1, 6)), unit)


histories = st.lists(changes(), max_size=8).map(lambda made: ledger(*made))


def seen(history: Ledger, on: dt.date) -> Assessment:
    return picture(on.isoformat(), plan=PLAN, roster=ROSTER, history=history)


def keys(of: Assessment, *timeliness: Timeliness) -> set[ObligationKey]:
    return {v.obligation.key for v in of.verdicts if v.timeliness in timeliness}


@given(histories, days)
def test_between_a_picture_and_itself_nothing_changed(history: Ledger, on: dt.date) -> None:
    same = seen(history, on)
    assert not any(compare(same, same, same)[3:])


@given(histories, st.data(), days, days)
def test_what_is_new_is_what_now_has_and_then_had_not(
    history: Ledger, data: st.DataObject, one: dt.date, other: dt.date
) -> None:
    on, today = sorted((one, other))
    earlier = history.at(data.draw(st.integers(0, history.revision)))
    then, same_day, now = seen(earlier, on), seen(history, on), seen(history, today)
    found = compare(then, same_day, now)
    assert {v.obligation.key for v in found.done} == keys(now, *DONE) - keys(then, *DONE)
    late = Timeliness.OVERDUE
    assert {v.obligation.key for v in found.overdue} == keys(now, late) - keys(then, late)
    begun = {v.obligation.key for v in found.begun}
    gone = {v.obligation.key for v in found.gone}
    whole = {v.obligation.key for v in now.verdicts}
    assert ({v.obligation.key for v in then.verdicts} | begun) - gone == whole


@given(histories, st.data(), days)
def test_figures_differ_of_the_same_day_only_where_something_is_known_differently(
    history: Ledger, data: st.DataObject, on: dt.date
) -> None:
    earlier = history.at(data.draw(st.integers(0, history.revision)))
    then, same_day = seen(earlier, on), seen(history, on)
    found = compare(then, same_day, same_day)
    assert found.mended or then.summary == same_day.summary
