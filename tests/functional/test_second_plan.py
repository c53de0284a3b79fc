"""A plan of another office, invented and labelled so: what real plans hold beyond the first one.

Roman quarters, a range of years, an annex with its own citations, nesting five deep, state numbers,
every recurring cut-off that offices write; two plans in one workspace.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from tests.command import Command, flat
from tests.conftest import ROOT

SECOND: Final = ROOT / "tests" / "plans" / "second" / "139-kh-ubnd.v1.yaml"
ONLY: Final = ("--plan", "139")


@pytest.fixture
def both(ttdn: Command, workspace: Path) -> Command:
    """The shipped plan and the sample plan, in one workspace."""
    shutil.copy(SECOND, workspace / "plans")
    assert ttdn("plan", "validate").out.strip() == "Không có lỗi."
    return ttdn


def document(both: Command, as_of: str) -> dict[str, Any]:
    return dict(json.loads(both("status", *ONLY, "--as-of", as_of, "--format", "json").out))


def last_days(both: Command, task: str, as_of: str = "30/6/2025") -> dict[str | None, str]:
    return {
        o["period"]: o["deadline"]["last_day"]
        for o in document(both, as_of)["obligations"]
        if o["task"] == task
    }


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("B.I.1.a.1", {None: "2024-06-30"}),  # trong quý II/2024
        ("PL.1", {None: "2024-06-30"}),
        ("B.I.2", {None: "2026-12-31"}),  # giai đoạn 2024-2026
        # by the 20th of the last month, from the second quarter on
        (
            "B.II.1",
            {
                "2024-Q2": "2024-06-20",
                "2024-Q3": "2024-09-20",
                "2024-Q4": "2024-12-20",
                "2025-Q1": "2025-03-20",
                "2025-Q2": "2025-06-20",
            },
        ),
        # before the 15th of the sixth month of each half
        ("B.II.2", {"2024-H1": "2024-06-14", "2024-H2": "2024-12-14", "2025-H1": "2025-06-14"}),
        # until May, so June has none
        ("B.II.3", {"2024-03": "2024-03-25", "2024-04": "2024-04-25", "2024-05": "2024-05-25"}),
        ("B.II.4.a", {"2024": "2024-12-14", "2025": "2025-12-14"}),
        # 10 January of the year after
        ("B.II.4.b", {"2024": "2025-01-10", "2025": "2026-01-10"}),
    ],
)
def test_every_deadline_leads_to_its_last_days(
    both: Command, task: str, expected: dict[str | None, str]
) -> None:
    assert last_days(both, task) == expected


@pytest.mark.parametrize(
    ("as_of", "overdue", "open_in_time"),
    [
        # B.I.1.a.1, PL.1, B.I.2 twice, year twice, half, month of March: none due yet.
        ("25/3/2024", 0, 8),
        ("26/3/2024", 1, 7),  # the month of March
        # In April: the second quarter's report and the month of April have begun.
        ("25/4/2024", 1, 9),
        # 14/6: March, April, May are late; 20/6 and 30/6 not come; the half's last day is today.
        ("14/6/2024", 3, 8),
        ("15/6/2024", 4, 7),
        ("20/6/2024", 4, 7),
        ("21/6/2024", 5, 6),
        ("30/6/2024", 5, 6),
        # 1/7: cổng thông tin and quy chế are late too (7); the third quarter and the second half
        # begin: B.I.2 twice, year twice, Q3, H2.
        ("1/7/2024", 7, 6),
    ],
)
def test_the_figures_of_a_day_are_those_counted_by_hand(
    both: Command, as_of: str, overdue: int, open_in_time: int
) -> None:
    summary = document(both, as_of)["summary"]
    assert (summary["overdue"], summary["open_in_time"]) == (overdue, open_in_time)


def test_an_unfinished_period_stays_late_while_the_next_ones_run(both: Command) -> None:
    overdue = ("--timeliness", "overdue", "--task", "B.II.1")
    both("done", "B.II.1", "--unit", "sdl", "--period", "2024-Q2", "--on", "10/4/2024")
    text = flat(both("status", *ONLY, *overdue, "--as-of", "1/1/2025").out)
    assert "Báo cáo quý, quý III/2024" in text
    assert "Báo cáo quý, quý IV/2024" in text
    assert "quý II/2024 (" not in text


@pytest.mark.parametrize(
    ("task", "told"),
    [
        ("B.I.1.a.1", "gạch đầu dòng thứ 1, điểm a, khoản 1, mục I, phần B"),
        ("B.I.2", "khoản 2, mục I, phần B"),
        ("PL.1", "số thứ tự 1, Phụ lục kèm theo Kế hoạch số 139/KH-UBND"),
    ],
)
def test_a_clause_is_cited_as_its_own_office_does(both: Command, task: str, told: str) -> None:
    assert told in flat(both("explain", f"139-kh-ubnd:{task}").out)


@pytest.mark.parametrize(
    ("task", "as_of", "named"),
    [
        ("B.II.2", "1/6/2024", "6 tháng đầu năm 2024"),
        ("B.II.2", "1/7/2024", "6 tháng cuối năm 2024"),
        ("B.II.1", "1/6/2024", "quý II/2024"),
        ("B.II.3", "1/4/2024", "tháng 4/2024"),
        ("B.II.4.a", "1/6/2024", "năm 2024"),
    ],
)
def test_periods_are_named_as_people_name_them(
    both: Command, task: str, as_of: str, named: str
) -> None:
    assert named in flat(both("explain", task, *ONLY, "--as-of", as_of).out)


def test_explain_tells_the_rule_and_who_helps(both: Command) -> None:
    text = flat(both("explain", "B.I.1.a.1").out)
    assert '"trong quý II/2024": trong quý II/2024, nên hạn cuối là hết ngày 30/6/2024' in text
    assert "Chủ trì: Sở TTTT Phối hợp: Sở Nội vụ" in text
    assert "Sản phẩm: Cổng thông tin vận hành" in text
    assert "“1. Cổng thông tin”" in text  # each level round it, word for word


def test_who_helps_is_never_overdue(both: Command) -> None:
    units = {o["unit"] for o in document(both, "1/7/2024")["obligations"]}
    assert "so-noi-vu" not in units


def test_sections_may_be_called_otherwise(both: Command) -> None:
    text = flat(both("plan", "show", "139").out)
    assert "A. QUAN ĐIỂM, MỤC TIÊU, YÊU CẦU" in text
    assert "PL. PHỤ LỤC: DANH MỤC NHIỆM VỤ" in text
    assert "12/NQ-CP, Chính phủ, 05/01/2024" in text


@pytest.mark.parametrize("query", ["139", "139/KH-UBND", "139-kh-ubnd"])
def test_a_state_number_is_found_as_a_party_number_is(both: Command, query: str) -> None:
    assert both("plan", "show", query).out.startswith("139/KH-UBND. ")


def test_a_section_filter_takes_the_annex(both: Command) -> None:
    options = ("--section", "PL", "--as-of", "1/7/2024", "--format", "json")
    found = json.loads(both("status", *options).out)["obligations"]
    assert [o["task"] for o in found] == ["PL.1", "PL.2"]


def test_each_plan_keeps_its_own_version_and_end(both: Command) -> None:
    assert both("plan", "close", "139", "--on", "12/4/2024", "--basis", "01-QĐ/MAU").code == 0
    plans = {
        p["id"]: p["closed_on"] for p in json.loads(both("status", "--format", "json").out)["plans"]
    }
    assert plans == {"139-kh-ubnd": "2024-04-12", "97-kh-duk": None}
    assert both("check", "--plan", "139", "--as-of", "1/7/2024").code == 0
    assert both("check", "--plan", "97").code == 1
