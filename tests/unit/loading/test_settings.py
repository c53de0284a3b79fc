"""The office's settings: what may be set, and what is refused by name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tt_doingoai.errors import Untrusted
from tt_doingoai.loading.settings import load_settings
from tt_doingoai.loading.workspace import load_workspace
from tt_doingoai.model.settings import OwnDays, Settings


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
    (root / "ttdn.toml").write_text("due_soon_days = -1", "utf-8")
    with pytest.raises(Untrusted, match="due_soon_days"):
        load_workspace(root)
