"""The cache changes how long an answer takes, and nothing of the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Command, Result
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
