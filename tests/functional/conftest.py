"""Running commands as a user does: in a workspace of their own, on a day that stands still."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tt_doingoai.cli.main import run


class Result(NamedTuple):
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Command = Callable[..., Result]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new workspace from what is shipped; the current folder, and no settings of the machine."""
    for name in ("TTDN_WORKSPACE", "TTDN_ACTOR", "TTDN_LANG", "TTDN_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    folder = tmp_path / "office"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert run(["init"]) == 0
    return folder


@pytest.fixture
def ttdn(workspace: Path, today: dt.datetime, capsys: pytest.CaptureFixture[str]) -> Command:
    """``ttdn("status", "--as-of", "12/4/2024")`` in that workspace."""
    capsys.readouterr()

    def command(*arguments: str) -> Result:
        code = run(arguments)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return command
