"""What a fingerprint covers: the task's words, its leads as written, its deadline (design 3.3)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from tests.builders import before, by, day, every, make_plan, make_task, unstated, within
from tt_doingoai.model.deadline import Deadline, Ongoing
from tt_doingoai.model.plan import Clause, ClauseNote, Plan, Section, placed_tasks
from tt_doingoai.schedule.fingerprint import fingerprint


def print_of(plan: Plan) -> str:
    """The fingerprint of a plan's first task."""
    return fingerprint(placed_tasks(plan)[0])


def with_task(**values: Any) -> str:
    return print_of(make_plan(make_task(**values)))


def with_clause(**values: Any) -> str:
    clause = Clause(id="I.1", tasks=(make_task(),), **values)
    return print_of(make_plan(sections=(Section(id="I", title="NHIỆM VỤ", clauses=(clause,)),)))


def test_a_fingerprint_is_a_sha_256_in_hex() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", with_task())


def test_the_same_words_have_the_same_fingerprint() -> None:
    assert with_task() == with_task()


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"title": "Việc khác"}, id="title"),
        pytest.param({"lead": ("mot",)}, id="leads"),
        pytest.param({"lead": ("don-vi", "mot")}, id="one more lead"),
    ],
)
def test_a_task_with_other_words_or_leads_has_another_fingerprint(changed: dict[str, Any]) -> None:
    assert with_task(**changed) != with_task()


def test_a_clause_with_another_text_gives_another_fingerprint() -> None:
    assert with_clause(text="Một.") != with_clause(text="Hai.")


def test_a_text_that_became_a_heading_gives_another_fingerprint() -> None:
    assert with_clause(text="Một.") != with_clause(heading="Một.")


DEADLINES: list[Deadline] = [
    unstated(),
    Ongoing(wording="Thường xuyên"),
    Ongoing(wording="tiếp tục"),
    before("2024-04-10"),
    before("2024-04-11"),
    before("2024-04-10", wording="trước 10-4"),
    by("2024-04-10"),
    by("2024-04-11"),
    within("2024-03"),
    within("2024-04"),
    every("year", "2024"),
    every("year", "2025"),
    every("half", "2024"),
    every("year", "2024", until="2026"),
    every("year", "2024", until="2027"),
    every("year", "2024", cutoff="by 12-15"),
    every("year", "2024", cutoff="by 12-16"),
    every("year", "2024", cutoff="by +1:12-15"),
    every("year", "2024", cutoff="before 12-15"),
    replace(every("year", "2024"), wording="mỗi năm"),
]


def test_no_two_deadlines_share_a_fingerprint() -> None:
    prints = [with_task(deadline=deadline) for deadline in DEADLINES]
    assert len(set(prints)) == len(DEADLINES)


def test_a_fingerprint_stays_what_ledgers_hold() -> None:
    """Another serialisation would ask every office to confirm what it had recorded."""
    assert with_task(deadline=every("year", "2024", cutoff="by +1:01-10")) == (
        "4cb6b6fbc937f32f5f9f4c63b7626534f272d9bb477611a295ecce7c19de338a"
    )
    assert with_task(deadline=within("2024-03")) == (
        "d45bb83d4ef77f5c5e49deab09d090e5e0637c0b08978a7c576630e395bb3206"
    )


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"interpretation": "Cách hiểu khác."}, id="interpretation"),
        pytest.param({"supporting": ("hai",)}, id="supporting units"),
        pytest.param({"deliverable": "Báo cáo"}, id="deliverable"),
        pytest.param({"cite": "điểm 1"}, id="citation"),
    ],
)
def test_what_is_not_the_plans_own_order_is_not_covered(changed: dict[str, Any]) -> None:
    assert with_task(**changed) == with_task()


def test_a_note_on_the_clause_is_not_covered() -> None:
    note = ClauseNote(kind="editor", text="Nguyên văn.")
    assert with_clause(text="Một.", notes=(note,)) == with_clause(text="Một.")


def test_a_new_version_that_leaves_the_task_alone_leaves_its_fingerprint_alone() -> None:
    second = make_plan(version=2, effective_from=day("2024-05-01"), title="Kế hoạch sửa đổi")
    assert print_of(second) == print_of(make_plan())


def test_another_task_of_the_same_clause_changes_nothing() -> None:
    alone, beside = make_plan(make_task("a")), make_plan(make_task("a"), make_task("b"))
    assert print_of(alone) == print_of(beside)
