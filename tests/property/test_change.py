"""Plans, units and deadlines that change: what holds whatever changes, and in whatever order."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeAlias

from hypothesis import assume, given
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
    unstated,
)
from tests.conftest import ROOT
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import OPEN, Timeliness, Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.loading.models import parse_model
from tt_doingoai.loading.yaml_edit import put
from tt_doingoai.loading.yaml_tree import read_tree
from tt_doingoai.model.ledger import Change, ExtensionChange, Ledger, Status, StatusChange, key_of
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Roster
from tt_doingoai.recording.extension import ExtensionRequest, extension_changes
from tt_doingoai.schedule.obligations import obligations
from tt_doingoai.schedule.working_days import WorkingDays
from tt_doingoai.text import one_line

UNITS = ("mot", "hai", "ba")
FIRST = day("2024-04-01")
days = st.integers(0, 40).map(lambda number: FIRST + dt.timedelta(days=number))
DEADLINES = (before("2024-04-10"), by("2024-04-20"), every("month", "2024-04"), unstated())
PERIODS = {3: "2024-04"}
PLAN = make_plan(*(make_task(f"I.{n}", each) for n, each in enumerate(DEADLINES, start=1)))

SHIPPED_UNITS = (ROOT / "units.yaml").read_text(encoding="utf-8")


def plain(text: str) -> Any:
    """What a file's text says, as strings, lists and mappings."""
    tree, problems = read_tree(text.encode(), path="units.yaml")
    assert tree is not None
    assert problems == []
    return tree.plain()


UNITS_TEXT = plain(SHIPPED_UNITS)

Office: TypeAlias = tuple[Roster, list[Change]]


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    """Units with any lives, each succeeded by any of those after it: no circles, as checked."""
    units = []
    for number, unit_id in enumerate(UNITS):
        since, until = draw(st.one_of(st.none(), days)), draw(st.one_of(st.none(), days))
        later = st.lists(st.sampled_from(UNITS[number:]), max_size=2, unique=True)
        successors = [other for other in draw(later) if until and other != unit_id]
        units.append(make_unit(unit_id, since=since, until=until, successors=tuple(successors)))
    return make_roster(*units)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    unit, number = draw(st.sampled_from(UNITS)), draw(st.integers(1, len(DEADLINES)))
    about = {"unit": unit, "task": f"I.{number}", "period": PERIODS.get(number), "plan": PLAN}
    on = draw(days).isoformat()
    if draw(st.booleans()):
        recorded = draw(st.sampled_from([s for s in Status if s is not Status.UNREPORTED]))
        return status(recorded, on, **about)
    return extension(draw(days).isoformat(), on, **about | {"plan": "mau"})


offices = st.tuples(rosters(), st.lists(changes(), max_size=6))


def seen(roster: Roster, recorded: list[Change], on: dt.date) -> Assessment:
    return picture(on.isoformat(), plan=PLAN, roster=roster, history=ledger(*recorded))


# Units.


@given(offices, days)
def test_figures_add_up_whoever_took_over_what(office: Office, on: dt.date) -> None:
    found = seen(*office, on)
    cells = found.summary
    four = cells.done_on_time + cells.done_late + cells.open_in_time + cells.overdue
    assert four + cells.no_deadline + cells.not_applicable == len(found.verdicts)
    assert len({v.obligation.key for v in found.verdicts}) == len(found.verdicts)


@given(offices, days)
def test_nothing_recorded_disappears(office: Office, on: dt.date) -> None:
    found = seen(*office, on)
    placed = {v.obligation.key for v in (*found.verdicts, *found.passed_on)}
    recorded = {key_of(c) for c in office[1] if isinstance(c, StatusChange) and c.on <= on}
    assert recorded <= placed | set(found.unplaced)


@given(offices, days)
def test_what_was_passed_on_is_owed_by_someone_and_counted_no_more(
    office: Office, on: dt.date
) -> None:
    found = seen(*office, on)
    taken_over = {before.obligation.key for v in found.verdicts for before in v.inherited}
    assert {v.obligation.key for v in found.passed_on} == taken_over
    assert not taken_over & {v.obligation.key for v in found.verdicts}
    for heir in found.verdicts:
        for left in heir.inherited:
            # Open, handed in, or waived once it was the successor's.
            until, record = left.obligation.unit.until, heir.history.status
            assert until is not None
            waived = heir.status is Status.NOT_APPLICABLE and record is not None
            stated = left.obligation.stated_last_day
            due_since = stated is not None and stated > until  # then it is the successor's own
            open_ = heir.timeliness in OPEN or heir.handed_in or due_since
            assert open_ or (waived and record is not None and record.change.on > until)


def told(found: Assessment) -> dict[object, object]:
    return {
        v.obligation.key: (
            v.status,
            v.timeliness,
            v.last_day,
            v.days_late,
            v.frozen_on,
            frozenset(before.obligation.key for before in v.inherited),
        )
        for v in found.verdicts
    }


@given(offices, days, st.permutations(UNITS))
def test_the_order_of_the_roster_changes_no_verdict(
    office: Office, on: dt.date, order: list[str]
) -> None:
    roster, recorded = office
    by_id = {unit.id: unit for unit in roster.units}
    shuffled = replace(roster, units=tuple(by_id[unit_id] for unit_id in order))
    assert told(seen(shuffled, recorded, on)) == told(seen(roster, recorded, on))


