"""What all tests share: the flag that writes golden files anew, the language, a fixed clock."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.command import Command, Result
from tt_doingoai import clock, wording
from tt_doingoai.cli.main import run

# What holds of any example holds on a slow machine too: no example has a deadline of its own.
settings.register_profile("ttdn", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ttdn")

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew instead of comparing",
    )


def pytest_configure(config: pytest.Config) -> None:
    """What the tests keep stays out of the user's cache; one that was named is left to them.

    What somebody's shell says to ``ttdn`` is not said to the tests.
    """
    for name in list(os.environ):
        if name.startswith("TTDN_") and not name.startswith("TTDN_TEST_"):
            del os.environ[name]
    if "XDG_CACHE_HOME" not in os.environ:
        os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="ttdn-tests-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ["XDG_CACHE_HOME"]))


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Every test begins in Vietnamese, as every run of the program does."""
    wording.use("vi")
    yield
    wording.use("vi")


NOW = dt.datetime(2024, 4, 12, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def new_workspace(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Make one from what is shipped; the current folder, and no settings of the machine."""
    patch.setenv("HOME", str(folder.parent / "home"))
    patch.setenv("XDG_CONFIG_HOME", str(folder.parent / "home"))
    patch.setenv("COLUMNS", "80")  # help is as wide as the window, at most so wide
    folder.mkdir()
    patch.chdir(folder)
    assert run(["init"]) == 0


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dt.datetime:
    """The clock stands still on the morning of 12 April 2024."""
    monkeypatch.setattr(clock, "now", lambda _time_zone: NOW)
    return NOW


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new workspace of the test's own."""
    folder = tmp_path / "office"
    new_workspace(folder, monkeypatch)
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
