"""Two members of a group share a folder: what one makes, the other can use."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import draft, note
from tt_doingoai.store.backups import backups_in
from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.sharing import make_folder, mode_of_file_in


@pytest.fixture(autouse=True, params=[0o077, 0o022, 0o000], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a member's umask is."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def bits(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("folder", "file"),
    [(0o700, 0o600), (0o750, 0o640), (0o755, 0o644), (0o770, 0o660), (0o775, 0o664)],
)
def test_a_file_is_as_open_as_its_folder(tmp_path: Path, folder: int, file: int) -> None:
    tmp_path.chmod(folder)
    assert mode_of_file_in(tmp_path) == file


@pytest.mark.parametrize("folder", [0o070, 0o570])
def test_whoever_made_a_file_may_use_it(tmp_path: Path, folder: int) -> None:
    """Of a folder that its group writes in, not its owner."""
    tmp_path.chmod(folder)
    try:
        assert mode_of_file_in(tmp_path) == 0o660
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("folder", [0o777, 0o1777, 0o2777])
def test_nobody_outside_the_group_may_ever_write(tmp_path: Path, folder: int) -> None:
    tmp_path.chmod(folder)
    assert mode_of_file_in(tmp_path) == 0o664
    make_folder(tmp_path / "store")
    assert bits(tmp_path / "store") & 0o777 == 0o775


@pytest.mark.parametrize("mode", [0o700, 0o750, 0o770, 0o775, 0o2770])
def test_a_folder_is_as_open_as_the_one_it_is_in(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    assert make_folder(tmp_path / "store") is True
    assert bits(tmp_path / "store") == mode


def test_a_folder_that_stands_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store").chmod(0o711)
    assert make_folder(tmp_path / "store") is False
    assert bits(tmp_path / "store") == 0o711


def test_what_is_no_folder_is_not_made_into_one(tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"somebody's")
    assert make_folder(tmp_path / "store") is False
    assert (tmp_path / "store").read_bytes() == b"somebody's"


def test_a_folder_is_made_on_a_disk_that_knows_no_modes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "chmod", refused)
    assert make_folder(tmp_path / "store") is True
    assert (tmp_path / "store").is_dir()


def test_all_that_a_record_makes_is_the_groups(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    path = tmp_path / "store" / "status.json"
    for revision in range(2):
        JsonStore(path).append(draft(note()), made_from=revision)
    assert bits(path.parent) == bits(path.parent / "backups") == 0o2770
    assert bits(path) == bits(path.with_name("status.json.lock")) == 0o660
    assert {bits(backup.path) for backup in backups_in(path.parent)} == {0o660}


def test_a_store_keeps_the_mode_that_somebody_gave_it(tmp_path: Path) -> None:
    tmp_path.chmod(0o770)
    path = tmp_path / "store" / "status.json"
    JsonStore(path).append(draft(note()), made_from=0)
    path.chmod(0o640)
    JsonStore(path).append(draft(note()), made_from=1)
    assert bits(path) == 0o640