@given(offices, days, st.sets(st.sampled_from([("mau", f"I.{n}") for n in range(1, 5)])))
def test_the_picture_of_some_tasks_is_that_part_of_the_whole_picture(
    office: Office, on: dt.date, tasks: set[tuple[str, str]]
) -> None:
    def of_them(verdicts: Iterable[Verdict]) -> list[Verdict]:
        return [v for v in verdicts if ("mau", v.obligation.key.task) in tasks]

    roster, recorded = office
    whole = seen(roster, recorded, on)
    history = ledger(*recorded)
    part = picture(on.isoformat(), plan=PLAN, roster=roster, history=history, tasks=tasks)
    assert list(part.verdicts) == of_them(whole.verdicts)
    assert list(part.passed_on) == of_them(whole.passed_on)


@given(st.lists(changes(), max_size=6), days, st.booleans())
def test_a_merger_never_turns_overdue_into_in_time(
    recorded: list[Change], last: dt.date, new: bool
) -> None:
    """mot and hai merge into ba, which comes after them or was there before."""
    after = last + dt.timedelta(days=1)
    ending = [make_unit(u, until=last, successors=("ba",)) for u in ("mot", "hai")]
    roster = make_roster(*ending, make_unit("ba", since=after if new else None))
    known = [change for change in recorded if getattr(change, "on", last) <= last]
    overdue = {
        (v.obligation.key.task, v.obligation.key.period)
        for v in seen(roster, known, last).verdicts
        if v.timeliness is Timeliness.OVERDUE and v.obligation.unit.id != "ba"
        if not v.awaits_office
    }
    for now in seen(roster, known, after).verdicts:
        key = now.obligation.key
        if key.unit == "ba" and (key.task, key.period) in overdue and not now.handed_in:
            assert now.timeliness is Timeliness.OVERDUE


@given(offices, days)
def test_a_successor_that_comes_later_changes_no_figure_of_a_day_before_it(
    office: Office, on: dt.date
) -> None:
    roster, recorded = office
    newcomer = make_unit("bon", since=on + dt.timedelta(days=1))
    followed = [
        replace(unit, successors=(*unit.successors, "bon")) if unit.until else unit
        for unit in roster.units
    ]
    grown = make_roster(*followed, newcomer)
    before_it, with_it = seen(roster, recorded, on), seen(grown, recorded, on)
    assert with_it.summary == before_it.summary
    assert [v.obligation.key for v in with_it.verdicts] == [
        v.obligation.key for v in before_it.verdicts
    ]


# The order in which things are recorded.


@given(offices, st.data())
def test_records_of_different_days_or_obligations_may_come_in_any_order(
    office: Office, data: st.DataObject
) -> None:
    roster, recorded = office
    of_obligations = [c for c in recorded if isinstance(c, StatusChange | ExtensionChange)]
    assume(len({(type(c), key_of(c), c.on) for c in of_obligations}) == len(recorded))
    shuffled = data.draw(st.permutations(recorded))
    on = data.draw(days)

    assert told(seen(roster, shuffled, on)) == told(seen(roster, recorded, on))


# Extensions, as the command grants them.


def granted(requests: list[tuple[dt.date, dt.date]]) -> Ledger:
    """Those of some requests (granted on, to) that the command records, in that order."""
    kept: list[Change] = []
    for on, to in requests:
        verdict = the_verdict("2024-06-30", history=ledger(*kept))
        request = ExtensionRequest(to=to, on=on, basis="12-CV/MAU")
        try:
            kept += extension_changes(request, [verdict], today=day("2024-06-30"))
        except Refused:
            continue
    return ledger(*kept)


@given(st.lists(st.tuples(days, days), max_size=6))
def test_without_shorten_the_last_day_only_moves_on_as_days_pass(
    requests: list[tuple[dt.date, dt.date]],
) -> None:
    history = granted(requests)
    last_days = [
        the_verdict((FIRST + dt.timedelta(days=n)).isoformat(), history=history).last_day
        for n in range(42)
    ]
    known = [last for last in last_days if last is not None]
    assert known == sorted(known)
    assert known[0] >= day("2024-04-09")


# Versions.


@given(st.dates(day("2023-12-01"), day("2026-12-31")), st.integers(2, 9))
def test_a_version_that_says_the_same_gives_the_same_obligations(on: dt.date, number: int) -> None:
    text = (ROOT / "plans" / "97-kh-duk.v1.yaml").read_text(encoding="utf-8")
    first, again = read(text), read(text)
    later = read(put(put(text, (), "version", number), (), "effective_from", day("2023-12-01")))
    roster = make_roster(make_unit("duk"), make_unit("mot", "truc-thuoc", "cap-uy"))

    def owed(plan: Plan) -> list[object]:
        return [(o.key, o.stated_last_day, o.day_stated) for o in obligations(plan, roster, day=on)]

    assert owed(first) == owed(again) == owed(later)


def read(text: str) -> Plan:
    model = parse_model(Plan, text.encode(), path="plans/97-kh-duk.v1.yaml").model
    assert model is not None
    return model


# Working days.


@given(st.frozensets(st.integers(0, 30), max_size=12), st.integers(0, 30))
def test_a_last_day_moves_to_the_first_working_day_and_no_further(
    off: frozenset[int], stated: int
) -> None:
    worked = WorkingDays("mẫu", lambda on: (on - FIRST).days not in off)
    found = (worked.next_from(FIRST + dt.timedelta(days=stated)) - FIRST).days
    assert found >= stated
    assert found not in off
    assert all(skipped in off for skipped in range(stated, found))


# The text of files that commands change.


@given(st.text(min_size=1).map(one_line).filter(bool), st.integers(0, len(UNITS_TEXT["units"]) - 1))
def test_any_name_written_into_the_roster_is_read_back_and_nothing_else_changes(
    name: str, number: int
) -> None:
    changed = put(SHIPPED_UNITS, ("units", number), "name", name)
    expected = copy.deepcopy(UNITS_TEXT)
    expected["units"][number]["name"] = name
    assert plain(changed) == expected
