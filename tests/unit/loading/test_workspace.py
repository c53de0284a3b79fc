"""The workspace: how it is found, what it is read from, and what stops it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.plans.examples import BASE, PLAN, UNITS
from tt_doingoai.errors import InvalidFiles, Untrusted
from tt_doingoai.loading.finding import find_root
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.settings import load_settings
from tt_doingoai.loading.workspace import load_workspace, read_files
from tt_doingoai.model.settings import OwnDays, Settings


def workspace(folder: Path) -> Path:
    shutil.copytree(BASE, folder)
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "mau")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# --- found


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


# --- loaded


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


def test_other_files_in_the_plans_folder_are_left_alone(root: Path) -> None:
    (root / "plans" / "ghi chú.txt").write_text("không phải kế hoạch")
    assert len(load_workspace(root).versions) == 1


# --- digests


@pytest.mark.parametrize(
    ("file", "part"), [(PLAN, "plans"), (UNITS, "units"), ("ttdn.toml", "settings")]
)
def test_a_digest_follows_its_own_file_and_no_other(root: Path, file: str, part: str) -> None:
    (root / "ttdn.toml").write_text("due_soon_days = 7\n")
    before = load_workspace(root).digests
    with (root / file).open("a", encoding="utf-8") as written:
        written.write("# thêm\n")
    after = load_workspace(root).digests
    changed = {
        name
        for name in ("plans", "units", "settings")
        if getattr(before, name) != getattr(after, name)
    }
    assert changed == {part}


def test_the_same_files_have_the_same_digests_wherever_they_lie(tmp_path: Path) -> None:
    here, there = workspace(tmp_path / "here"), workspace(tmp_path / "there")
    assert load_workspace(here).digests == load_workspace(there).digests


@pytest.mark.parametrize("plan", ["a", "z"])
def test_one_more_plan_changes_the_digest_of_the_plans(root: Path, plan: str) -> None:
    before = load_workspace(root).digests.plans
    shutil.copy(root / PLAN, root / "plans" / f"{plan}.v1.yaml")
    edit(root / "plans" / f"{plan}.v1.yaml", "id: mau\n", f"id: {plan}\n")
    assert load_workspace(root).digests.plans != before


def test_digests_are_sha_256_in_hex(root: Path) -> None:
    digests = load_workspace(root).digests
    for digest in (digests.plans, digests.units, digests.settings):
        assert re.fullmatch("[0-9a-f]{64}", digest or "")


# --- settings


def settings(root: Path, text: str | bytes) -> Settings:
    data = text if isinstance(text, bytes) else text.encode()
    (root / "ttdn.toml").write_bytes(data)
    return load_settings(root)[0]


def test_without_settings_the_defaults_of_the_contract_hold(root: Path) -> None:
    read, data = load_settings(root)
    assert (read.time_zone, read.due_soon_days) == ("Asia/Ho_Chi_Minh", 14)
    assert (read.holidays, data) == (OwnDays(), b"")


@pytest.mark.parametrize("days", [0, 14, 366])
def test_the_days_before_a_deadline_may_be_set(root: Path, days: int) -> None:
    assert settings(root, f"due_soon_days = {days}").due_soon_days == days


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Asia/Bangkok", "UTC"])
def test_the_time_zone_may_be_set(root: Path, zone: str) -> None:
    assert settings(root, f'time_zone = "{zone}"').time_zone == zone


@pytest.mark.parametrize("written", ["2024-04-30", '"2024-04-30"'])
def test_holidays_are_dates_of_toml_or_of_text(root: Path, written: str) -> None:
    read = settings(root, f"[holidays]\nextra = [{written}]\nworking = [2024-05-04]\n")
    assert read.holidays == OwnDays(extra=(dt.date(2024, 4, 30),), working=(dt.date(2024, 5, 4),))


def test_settings_saved_by_a_windows_editor_are_read(root: Path) -> None:
    assert settings(root, b"\xef\xbb\xbfdue_soon_days = 3\r\n").due_soon_days == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("due_soon_days = -1", "due_soon_days"),
        ("due_soon_days = 367", "due_soon_days"),
        ("due_soon_days = true", "due_soon_days"),
        ('due_soon_days = "14"', "due_soon_days"),
        ('due_soon_days = "1_000"', "due_soon_days"),
        ("due_soon_days = 14.0", "due_soon_days"),
        ("due_soon_days = [14]", "due_soon_days"),
        ("due_soon = 14", "due_soon"),
        ('time_zone = "Hà Nội"', "Hà Nội"),
        ('time_zone = ""', "time_zone|Asia/Ho_Chi_Minh"),
        ('time_zone = "Asia"', "Asia"),
        ('time_zone = "../../etc/passwd"', "passwd"),
        ("time_zone = 7", "time_zone"),
        ("holidays = 3", "holidays"),
        ("[holidays]\nextra = [2024-04-30T00:00:00]", "extra"),
        ('[holidays]\nextra = ["30/4/2024"]', "30/4/2024"),
        ('[holidays]\nextra = ["2024-02-30"]', "2024-02-30"),
        ("[holidays]\nlunar = true", "lunar"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(root: Path, text: str, named: str) -> None:
    with pytest.raises(Untrusted, match=named) as refused:
        settings(root, text)
    assert "ttdn.toml" in refused.value.message
    assert refused.value.exit_code == 3


@pytest.mark.parametrize(
    "data",
    [
        b"due_soon_days = ",
        b"due_soon_days = 1\ndue_soon_days = 2\n",
        b"# K\xd5 ho\xb9ch\n",
        "due_soon_days = 3".encode("utf-16"),
        b"a = " + b"[" * 5000,
        b"\0",
    ],
    ids=["broken off", "a key twice", "TCVN3", "UTF-16", "5000 brackets", "NUL"],
)
def test_settings_that_cannot_be_read_are_refused_by_file(root: Path, data: bytes) -> None:
    with pytest.raises(Untrusted, match=r"ttdn\.toml"):
        settings(root, data)


def test_a_folder_in_place_of_the_settings_is_refused(root: Path) -> None:
    (root / "ttdn.toml").mkdir()
    with pytest.raises(Untrusted, match=r"ttdn\.toml"):
        load_settings(root)


def test_wrong_settings_stop_the_workspace(root: Path) -> None:
    (root / "ttdn.toml").write_text("due_soon_days = -1")
    with pytest.raises(Untrusted, match="due_soon_days"):
        load_workspace(root)
