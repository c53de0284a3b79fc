"""explain tells all of it: version, stated day, rule, extensions, the unit's life, each record."""

from __future__ import annotations

import json

import pytest

from tests.command import Command, flat

MERGE = ("units", "merge", "noi vu", "tu phap", "--into", "Sở Nội chính mẫu", "--on", "1/4/2024",
         "--basis", "88-QĐ/MAU")  # fmt: skip


def explained(ttdn: Command, unit: str, *options: str, task: str = "III.2.a") -> str:
    return flat(ttdn("explain", task, "--unit", unit, *options).out)


@pytest.fixture
def merged(ttdn: Command) -> Command:
    ttdn("receive", "III.2.a", "--unit", "noi vu", "--on", "28/3/2024", "--evidence", "07-BC/SNV")
    ttdn("return", "III.2.a", "--unit", "noi vu", "--on", "30/3/2024")
    assert ttdn(*MERGE).code == 0
    return ttdn


def test_what_happened_is_told_in_the_order_of_its_days(ttdn: Command) -> None:
    about = ("III.2.c", "--unit", "tu phap")
    ttdn("extend", *about, "--to", "30/4/2024", "--on", "4/4/2024", "--basis", "12-CV/ĐUK")
    ttdn("start", *about, "--on", "1/4/2024")
    ttdn("note", "III.2.c", "xin lùi", "-u", "tu phap", "--kind", "request", "--on", "2/4/2024")
    ttdn("note", "III.2.c", "chưa đủ", "-u", "tu phap", "--kind", "refusal", "--on", "3/4/2024")
    assert (
        "Đang thực hiện (01/4/2024). Đề nghị gia hạn (02/4/2024): xin lùi. Không đồng ý gia hạn"
        " (03/4/2024): chưa đủ. Gia hạn đến 30/4/2024 (12-CV/ĐUK, ngày 04/4/2024)."
    ) in explained(ttdn, "tu phap", task="III.2.c")


def test_a_request_names_its_document(ttdn: Command) -> None:
    ttdn("note", "III.2.c", "xin lùi", "-u", "sdl", "--kind", "request", "--evidence", "15-CV/SDL")
    assert "xin lùi; 15-CV/SDL." in explained(ttdn, "sdl", task="III.2.c")


def test_the_version_in_force_and_its_document_are_told(ttdn: Command) -> None:
    ttdn("plan", "amend", "97", "--on", "1/4/2024", "--basis", "50-CV/ĐUK")
    version = "(bản 2, có hiệu lực từ ngày 01/4/2024, theo 50-CV/ĐUK), điểm 2, mục III"
    assert version in explained(ttdn, "sdl")
    assert "(bản 1), điểm 2, mục III" in explained(ttdn, "sdl", "--as-of", "31/3/2024")


def test_a_confirmation_is_told(ttdn: Command, workspace: object) -> None:
    from pathlib import Path

    ttdn("done", "III.2.a", "--unit", "sdl", "--on", "28/3/2024")
    ttdn("plan", "amend", "97", "--on", "1/4/2024", "--basis", "50-CV/ĐUK")
    second = Path("plans/97-kh-duk.v2.yaml")
    second.write_text(second.read_text("utf-8").replace("phò biến", "phổ biến"), "utf-8")
    assert "cần xác nhận lại" in explained(ttdn, "sdl")
    ttdn("confirm", "III.2.a", "--unit", "sdl", "--basis", "51-CV/ĐUK")
    text = explained(ttdn, "sdl")
    assert "Đã xác nhận theo lời của bản 2 (12/4/2024): 51-CV/ĐUK." in text


def test_what_was_taken_over_is_told_with_the_old_units_life_and_records(merged: Command) -> None:
    text = explained(merged, "so-noi-chinh-mau")
    assert "Về đơn vị: từ 01/4/2024." in text
    assert (
        "Nhận từ Sở Nội vụ. Về đơn vị: hoạt động đến hết 31/3/2024; đơn vị kế thừa: Sở Nội chính"
        " mẫu; theo 88-QĐ/MAU. Đã nhận ngày 28/3/2024: 07-BC/SNV. Ngày 30/3/2024 trả lại để bổ"
        " sung. Nhận từ Sở Tư pháp."
    ) in text


def test_of_the_ended_unit_it_says_where_it_went(merged: Command) -> None:
    text = explained(merged, "so-noi-vu")
    assert "- Sở Nội vụ: để lại, nay do đơn vị kế thừa chịu trách nhiệm" in text
    assert "Đã nhận ngày 28/3/2024: 07-BC/SNV." in text


def test_json_holds_life_inheritance_and_every_record(merged: Command) -> None:
    def document(unit: str) -> dict[str, object]:
        options = ("--unit", unit, "--format", "json")
        return dict(json.loads(merged("explain", "III.2.a", *options).out))

    (heir,) = document("so-noi-chinh-mau")["obligations"]  # type: ignore[misc]
    assert [left["unit"] for left in heir["inherited"]] == ["so-noi-vu", "so-tu-phap"]
    assert [record["kind"] for record in heir["inherited"][0]["records"]] == ["status", "status"]
    assert heir["life"]["since"] == "2024-04-01"
    (left,) = document("so-noi-vu")["passed_on"]  # type: ignore[misc]
    assert left["life"]["decision"]["number"] == "88-QĐ/MAU"
