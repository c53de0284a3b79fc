"""The cache changes how long an answer takes, and nothing of the answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import Command, Result, clean_environment
from tt_doingoai.loading import kept

ANSWERS = (
    ("check",),
    ("check", "--format", "json"),
    ("status",),
    ("status", "--all", "--format", "table"),
    ("status", "--format", "json"),
    ("status", "--format", "csv"),
    ("report",),
    ("report", "--unit", "so-du-lich"),
    ("explain", "III.2.c", "--unit", "so-du-lich"),
    ("explain", "III.2.c", "--format", "json"),
    ("plan", "list"),
    ("plan", "show"),
    ("plan", "validate"),
    ("units", "list", "--format", "json"),
    ("log", "--format", "json"),
    ("done", "III.2.a", "--unit", "so-tttt", "--on", "1/3/2024", "--dry-run"),
)


@pytest.fixture
def office(workspace: Path, ttdn: Command) -> Path:
    """A workspace with a record, a setting and a warning in it."""
    assert ttdn("done", "III.2.c", "--unit", "so-du-lich", "--on", "5/4/2024").code == 0
    units = workspace / "units.yaml"
    hidden = units.read_text(encoding="utf-8").replace("name: ", "name: \u200b", 1)
    units.write_text(hidden, encoding="utf-8")
    (workspace / "ttdn.toml").write_text("due_soon_days = 30\n", encoding="utf-8")
    return workspace


def every_answer(ttdn: Command) -> list[Result]:
    return [ttdn(*arguments) for arguments in ANSWERS]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_answer_is_the_same_with_and_without_the_cache(
    office: Path,
    ttdn: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setenv("TTDN_LANG", language)
    monkeypatch.setenv(kept.VARIABLE, "off")
    without = every_answer(ttdn)
    assert {result.code for result in without} == {0, 1}
    monkeypatch.delenv(kept.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert every_answer(ttdn) == without
    assert list((tmp_path / "cache" / "ttdn").iterdir())
    assert every_answer(ttdn) == without
    (tmp_path / "a-file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a-file"))
    assert every_answer(ttdn) == without


HEAVY = (
    *("rich", "pydantic", "yaml", "dateutil", "holidays", "filelock", "csv", "tomllib"),
    "jinja2",
)


def loaded_by_a_check(workspace: Path, cache: Path) -> list[str]:
    """Which of the heavy modules a check imports in a process of its own."""
    code = (
        "import sys; from tt_doingoai.cli.main import run; run(['check', '--quiet']);"
        f"print(*[m for m in {HEAVY!r} if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=workspace,
        env=clean_environment(XDG_CACHE_HOME=str(cache)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stderr == ""
    return result.stdout.split()


def test_a_check_of_what_was_validated_before_loads_nothing_that_it_does_not_use(
    workspace: Path, tmp_path: Path
) -> None:
    assert {"pydantic", "yaml"} <= set(loaded_by_a_check(workspace, tmp_path / "cache"))
    assert loaded_by_a_check(workspace, tmp_path / "cache") == []
