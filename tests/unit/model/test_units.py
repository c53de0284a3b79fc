"""Units (đơn vị): their lives, their groups, the names they bore (design 3.2)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from tests.builders import day, make_roster, make_unit
from tt_doingoai.model.units import FormerName, Membership, Unit

LIVED = make_unit(since=day("2024-01-01"), until=day("2024-06-30"))


@pytest.mark.parametrize(
    ("on", "active"),
    [
        ("2023-12-31", False),
        ("2024-01-01", True),
        ("2024-06-30", True),
        ("2024-07-01", False),
    ],
)
def test_a_unit_is_active_from_its_first_day_to_its_last_both_included(
    on: str, active: bool
) -> None:
    assert LIVED.active_on(day(on)) is active


@pytest.mark.parametrize("on", ["0001-01-01", "2024-04-09", "9999-12-31"])
def test_a_unit_without_days_is_always_active(on: str) -> None:
    assert make_unit().active_on(day(on))


@pytest.mark.parametrize(
    ("on", "inside"),
    [
        ("2023-12-31", False),
        ("2024-01-01", True),
        ("2024-06-30", True),
        ("2024-07-01", False),
    ],
)
def test_a_membership_lasts_from_its_first_day_to_its_last_both_included(
    on: str, inside: bool
) -> None:
    member = Membership(id="don-vi", since=day("2024-01-01"), until=day("2024-06-30"))
    assert make_unit(groups=(member,)).in_group_on("don-vi", day(on)) is inside


def test_a_unit_is_in_no_group_that_it_does_not_name() -> None:
    assert not make_unit("mot", "don-vi").in_group_on("khac", day("2024-04-09"))


def test_a_unit_that_left_a_group_and_came_back_is_in_it_again() -> None:
    unit = make_unit(
        groups=(
            Membership(id="don-vi", until=day("2024-01-31")),
            Membership(id="don-vi", since=day("2024-03-01")),
        )
    )
    assert [unit.in_group_on("don-vi", day(f"2024-0{month}-15")) for month in (1, 2, 3)] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2023-06-30", "Tên mẫu thứ nhất"),
        ("2023-07-01", "Tên mẫu thứ hai"),
        ("2024-06-30", "Tên mẫu thứ hai"),
        ("2024-07-01", "Tên mẫu bây giờ"),
    ],
)
def test_a_unit_bears_a_former_name_to_its_last_day(on: str, name: str) -> None:
    unit = make_unit(
        name="Tên mẫu bây giờ",
        former_names=(
            FormerName(name="Tên mẫu thứ hai", until=day("2024-06-30")),
            FormerName(name="Tên mẫu thứ nhất", until=day("2023-06-30")),
        ),
    )
    assert unit.name_on(day(on)) == name


RENAMED = FormerName(name="Tên mẫu cũ", until=day("2024-06-30"))


def test_a_letter_addresses_a_unit_as_the_roster_says() -> None:
    unit = make_unit(name="Tên mẫu", addressee="Đồng chí phụ trách", former_names=(RENAMED,))
    assert unit.addressee_on(day("2024-07-01")) == "Đồng chí phụ trách"


def test_a_letter_of_the_time_of_a_former_name_addresses_the_unit_by_it() -> None:
    unit = make_unit(name="Tên mẫu", addressee="Đồng chí phụ trách", former_names=(RENAMED,))
    assert unit.addressee_on(day("2024-06-30")) == "Tên mẫu cũ"


def test_a_letter_of_a_former_name_is_addressed_as_was_given_then() -> None:
    former = replace(RENAMED, addressee="Lãnh đạo Đơn vị cũ")
    unit = make_unit(name="Tên mẫu", addressee="Đồng chí phụ trách", former_names=(former,))
    assert unit.addressee_on(day("2024-06-30")) == "Lãnh đạo Đơn vị cũ"
    assert unit.addressee_on(day("2024-07-01")) == "Đồng chí phụ trách"


def test_a_unit_without_an_addressee_is_addressed_by_its_name() -> None:
    assert make_unit(name="Tên mẫu").addressee_on(day("2024-07-01")) == "Tên mẫu"


def test_a_membership_may_be_written_as_the_groups_id_alone() -> None:
    written = {"id": "mot", "name": "Một", "groups": ["don-vi", {"id": "nhom"}]}
    unit = TypeAdapter(Unit).validate_python(written)
    assert unit.groups == (Membership(id="don-vi"), Membership(id="nhom"))


def test_the_schema_of_a_membership_takes_both_forms() -> None:
    schema = TypeAdapter(Unit).json_schema()
    assert schema["properties"]["groups"]["items"] == {
        "anyOf": [{"type": "string"}, {"$ref": "#/$defs/Membership"}]
    }


ROSTER = make_roster(
    make_unit("mot", "nhom"),
    make_unit("hai", "nhom", until=day("2024-03-31")),
    make_unit("ba", "khac"),
)


def answering(*leads: str, on: str = "2024-03-31") -> list[str]:
    return [unit.id for unit in ROSTER.answering(leads, day(on))]


def test_a_group_stands_for_its_members() -> None:
    assert answering("nhom") == ["mot", "hai"]


def test_a_unit_id_stands_for_the_unit() -> None:
    assert answering("ba") == ["ba"]


def test_units_answer_in_the_rosters_order_whatever_the_order_of_the_leads() -> None:
    assert answering("ba", "nhom") == ["mot", "hai", "ba"]


def test_a_unit_named_twice_answers_once() -> None:
    assert answering("nhom", "mot") == ["mot", "hai"]


def test_a_unit_does_not_answer_after_its_last_day() -> None:
    assert answering("nhom", "hai", on="2024-04-01") == ["mot"]


def test_a_roster_finds_a_unit_by_its_id_alone() -> None:
    unit = ROSTER.unit("hai")
    assert unit is not None
    assert unit.id == "hai"
    assert ROSTER.unit("nhom") is None
