"""Several plans, several versions, other offices' deadlines: what the first plan does not show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Command

SECOND = """format: ttdn/plan@1
id: 139-kh-ubnd
version: 1
number: "139/KH-UBND"
title: "Kế hoạch mẫu của một cơ quan khác"
issuer: ubnd-tinh
sections:
  - id: III
    title: "TỔ CHỨC THỰC HIỆN"
    clauses:
      - id: III.1
        text: "Báo cáo trước ngày 15 tháng cuối quý; hoàn thành trong giai đoạn 2024-2026."
      - id: III.2
        text: "Các đơn vị gửi kết quả chậm nhất ngày 05/4/2024; trước ngày 15 tháng cuối quý."
        tasks:
          - id: III.2.c
            title: "Gửi kết quả mẫu"
            lead: [so-du-lich]
            supporting: [so-tttt]
            deadline: {rule: by, date: "2024-04-05", wording: "chậm nhất ngày 05/4/2024"}
          - id: III.2.d
            title: "Việc hằng quý mẫu"
            lead: [so-du-lich]
            deadline:
              rule: every
              period: quarter
              since: "2024-Q1"
              cutoff: {rule: before, day: "3-15"}
              wording: "trước ngày 15 tháng cuối quý"
"""


@pytest.fixture
def two_plans(ttdn: Command, workspace: Path) -> Command:
    (workspace / "plans" / "139-kh-ubnd.v1.yaml").write_text(SECOND, encoding="utf-8")
    assert ttdn("plan", "validate").code == 0
    return ttdn


def test_a_task_that_two_plans_have_is_named_with_its_plan(two_plans: Command) -> None:
    refused = two_plans("done", "III.2.c", "--unit", "sdl", "--on", "5/4/2024")
    assert refused.code == 2
    assert "139-kh-ubnd:III.2.c Gửi kết quả mẫu" in refused.err
    named = ("97-kh-duk:III.2.c", "--unit", "sdl", "--on", "5/4/2024")
    assert two_plans("done", *named).code == 0
    told = two_plans("done", "III.2.c", "--plan", "139", "--unit", "sdl", "--on", "5/4/2024")
    assert told.code == 0


@pytest.mark.parametrize("command", ["status", "check", "report"])
def test_with_several_plans_every_citation_names_its_plan(two_plans: Command, command: str) -> None:
    text = " ".join(two_plans(command).out.split())
    assert "(điểm 2, mục III, 97-KH/ĐUK" in text
    assert "(điểm 2, mục III, 139/KH-UBND" in text


def test_the_command_that_check_suggests_is_one_that_is_taken(two_plans: Command) -> None:
    out = " ".join(two_plans("check").out.split())
    command = out.split("Ghi báo cáo đến: ttdn ")[1].split(" --on")[0]
    assert two_plans(*command.split(), "--on", "5/4/2024").code == 0


def test_the_issuer_of_the_plan_concerned_records(two_plans: Command) -> None:
    two_plans("done", "III.2.c", "--plan", "97", "--unit", "sdl", "--on", "5/4/2024")
    two_plans("done", "III.2.c", "--plan", "139", "--unit", "sdl", "--on", "5/4/2024")
    transactions = json.loads(two_plans("log", "--format", "json").out)["transactions"]
    assert [t["by"] for t in transactions] == ["ubnd-tinh", "duk"]


def test_log_by_task_keeps_to_the_plan(two_plans: Command) -> None:
    two_plans("done", "III.2.c", "--plan", "97", "--unit", "sdl", "--on", "5/4/2024")
    two_plans("done", "III.2.c", "--plan", "139", "--unit", "sdl", "--on", "5/4/2024")
    assert two_plans("log", "--task", "97-kh-duk:III.2.c").out.count("III.2.c") == 1
    assert "139-kh-ubnd:III.2.c, Sở Du lịch" in two_plans("log").out


def test_explain_says_chu_tri_beside_phoi_hop_and_how_a_cut_off_falls(two_plans: Command) -> None:
    text = " ".join(two_plans("explain", "139-kh-ubnd:III.2.c").out.split())
    assert "Chủ trì: Sở Du lịch Phối hợp: Sở TTTT" in text
    text = " ".join(two_plans("explain", "III.2.d").out.split())
    assert "trong mỗi kỳ trước ngày 15 tháng thứ 3 của kỳ" in text
    assert "Sở Du lịch, quý I/2024: quá hạn" in text
    assert "hạn cuối 14/3/2024" in text


def test_explain_answers_before_the_first_period_begins(ttdn: Command) -> None:
    result = ttdn("explain", "II.1.4", "--as-of", "31/12/2023")
    assert result.code == 0
    assert "“Hàng năm, cấp ủy" in result.out
    assert "Ngày ấy chưa có đầu việc nào" in result.out


@pytest.mark.parametrize("command", ["status", "check", "report", "undo"])
def test_where_no_plan_is_in_force_there_is_no_answer(
    ttdn: Command, workspace: Path, command: str
) -> None:
    ttdn("done", "III.2.c", "--unit", "sdl", "--on", "5/4/2024")
    plan = workspace / "plans" / "97-kh-duk.v1.yaml"
    text = plan.read_text(encoding="utf-8")
    begins = 'effective_from: "2030-01-01"'
    plan.write_text(text.replace("effective_from: null", begins), encoding="utf-8")
    result = ttdn(command)
    assert (result.code, result.out) == (3, "")
    assert "chưa có kế hoạch nào có hiệu lực" in result.err


def test_records_of_what_is_no_longer_there_are_told(ttdn: Command, workspace: Path) -> None:
    ttdn("done", "III.2.c", "--unit", "sdl", "--on", "5/4/2024")
    units = workspace / "units.yaml"
    text = units.read_text(encoding="utf-8").replace("id: so-du-lich", "id: so-khac")
    units.write_text(text, encoding="utf-8")
    assert "Có 1 ghi chép của nhiệm vụ hoặc đơn vị không còn" in " ".join(
        ttdn("status").out.split()
    )


def test_a_former_name_finds_its_unit(ttdn: Command, workspace: Path) -> None:
    units = workspace / "units.yaml"
    former = 'aliases: ["SDL"]\n    former_names: [{name: "Sở Mẫu Cũ", until: "2024-01-31"}]'
    text = units.read_text(encoding="utf-8").replace('aliases: ["SDL"]', former)
    units.write_text(text, encoding="utf-8")
    assert "Sở Du lịch" in ttdn("units", "show", "mau cu").out
    assert "Sở Mẫu Cũ" in ttdn("status", "--as-of", "31/1/2024", "--by", "unit").out


def test_correct_keeps_to_the_plan_it_was_given(two_plans: Command) -> None:
    two_plans("done", "97-kh-duk:III.2.c", "--unit", "sdl", "--on", "5/4/2024")
    assert two_plans("correct", "1", "--plan", "139", "--on", "4/4/2024").code == 2
    assert two_plans("correct", "1", "--plan", "97", "--on", "4/4/2024").code == 0


def test_a_code_is_shown_as_it_is_typed(two_plans: Command) -> None:
    for command in ("status", "check"):
        told = " ".join(two_plans(command, "--as-of", "12/4/2024").out.split())
        assert "mã 97-kh-duk:III.2.c)" in told
        assert "mã 139-kh-ubnd:III.2.c)" in told


@pytest.mark.parametrize("period", ["2024-Q1", "quý I/2024", "Quy I/2024"])
def test_a_period_is_typed_and_told_as_people_name_it(two_plans: Command, period: str) -> None:
    done = ("done", "III.2.d", "--unit", "sdl", "--on", "10/4/2024", "--period", period)
    result = two_plans(*done)
    assert result.code == 0
    assert "139-kh-ubnd:III.2.d, quý I/2024, Sở Du lịch" in " ".join(result.out.split())
