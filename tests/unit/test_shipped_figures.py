"""What the shipped plan and roster must show with an empty ledger, by the day of the report."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.builders import day, ledger
from tests.conftest import ROOT
from tt_doingoai.assess.assessment import Assessment, assess
from tt_doingoai.assess.summary import Summary
from tt_doingoai.assess.verdict import Timeliness, Verdict
from tt_doingoai.loading.workspace import Workspace, load_workspace
from tt_doingoai.lookup import find_units
from tt_doingoai.model.ledger import Ledger, Status
from tt_doingoai.model.plan import Task, placed_tasks
from tt_doingoai.recording.status import StatusRequest, status_changes
from tt_doingoai.recording.target import Target, targeted

PLAN = "97-kh-duk"


@pytest.fixture(scope="module")
def shipped() -> Workspace:
    return load_workspace(ROOT)


def as_of(shipped: Workspace, on: str, history: Ledger | None = None) -> Assessment:
    return assess(
        shipped.versions,
        shipped.roster,
        history or Ledger(),
        day=day(on),
        settings=shipped.settings,
        inputs=shipped.inputs,
    )


def of_task(assessment: Assessment, task: str) -> list[Verdict]:
    return [v for v in assessment.verdicts if v.obligation.place.task.id == task]


def tasks(shipped: Workspace) -> list[Task]:
    (plan,) = shipped.versions
    return [place.task for place in placed_tasks(plan)]


def figures(summary: Summary) -> tuple[int, int, int, int, int]:
    total = summary.with_deadline + summary.no_deadline + summary.not_applicable
    return (
        total,
        summary.no_deadline,
        summary.overdue,
        summary.overdue_day_not_stated,
        summary.open_in_time,
    )


@pytest.mark.parametrize(
    ("on", "obligations", "no_deadline", "overdue", "day_not_stated", "open_in_time"),
    [
        ("2023-12-31", 197, 165, 0, 0, 32),
        ("2024-01-01", 214, 165, 1, 0, 48),
        ("2024-04-09", 214, 165, 17, 0, 32),
        ("2024-04-12", 214, 165, 32, 0, 17),
        ("2026-11-22", 248, 165, 66, 34, 17),
    ],
)
def test_the_figures_of_a_day(
    shipped: Workspace,
    on: str,
    obligations: int,
    no_deadline: int,
    overdue: int,
    day_not_stated: int,
    open_in_time: int,
) -> None:
    found = as_of(shipped, on)
    assert len(found.verdicts) == obligations
    assert figures(found.summary) == (
        obligations,
        no_deadline,
        overdue,
        day_not_stated,
        open_in_time,
    )


def test_with_an_empty_ledger_everything_overdue_is_unreported(shipped: Workspace) -> None:
    found = as_of(shipped, "2024-04-12").summary
    assert (found.overdue_unreported, found.done, found.not_applicable) == (32, 0, 0)


@pytest.mark.parametrize(
    ("task", "units", "days_late"),
    [("III.1", 1, 103), ("III.2.a", 15, 12), ("III.2.b", 1, 12), ("III.2.c", 15, 3)],
)
def test_on_12_april_2024_each_unit_is_late_by(
    shipped: Workspace, task: str, units: int, days_late: int
) -> None:
    found = of_task(as_of(shipped, "2024-04-12"), task)
    assert [v.timeliness for v in found] == [Timeliness.OVERDUE] * units
    assert {v.days_late for v in found} == {days_late}


def test_on_12_april_2024_no_other_task_is_overdue(shipped: Workspace) -> None:
    found = as_of(shipped, "2024-04-12").verdicts
    late = {v.obligation.place.task.id for v in found if v.timeliness is Timeliness.OVERDUE}
    assert late == {"III.1", "III.2.a", "III.2.b", "III.2.c"}


def test_the_report_is_due_on_9_april_2024_and_not_late_that_day(shipped: Workspace) -> None:
    found = of_task(as_of(shipped, "2024-04-09"), "III.2.c")
    assert {v.last_day for v in found} == {day("2024-04-09")}
    assert [v.timeliness for v in found] == [Timeliness.DUE_SOON] * 15


def test_the_report_is_late_on_10_april_2024(shipped: Workspace) -> None:
    found = of_task(as_of(shipped, "2024-04-10"), "III.2.c")
    assert [v.timeliness for v in found] == [Timeliness.OVERDUE] * 15


@pytest.mark.parametrize(
    ("on", "timeliness"),
    [("2024-04-09", Timeliness.DONE_ON_TIME), ("2024-04-10", Timeliness.DONE_LATE)],
)
def test_a_report_done_on_9_april_is_on_time_and_on_10_april_late(
    shipped: Workspace, on: str, timeliness: Timeliness
) -> None:
    units = find_units("so du lich", shipped.roster.units)
    meant = targeted(Target(tasks=[(PLAN, "III.2.c")], units=units), as_of(shipped, "2024-04-12"))
    changes = status_changes(
        StatusRequest(status=Status.DONE, on=day(on)), meant, today=day("2024-04-12")
    )
    found = of_task(as_of(shipped, "2024-04-12", ledger(changes)), "III.2.c")
    assert {v.timeliness for v in found if v.obligation.unit.id == "so-du-lich"} == {timeliness}
    assert Counter(v.timeliness for v in found)[Timeliness.OVERDUE] == 14


UNITS_OF_A_TASK = {
    **dict.fromkeys(["II.1.1", "II.3.4", "III.1", "III.2.b"], 1),
    **dict.fromkeys(["III.3.a", "III.3.b", "III.3.c", "III.3.d"], 1),
    **dict.fromkeys(["III.2.a", "III.2.c"], 15),
    **dict.fromkeys(["II.1.2", "II.1.3", "II.1.4", "II.2.1", "II.2.2", "II.3.1", "II.3.2"], 16),
    **dict.fromkeys(["II.3.3", "II.4.1", "II.4.2", "II.4.3"], 16),
}


def test_each_task_is_owed_by_as_many_units(shipped: Workspace) -> None:
    found = as_of(shipped, "2024-04-12").verdicts
    assert Counter(v.obligation.place.task.id for v in found) == UNITS_OF_A_TASK


LEADS = {
    "duk": ["II.1.1", "III.1"],
    "cap-uy": [task for task, units in UNITS_OF_A_TASK.items() if units == 16],
    "truc-thuoc": ["III.2.a", "III.2.c"],
    "doan-the": ["II.3.4", "III.2.b"],
    "btg-duk": ["III.3.a", "III.3.b", "III.3.c", "III.3.d"],
}


def test_each_task_is_led_by_the_body_that_the_plan_orders(shipped: Workspace) -> None:
    expected = {task: (lead,) for lead, of_lead in LEADS.items() for task in of_lead}
    assert {task.id: task.lead for task in tasks(shipped)} == expected


RULES = {
    "within": ["III.1", "III.2.a", "III.2.b"],
    "before": ["III.2.c"],
    "every": ["II.1.4", "III.3.d"],
    "ongoing": ["II.1.3", "II.2.1", "II.2.2", "II.4.3"],
}


def test_each_task_has_the_deadline_that_its_words_give(shipped: Workspace) -> None:
    stated = {task: rule for rule, of_rule in RULES.items() for task in of_rule}
    expected = {task: stated.get(task, "unstated") for task in UNITS_OF_A_TASK}
    assert {task.id: task.deadline.rule for task in tasks(shipped)} == expected


@pytest.mark.parametrize(
    ("task", "wording"),
    [
        ("II.1.3", "Thường xuyên"),
        ("II.1.4", "Hàng năm"),
        ("II.2.1", "tiếp tục"),
        ("II.2.2", "thường xuyên"),
        ("II.4.3", "Thường xuyên"),
        ("III.1", "hoàn thành trong tháng 12/2023"),
        ("III.2.a", "hoàn thành trong tháng 3/2024"),
        ("III.2.b", "hoàn thành trong tháng 3/2024"),
        ("III.2.c", "trước ngày 10-4-2024"),
        ("III.3.d", "định kỳ hàng năm"),
    ],
)
def test_each_deadline_quotes_the_plan(shipped: Workspace, task: str, wording: str) -> None:
    (found,) = (t for t in tasks(shipped) if t.id == task)
    assert found.deadline.wording == wording


@pytest.mark.parametrize(
    "task",
    [
        "II.1.3",
        "II.1.4",
        "II.2.2",
        "II.3.2",
        "II.3.3",
        "II.4.1",
        "II.4.2",
        "II.4.3",
        "III.2.b",
        "III.3.d",
    ],
)
def test_what_the_words_do_not_give_is_explained(shipped: Workspace, task: str) -> None:
    (found,) = (t for t in tasks(shipped) if t.id == task)
    assert found.interpretation


FIFTEEN = [
    "so-ngoai-vu",
    "so-du-lich",
    "so-tttt",
    "dai-pt-th",
    "so-noi-vu",
    "so-tu-phap",
    "mttq-tinh",
    "ubnd-tinh",
    "hoi-nha-bao",
    "bao-kien-giang",
    "dh-kien-giang",
    "cd-kien-giang",
    "cd-su-pham",
    "cd-y-te",
    "cd-nghe",
]


def test_the_sample_roster_says_that_it_is_one(shipped: Workspace) -> None:
    assert shipped.roster.sample


def test_the_sample_roster_holds_the_committees_organs_and_the_fifteen_bodies_in_order(
    shipped: Workspace,
) -> None:
    own = [unit.id for unit in shipped.roster.units if unit.own]
    others = [unit.id for unit in shipped.roster.units if not unit.own]
    assert own == ["duk", "btg-duk", "doan-the-duk"]
    assert others == FIFTEEN


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("truc-thuoc", FIFTEEN),
        ("cap-uy", ["duk", *FIFTEEN]),
        ("doan-the", ["doan-the-duk"]),
    ],
)
def test_the_groups_of_the_sample_roster(
    shipped: Workspace, group: str, members: list[str]
) -> None:
    found = shipped.roster.answering((group,), day("2024-04-12"))
    assert [unit.id for unit in found] == members


def test_the_shipped_files_have_nothing_doubtful_in_them(shipped: Workspace) -> None:
    assert shipped.warnings == ()


def test_the_plans_own_day_is_not_in_its_text_so_none_is_invented(shipped: Workspace) -> None:
    (plan,) = shipped.versions
    assert (plan.issued_on, plan.effective_from) == (None, None)


def test_the_plan_cites_what_it_carries_out_and_what_it_only_names(shipped: Workspace) -> None:
    (plan,) = shipped.versions
    assert [(cited.number, cited.date) for cited in plan.legal_basis] == [
        ("57-KL/TW", day("2023-06-15")),
        ("157-KH/TU", day("2023-08-10")),
        ("207-KH/BTGTU", None),
    ]
    assert [(cited.number, cited.date) for cited in plan.references] == [
        ("34-NQ/TW", day("2023-01-09")),
        ("430-QĐ/TW", day("2010-12-03")),
    ]
