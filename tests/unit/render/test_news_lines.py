"""What was told before takes one line of the page, however much it is."""

from __future__ import annotations

import pytest

from tests.builders import before, by, every, make_plan, make_roster, make_task, make_unit, picture
from tt_doingoai.assess.grouping import by_task
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.model.plan import Task
from tt_doingoai.render.news_lines import overdue_before_line


def line(*tasks: Task, units: int = 1, on: str = "2024-04-12", long: str = "") -> str:
    roster = make_roster(*(make_unit(f"u{n}", name=f"Đơn vị {n}{long}") for n in range(units)))
    assessment = picture(on, plan=make_plan(*tasks), roster=roster)
    late = assessment.listed_as(Timeliness.OVERDUE)
    return overdue_before_line(by_task(late, assessment.verdicts), assessment)


def test_it_names_units_where_there_is_room() -> None:
    assert line(make_task("I.1"), units=2) == (
        "QUÁ HẠN TỪ TRƯỚC: 2 (I.1: Đơn vị 0, Đơn vị 1; quá 3 ngày)"
    )
    assert line(make_task("I.1"), make_task("I.2", by("2024-03-31"))) == (
        "QUÁ HẠN TỪ TRƯỚC: 2 (I.1: Đơn vị 0; quá 3 ngày; I.2: Đơn vị 0; quá 12 ngày)"
    )


def test_units_of_one_task_that_find_no_room_are_counted() -> None:
    told = line(make_task("I.1"), units=130)
    assert told.startswith("QUÁ HẠN TỪ TRƯỚC: 130 (I.1: Đơn vị 0, ")
    assert told.endswith(" đơn vị khác; quá 3 ngày)")
    assert 60 < len(told) <= 80


def test_of_several_tasks_the_units_are_counted() -> None:
    tasks = make_task("I.1"), make_task("I.2", by("2024-03-31"))
    assert line(*tasks, units=130) == (
        "QUÁ HẠN TỪ TRƯỚC: 260 (I.1: 130; I.2: 130; quá 3 đến 12 ngày)"
    )


@pytest.mark.parametrize("units", [1, 130])
def test_tasks_that_find_no_room_are_counted(units: int) -> None:
    told = line(*(make_task(f"I.{n}", before()) for n in range(1, 31)), units=units)
    assert told.startswith(f"QUÁ HẠN TỪ TRƯỚC: {30 * units} (I.1; I.2; I.3; ")
    assert told.endswith(" nhiệm vụ khác; quá 3 ngày)")
    assert len(told) <= 80


def test_a_day_that_the_office_set_is_marked_beside_its_task() -> None:
    tasks = make_task("I.1", every("month", "2024-03")), make_task("I.2")
    assert line(*tasks, units=30) == (
        "QUÁ HẠN TỪ TRƯỚC: 60 (I.1, tháng 3/2024: 30 (*); I.2: 30; quá 3 đến 12 ngày)"
    )


def test_a_name_longer_than_the_page_still_stands_in_one_line() -> None:
    told = line(make_task("I.1"), units=3, long=" có tên rất dài" * 6)
    assert "\n" not in told
    assert "và 2 đơn vị khác" in told
