"""What a report is about: the whole or its units, the tasks that are ordered, what is due next."""

from __future__ import annotations

import pytest

from tests.builders import (
    by,
    closing,
    day,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    picture,
    status,
    unstated,
)
from tt_doingoai.assess.filters import Filters
from tt_doingoai.assess.report import LISTS, Report
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.model.ledger import Change, Status
from tt_doingoai.model.period import parse_period
from tt_doingoai.model.plan import Clause, Section

ROSTER = make_roster(make_unit("mot"), make_unit("hai"))
SECTIONS = make_plan(
    sections=tuple(
        Section(
            id=id_,
            title="NHIỆM VỤ",
            clauses=(
                Clause(
                    id=f"{id_}.1",
                    text="Lời.",
                    tasks=(make_task(f"{id_}.1"), make_task(f"{id_}.2", by("2024-06-30"))),
                ),
            ),
        )
        for id_ in ("I", "II")
    )
)


def report(
    *changes: Change, on: str = "2024-04-12", filters: Filters | None = None, **values: object
) -> Report:
    whole = picture(on, plan=SECTIONS, roster=ROSTER, history=ledger(*changes))
    return Report(whole.narrowed(filters or Filters()), filters or Filters(), **values)  # type: ignore[arg-type]


def ordered(of: Report) -> list[str]:
    return [place.task.id for _plan, place in of.ordered()]


def test_every_verdict_stands_in_exactly_one_list() -> None:
    held = [timeliness for _name, of_list in LISTS for timeliness in of_list]
    assert sorted(held) == sorted(Timeliness)


def test_a_report_without_a_period_counts_all_there_is() -> None:
    found = report()
    assert (found.counted, found.counts) == (found.whole, None)


def test_a_report_on_a_period_counts_what_fell_due_in_it() -> None:
    found = report(on="2024-06-30", period=parse_period("2024-06"))
    assert found.counts is not None
    assert {v.obligation.place.task.id for v in found.counts.due} == {"I.2", "II.2"}
    assert len(found.counted.verdicts) == 8  # what was carried over too
    assert len(report(on="2024-06-30", period=parse_period("2024-05")).counted.verdicts) == 4


def test_the_report_on_a_unit_counts_that_unit_alone_by_the_same_period() -> None:
    period = parse_period("2024-06")
    (_one, two) = ROSTER.units
    found = report(period=period, units=ROSTER.units).of_unit(two)
    assert {v.obligation.unit.id for v in found.whole.verdicts} == {"hai"}
    assert (found.units, found.period) == ((two,), period)


@pytest.mark.parametrize(
    ("filters", "tasks"),
    [
        (Filters(), ["I.1", "I.2", "II.1", "II.2"]),
        (Filters(sections=frozenset({"II"})), ["II.1", "II.2"]),
        (Filters(tasks=frozenset({("mau", "I.2")})), ["I.2"]),
        (Filters(tasks=frozenset({("khac", "I.2")})), []),
        (Filters(sections=frozenset({"II"}), tasks=frozenset({("mau", "I.2")})), []),
        (Filters(units=frozenset({"hai"})), ["I.1", "I.2", "II.1", "II.2"]),
    ],
)
def test_the_tasks_that_are_ordered_are_those_of_the_sections_and_tasks_asked_for(
    filters: Filters, tasks: list[str]
) -> None:
    assert ordered(report(filters=filters)) == tasks


def test_each_ordered_task_comes_with_its_plan() -> None:
    assert {plan.id for plan, _place in report().ordered()} == {"mau"}


def test_what_is_due_next_is_open_and_waits_for_nobody() -> None:
    received = status(Status.RECEIVED, "2024-04-11", task="I.2", unit="mot", plan=SECTIONS)
    due = report(received).next_due()
    assert [(v.obligation.place.task.id, v.obligation.unit.id) for v in due] == [
        ("I.2", "hai"),
        ("II.2", "mot"),
        ("II.2", "hai"),
    ]


@pytest.mark.parametrize(
    ("on", "timeliness"), [("2024-06-15", Timeliness.IN_TIME), ("2024-06-16", Timeliness.DUE_SOON)]
)
def test_what_is_soon_due_is_due_next_as_much_as_what_has_time(
    on: str, timeliness: Timeliness
) -> None:
    assert {v.timeliness for v in report(on=on).next_due()} == {timeliness}


def test_nothing_of_a_closed_plan_is_due_next() -> None:
    assert report(closing("2024-04-11")).next_due() == []


def test_what_has_no_deadline_is_not_due_next() -> None:
    whole = picture(day("2024-04-12").isoformat(), plan=make_plan(make_task("I.1", unstated())))
    assert Report(whole).next_due() == []
