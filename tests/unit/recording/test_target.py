"""Which obligations a recording command is about, and of which period."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    make_plan,
    make_task,
    status,
)
from tests.unit.recording.desk import ROSTER, YEARLY, standing, yearly
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Status
from tt_doingoai.recording.target import Target, targeted


def target(*unit_ids: str, tasks: tuple[str, ...] = ("I.1",), **values: Any) -> Target:
    units = [unit for unit in ROSTER.units if unit.id in unit_ids]
    return Target(tasks=[("mau", task) for task in tasks], units=units, **values)


def meant(found: list[Verdict]) -> list[tuple[str, str, str | None]]:
    return [
        (v.obligation.place.task.id, v.obligation.unit.id, v.obligation.key.period) for v in found
    ]


def test_every_task_named_is_meant_for_every_unit_named() -> None:
    plan = make_plan(make_task("a"), make_task("b"))
    found = targeted(target("mot", "hai", tasks=("a", "b")), standing(plan=plan))
    assert meant(found) == [
        ("a", "mot", None),
        ("a", "hai", None),
        ("b", "mot", None),
        ("b", "hai", None),
    ]


def test_a_unit_that_does_not_answer_for_the_task_is_refused_with_those_who_do() -> None:
    with pytest.raises(Refused) as refused:
        targeted(target("mot", "ba"), standing())
    for named in ("Đơn vị mẫu ba", "I.1", "Đơn vị mẫu một", "Đơn vị mẫu hai"):
        assert named in refused.value.message


def test_of_a_whole_group_those_who_do_not_answer_are_passed_over() -> None:
    found = targeted(target("mot", "ba", only_holders=True), standing())
    assert meant(found) == [("I.1", "mot", None)]


def test_a_group_of_which_nobody_answers_is_refused() -> None:
    with pytest.raises(Refused):
        targeted(target("ba", only_holders=True), standing())


def test_a_period_may_be_named() -> None:
    assert meant(targeted(target("mot", period="2025"), yearly())) == [("I.1", "mot", "2025")]


def test_a_period_may_be_left_out_where_there_is_only_one() -> None:
    assert meant(targeted(target("mot"), yearly(on="2024-06-01"))) == [("I.1", "mot", "2024")]


@pytest.mark.parametrize("settled", [Status.DONE, Status.NOT_APPLICABLE])
def test_a_period_may_be_left_out_where_one_alone_is_open(settled: Status) -> None:
    recorded = status(settled, "2024-12-01", period="2024", plan=YEARLY)
    assert meant(targeted(target("mot"), yearly(recorded))) == [("I.1", "mot", "2025")]


def test_a_received_report_leaves_its_period_open() -> None:
    recorded = status(Status.RECEIVED, "2024-12-01", period="2024", plan=YEARLY)
    with pytest.raises(Refused, match="2024, 2025"):
        targeted(target("mot"), yearly(recorded))


def test_where_several_periods_are_open_the_message_lists_them() -> None:
    with pytest.raises(Refused, match=r"--period.*2024, 2025"):
        targeted(target("mot"), yearly())


def test_the_message_lists_the_open_periods_only() -> None:
    recorded = status(Status.DONE, "2024-12-01", period="2024", plan=YEARLY)
    with pytest.raises(Refused) as refused:
        targeted(target("mot"), yearly(recorded, on="2026-06-01"))
    assert "2025, 2026" in refused.value.message
    assert "2024" not in refused.value.message


def test_where_no_period_is_open_one_must_be_named() -> None:
    recorded = status(Status.DONE, "2024-05-01", period="2024", plan=YEARLY)
    with pytest.raises(Refused, match="--period"):
        targeted(target("mot"), yearly(recorded, on="2024-06-01"))


def test_a_period_that_is_settled_may_still_be_named() -> None:
    recorded = status(Status.DONE, "2024-05-01", period="2024", plan=YEARLY)
    found = targeted(target("mot", period="2024"), yearly(recorded))
    assert meant(found) == [("I.1", "mot", "2024")]


@pytest.mark.parametrize("period", ["2023", "2026", "2024-Q1", "x"])
def test_a_period_that_the_task_does_not_have_is_refused_with_those_it_has(period: str) -> None:
    with pytest.raises(Refused, match="2024, 2025"):
        targeted(target("mot", period=period), yearly())


def test_a_period_for_a_task_that_does_not_recur_is_refused() -> None:
    with pytest.raises(Refused, match=r"I\.1.*--period"):
        targeted(target("mot", period="2024"), standing())
