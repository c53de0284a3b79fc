"""Which folder is the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.loading.sample import workspace
from tt_doingoai.errors import Untrusted
from tt_doingoai.loading.workspace_root import find_root


def test_the_folder_that_is_named_comes_before_all_others(tmp_path: Path) -> None:
    named, other, here = (workspace(tmp_path / name) for name in ("named", "other", "here"))
    assert find_root(named, environment={"TTDN_WORKSPACE": str(other)}, here=here) == named


def test_the_variable_comes_before_the_current_folder(tmp_path: Path) -> None:
    named, here = workspace(tmp_path / "named"), workspace(tmp_path / "here")
    assert find_root(None, environment={"TTDN_WORKSPACE": str(named)}, here=here) == named


def test_an_empty_variable_is_as_none(root: Path) -> None:
    assert find_root(None, environment={"TTDN_WORKSPACE": ""}, here=root) == root


def test_the_current_folder_is_the_workspace(root: Path) -> None:
    assert find_root(None, environment={}, here=root) == root


@pytest.mark.parametrize("below", ["plans", "store", "a/b/c"])
def test_the_workspace_is_found_from_a_folder_below(root: Path, below: str) -> None:
    (root / below).mkdir(parents=True, exist_ok=True)
    assert find_root(None, environment={}, here=root / below) == root


def test_the_nearest_workspace_is_the_one(root: Path) -> None:
    inner = workspace(root / "a" / "inner")
    (inner / "b").mkdir()
    assert find_root(None, environment={}, here=inner / "b") == inner


def test_a_folder_that_only_has_a_plans_folder_is_passed_over_on_the_way_up(root: Path) -> None:
    (root / "a" / "plans").mkdir(parents=True)
    assert find_root(None, environment={}, here=root / "a") == root


def test_no_workspace_is_a_clear_error_that_names_init(tmp_path: Path) -> None:
    with pytest.raises(Untrusted, match="ttdn init") as refused:
        find_root(None, environment={}, here=tmp_path)
    assert refused.value.exit_code == 3


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_named_folder_that_is_no_workspace_is_refused_by_name(root: Path, name: str) -> None:
    (root / "empty").mkdir()
    with pytest.raises(Untrusted, match=f"ttdn init .*{name}") as refused:
        find_root(root / name, environment={}, here=root)
    assert refused.value.exit_code == 3


def test_a_folder_named_by_the_variable_is_refused_alike(root: Path) -> None:
    with pytest.raises(Untrusted, match=r"ttdn init .*missing"):
        find_root(None, environment={"TTDN_WORKSPACE": str(root / "missing")}, here=root)
