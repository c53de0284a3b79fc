"""Who records: by a variable, by the user's settings, else the plan's issuer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tt_doingoai.cli import account as module
from tt_doingoai.cli.account import account
from tt_doingoai.errors import Refused, Untrusted


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's settings file, which is not there yet; no terminal to ask in."""
    file = tmp_path / "config.toml"
    monkeypatch.setattr(module, "settings_file", lambda: file)
    monkeypatch.delenv("TTDN_ACTOR", raising=False)
    return file


def test_where_nobody_said_anything_the_issuer_records() -> None:
    assert account(issuer="co-quan") == "co-quan"


def test_what_the_settings_say_is_taken_before_the_issuer(settings: Path) -> None:
    settings.write_text('actor = "btg-mau"\n', encoding="utf-8-sig")
    assert account(issuer="co-quan") == "btg-mau"


def test_settings_that_name_nobody_leave_it_to_the_issuer(settings: Path) -> None:
    settings.write_text("", encoding="utf-8")
    assert account(issuer="co-quan") == "co-quan"


def test_the_variable_is_taken_before_the_settings(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.write_text('actor = "btg-mau"\n', encoding="utf-8")
    monkeypatch.setenv("TTDN_ACTOR", "btg-khac")
    assert account(issuer="co-quan") == "btg-khac"


@pytest.mark.parametrize("kept", ["Một người", "7"])
def test_settings_that_name_no_account_are_refused(settings: Path, kept: str) -> None:
    settings.write_text(f'actor = "{kept}!"\n', encoding="utf-8")
    with pytest.raises(Refused):
        account(issuer="co-quan")


@pytest.mark.parametrize("data", [b"actor =", b"actor = '\xff'"])
def test_settings_that_cannot_be_read_are_told_by_name_and_nothing_is_guessed(
    settings: Path, data: bytes
) -> None:
    settings.write_bytes(data)
    with pytest.raises(Untrusted, match=r"config\.toml"):
        account(issuer="co-quan")
