"""Units that merge or are renamed: the text says what is meant, and its comments stay."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import day
from tt_doingoai.errors import Refused
from tt_doingoai.loading.models import parse_model
from tt_doingoai.loading.roster_edit import EditedRoster, merged, renamed
from tt_doingoai.model.units import Roster, Unit

TEXT = """\
# danh sách mẫu
format: ttdn/units@1
groups: {don-vi: "Các đơn vị", khac: "Nhóm khác"}
units:
  - id: mot # đơn vị đầu
    name: "Đơn vị Một"
    kind: chi_bo
    groups: [don-vi]
  - {id: hai, name: "Đơn vị Hai", kind: chi_bo, groups: [don-vi, {id: khac, until: "2024-01-31"}]}
  # nơi nhận
  - id: ba
    name: "Đơn vị Ba"
    aliases: [DVB]
    groups: [don-vi]
"""


def roster(text: str = TEXT) -> Roster:
    model = parse_model(Roster, text.encode(), path="units.yaml").model
    assert model is not None
    return model


def merge(*ids: str, text: str = TEXT, **values: Any) -> EditedRoster:
    asked = {"into": "ba", "on": day("2024-07-01"), "basis": "88-QĐ/MAU"} | values
    units = [unit for unit in roster(text).units if unit.id in ids]
    return merged(text, roster(text), units, **asked)


def rename(unit_id: str = "mot", text: str = TEXT, **values: Any) -> EditedRoster:
    asked = {"to": "Đơn vị Mới", "on": day("2024-07-01"), "basis": "89-QĐ/MAU"} | values
    unit = roster(text).unit(unit_id)
    assert unit is not None
    return renamed(text, roster(text), unit, **asked)


def unit_of(edited: EditedRoster, unit_id: str) -> Unit:
    unit = edited.roster.unit(unit_id)
    assert unit is not None
    return unit


@pytest.mark.parametrize(
    "edited",
    [
        merge("mot", "hai"),
        merge("mot", "ba"),
        merge("mot", "hai", into="Đơn vị Hợp nhất"),
        rename(),
        rename("hai", basis=None),
    ],
)
def test_the_text_says_what_is_meant_and_every_comment_stays(edited: EditedRoster) -> None:
    assert roster(edited.text) == edited.roster
    for comment in ("# danh sách mẫu", "# đơn vị đầu", "# nơi nhận"):
        assert comment in edited.text


def test_units_that_merge_end_the_day_before_with_their_successor_and_its_document() -> None:
    ended = unit_of(merge("mot", "hai"), "mot")
    assert (ended.until, ended.successors) == (day("2024-06-30"), ("ba",))
    assert ended.decision is not None
    assert ended.decision.number == "88-QĐ/MAU"


@pytest.mark.parametrize("into", ["ba", "Đơn vị Ba", "don vi ba", "DVB"])
def test_a_unit_that_is_there_is_known_by_id_name_or_alias(into: str) -> None:
    assert merge("mot", "hai", into=into).unit.id == "ba"


def test_the_unit_they_merge_into_may_be_one_of_them() -> None:
    edited = merge("mot", "ba")
    assert unit_of(edited, "ba").until is None
    assert unit_of(edited, "mot").successors == ("ba",)


def test_a_new_name_makes_a_unit_of_their_kind_and_of_their_groups_that_day() -> None:
    new = merge("mot", "hai", into="Đơn vị Hợp nhất").unit
    assert (new.id, new.kind, new.since) == ("don-vi-hop-nhat", "chi_bo", day("2024-07-01"))
    assert [membership.id for membership in new.groups] == ["don-vi"]


def test_words_of_a_name_are_no_name() -> None:
    assert merge("mot", "hai", into="Đơn vị").unit.id == "don-vi-2"


NAME = 'name: "Đơn vị Một"'


@pytest.mark.parametrize(
    ("ids", "old", "new", "told"),
    [
        (["ba"], "", "", "không thể hợp nhất"),
        (["mot"], NAME, f'{NAME}\n    until: "2024-06-30"', "ngày chấm dứt đã được ghi"),
        (["mot"], NAME, f'{NAME}\n    since: "2024-07-01"', "ngày 30/6/2024 không có"),
        (["mot"], "aliases: [DVB]", 'since: "2024-07-02"', "ngày 01/7/2024 không có"),
    ],
)
def test_who_does_not_exist_then_cannot_merge(
    ids: list[str], old: str, new: str, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        merge(*ids, text=TEXT.replace(old, new) if old else TEXT)


def test_a_renamed_unit_bears_its_old_name_until_the_day_before() -> None:
    unit = rename().unit
    assert unit.name_on(day("2024-06-30")) == "Đơn vị Một"
    assert unit.name_on(day("2024-07-01")) == "Đơn vị Mới"
    assert unit.former_names[0].decision is not None


def test_a_unit_may_be_renamed_again_later_but_not_earlier() -> None:
    once = rename().text
    twice = rename(text=once, to="Đơn vị Mới Hơn", on=day("2025-01-01")).unit
    assert [former.name for former in twice.former_names] == ["Đơn vị Một", "Đơn vị Mới"]
    with pytest.raises(Refused, match="đến một ngày muộn hơn"):
        rename(text=once, to="Đơn vị Khác", on=day("2024-07-01"))


def test_the_name_it_has_is_no_new_name() -> None:
    with pytest.raises(Refused, match="rồi"):
        rename(to="Đơn vị Một")
