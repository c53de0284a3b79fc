"""The digests of a workspace's files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.plans.examples import PLAN, UNITS
from tests.unit.loading.sample import edit, workspace
from tt_doingoai.loading.settings import load_settings
from tt_doingoai.loading.workspace import load_workspace
from tt_doingoai.model.settings import Settings


@pytest.mark.parametrize(
    ("file", "part"), [(PLAN, "plans"), (UNITS, "units"), ("ttdn.toml", "settings")]
)
def test_a_digest_follows_its_own_file_and_no_other(root: Path, file: str, part: str) -> None:
    (root / "ttdn.toml").write_text("due_soon_days = 7\n", "utf-8")
    before = load_workspace(root).inputs
    with (root / file).open("a", encoding="utf-8") as written:
        written.write("# thêm\n")
    after = load_workspace(root).inputs
    changed = {
        name
        for name in ("plans", "units", "settings")
        if getattr(before, name) != getattr(after, name)
    }
    assert changed == {part}


def test_the_same_files_have_the_same_digests_wherever_they_lie(tmp_path: Path) -> None:
    here, there = workspace(tmp_path / "here"), workspace(tmp_path / "there")
    assert load_workspace(here).inputs == load_workspace(there).inputs


@pytest.mark.parametrize("plan", ["a", "z"])
def test_one_more_plan_changes_the_digest_of_the_plans(root: Path, plan: str) -> None:
    before = load_workspace(root).inputs.plans
    shutil.copy(root / PLAN, root / "plans" / f"{plan}.v1.yaml")
    edit(root / "plans" / f"{plan}.v1.yaml", "id: mau\n", f"id: {plan}\n")
    assert load_workspace(root).inputs.plans != before


def test_digests_are_sha_256_in_hex(root: Path) -> None:
    digests = load_workspace(root).inputs
    for digest in (digests.plans, digests.units, digests.settings):
        assert re.fullmatch("[0-9a-f]{64}", digest or "")


def settings(root: Path, text: str | bytes) -> Settings:
    data = text if isinstance(text, bytes) else text.encode()
    (root / "ttdn.toml").write_bytes(data)
    return load_settings(root)[0]
