"""The workspace: how it is found, what it is read from, and what stops it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.disk import NAMES_IN_ANY_SCRIPT
from tests.plans.examples import PLAN, UNITS
from tests.unit.loading.sample import edit
from tt_doingoai.errors import InvalidFiles
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.workspace import load_workspace, read_files


def test_the_repository_itself_is_a_workspace_without_problems() -> None:
    loaded = load_workspace(ROOT)
    assert [(plan.id, plan.version) for plan in loaded.versions] == [("97-kh-duk", 1)]
    assert loaded.warnings == ()


def test_reading_makes_no_file(root: Path) -> None:
    before = sorted(root.rglob("*"))
    load_workspace(root)
    assert sorted(root.rglob("*")) == before


def test_all_problems_of_all_files_are_told_at_once(root: Path) -> None:
    shutil.copy(root / PLAN, root / "plans" / "hai.v1.yaml")
    edit(root / "plans" / "hai.v1.yaml", "version: 1", "version: one")
    edit(root / PLAN, 'wording: "trước', 'wording: "sau')
    edit(root / UNITS, "sample: true", "sample: maybe")
    with pytest.raises(InvalidFiles) as refused:
        load_workspace(root)
    told = [p for p in refused.value.problems if isinstance(p, Problem)]
    assert [(problem.path, problem.line, problem.code) for problem in told] == [
        ("plans/hai.v1.yaml", 4, "TD017"),
        ("plans/mau.v1.yaml", 18, "TD020"),
        ("units.yaml", 3, "TD019"),
    ]
    assert refused.value.exit_code == 3
    assert "ttdn plan validate" in refused.value.message


def test_problems_name_files_relative_to_the_workspace(root: Path) -> None:
    edit(root / UNITS, "sample: true", "sample: maybe")
    (problem,) = read_files(root).problems
    assert problem.path == "units.yaml"


def test_a_missing_roster_is_one_problem_not_a_crash(root: Path) -> None:
    (root / UNITS).unlink()
    assert [(p.path, p.code) for p in read_files(root).problems] == [("units.yaml", "TD001")]


def test_warnings_do_not_stop_the_answer(root: Path) -> None:
    edit(root / PLAN, 'title: "Kế hoạch mẫu"', 'title: "Kế hoạch\u200b mẫu"')
    assert [warning.code for warning in load_workspace(root).warnings] == ["TD007"]


def test_a_workspace_without_a_plan_gives_no_answer(root: Path) -> None:
    (root / PLAN).unlink()
    with pytest.raises(InvalidFiles) as refused:
        load_workspace(root)
    assert refused.value.exit_code == 3
    assert [(p.path, p.code) for p in refused.value.problems] == [("plans", "TD001")]  # type: ignore[attr-defined]


@NAMES_IN_ANY_SCRIPT
def test_other_files_in_the_plans_folder_are_left_alone(root: Path) -> None:
    (root / "plans" / "ghi chú.txt").write_text("không phải kế hoạch", "utf-8")
    assert len(load_workspace(root).versions) == 1
