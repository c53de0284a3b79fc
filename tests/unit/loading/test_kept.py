"""What was validated is kept on the machine, and trusted only where everything matches."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from tests.plans.examples import valid_examples
from tt_doingoai import wording
from tt_doingoai.loading import kept, models, workspace
from tt_doingoai.loading.workspace import load_workspace

ROOT = Path(__file__).resolve().parents[3]
posix = pytest.mark.skipif(sys.platform == "win32", reason="the profile is guarded by the system")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of this test's own."""
    monkeypatch.delenv(kept.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "ttdn"


@pytest.fixture
def validated(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were validated, in turn."""
    found: list[Path] = []
    read = models.read_model

    def noted(model: type, file: Path, *, path: str) -> object:
        found.append(file)
        return read(model, file, path=path)

    monkeypatch.setattr(models, "read_model", noted)
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a warning in it: a hidden character that was taken out."""
    (tmp_path / "office" / "plans").mkdir(parents=True)
    for path in ("units.yaml", "plans/97-kh-duk.v1.yaml"):
        text = (ROOT / path).read_text(encoding="utf-8")
        (tmp_path / "office" / path).write_text(text, encoding="utf-8")
    units = tmp_path / "office" / "units.yaml"
    units.write_text(
        units.read_text(encoding="utf-8").replace("name: ", "name: \u200b", 1), "utf-8"
    )
    return tmp_path / "office"


def entry(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def test_what_was_validated_is_not_validated_again(
    root: Path, cache: Path, validated: list[Path]
) -> None:
    first = load_workspace(root)
    assert len(validated) == 2
    assert load_workspace(root) == first
    assert len(validated) == 2
    assert [warning.code for warning in first.warnings] == ["TD007"]


def test_every_valid_plan_is_kept_whole(cache: Path, tmp_path: Path, validated: list[Path]) -> None:
    for example in valid_examples():
        root = example.build(tmp_path / example.name)
        first = load_workspace(root)
        validated.clear()
        assert load_workspace(root) == first
        assert validated == []


@pytest.mark.parametrize("path", ["units.yaml", "plans/97-kh-duk.v1.yaml", "ttdn.toml"])
def test_a_changed_file_is_validated_again(
    root: Path, cache: Path, validated: list[Path], path: str
) -> None:
    load_workspace(root)
    with (root / path).open("ab") as file:
        file.write(b"# \n")
    validated.clear()
    load_workspace(root)
    assert len(validated) == 2
    entry(cache)  # and takes the place of what was kept


def test_a_further_plan_is_seen(root: Path, cache: Path) -> None:
    load_workspace(root)
    text = (root / "plans/97-kh-duk.v1.yaml").read_text(encoding="utf-8")
    (root / "plans/khac.v1.yaml").write_text(
        text.replace("id: 97-kh-duk", "id: khac", 1), encoding="utf-8"
    )
    assert len(load_workspace(root).versions) == 2


def test_another_state_of_the_program_trusts_nothing_of_it(
    root: Path, cache: Path, validated: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_workspace(root)
    monkeypatch.setattr(kept, "__version__", "99")
    validated.clear()
    load_workspace(root)
    assert len(validated) == 2


def test_the_warnings_keep_the_language_they_are_asked_in(root: Path, cache: Path) -> None:
    vietnamese = load_workspace(root).warnings
    wording.use("en")
    english = load_workspace(root).warnings
    assert english != vietnamese
    assert load_workspace(root).warnings == english


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _data: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "one byte changed": lambda data: data.replace(b"mau", b"mao", 1).replace(b"III", b"IIV", 1),
    "one byte more": lambda data: data + b" ",
    "without its head": lambda data: data.partition(b"\n")[2],
    "something else": lambda _data: b"\x80\x04\x95not ours\n{}",
    "another key": lambda data: data.replace(data.split(b" ")[1], b"0" * 64, 1),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_foreign_entry_is_passed_over_and_replaced(
    root: Path, cache: Path, validated: list[Path], damage: str
) -> None:
    first = load_workspace(root)
    whole = entry(cache).read_bytes()
    entry(cache).write_bytes(DAMAGES[damage](whole))
    validated.clear()
    assert load_workspace(root) == first
    assert len(validated) == 2
    assert entry(cache).read_bytes() == whole


@posix
def test_an_entry_that_others_could_have_written_is_passed_over(
    root: Path, cache: Path, validated: list[Path]
) -> None:
    load_workspace(root)
    for path, mode in ((entry(cache), 0o622), (cache, 0o777)):
        kept_mode = stat.S_IMODE(path.stat().st_mode)
        path.chmod(mode)
        validated.clear()
        load_workspace(root)
        assert len(validated) == 2
        path.chmod(kept_mode)


@posix
def test_a_link_in_place_of_an_entry_is_not_followed(
    root: Path, cache: Path, tmp_path: Path, validated: list[Path]
) -> None:
    load_workspace(root)
    file = entry(cache)
    target = file.rename(tmp_path / "elsewhere")
    file.symlink_to(target)
    validated.clear()
    load_workspace(root)
    assert len(validated) == 2
    assert file.is_symlink()


@posix
def test_an_entry_and_its_folder_are_the_users_own(root: Path, cache: Path) -> None:
    load_workspace(root)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (cache, entry(cache))]
    assert modes == [0o700, 0o600]


@pytest.mark.parametrize("value", ["off", "OFF", "no", "0"])
def test_nothing_is_kept_where_that_is_switched_off(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(kept.VARIABLE, value)
    load_workspace(root)
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_stops_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a-file"))
    assert load_workspace(root) == load_workspace(root)


def test_whoever_has_no_home_has_no_cache(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.chdir(root)
    load_workspace(root)
    assert not (root / "relative").exists()


def test_files_with_errors_are_not_kept(root: Path, cache: Path) -> None:
    (root / "units.yaml").write_bytes(b"format: [")
    with pytest.raises(workspace.InvalidFiles):
        load_workspace(root)
    assert not cache.exists()


def _told(root: Path) -> str:
    return repr(load_workspace(root))


def test_two_processes_keep_and_read_side_by_side(root: Path, cache: Path) -> None:
    expected = load_workspace(root)
    entry(cache).unlink()
    with ProcessPoolExecutor(max_workers=4) as pool:
        found = set(pool.map(_told, [root] * 16))
    assert found == {repr(expected)}
    assert load_workspace(root) == expected
    entry(cache)  # alone: nothing half-written is left beside it
