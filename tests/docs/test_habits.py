"""How the project is worked on: make, hooks, archives, versions and the catalogue's form."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

import pytest
import yaml

import check_dist
import update_catalogue
from tests.conftest import ROOT

TARGETS: Final = {
    "help", "dev", "run", "demo", "test", "lint", "types", "golden", "bench", "docs", "check",
    "build", "clean",
}  # fmt: skip
MAKEFILE: Final = (ROOT / "Makefile").read_text(encoding="utf-8")
CATALOGUE: Final = update_catalogue.CATALOGUE.read_text(encoding="utf-8")


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if not line.startswith("#")]
    return {plain(name): version for name, version in pairs}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_make_help_lists_every_target() -> None:
    phony = re.findall(r"(?m)^\.PHONY: (.*)$", MAKEFILE)[0].split()
    helped = re.findall(r"(?m)^([a-z]+):.*## \S", MAKEFILE)
    assert sorted(phony) == sorted(helped)
    assert set(helped) >= TARGETS


def test_the_hooks_fetch_nothing_and_run_the_projects_own_tools() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in hooks["repos"]] == ["local"]
    entries = [hook["entry"] for hook in hooks["repos"][0]["hooks"]]
    assert all(entry.startswith(".venv/bin/") for entry in entries)
    for tool in ("ruff check", "ruff format --check", "mypy"):
        assert f"$(BIN)/{tool}" in MAKEFILE
        assert any(f".venv/bin/{tool}" in entry for entry in entries)
    for path in " ".join(entries).split():
        assert not path.startswith("tests/") or (ROOT / path).exists(), path


def test_the_version_stands_in_one_place() -> None:
    project = pyproject()
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"] == {"path": "src/tt_doingoai/__init__.py"}


def test_every_dependency_has_one_version_to_develop_with_and_no_address() -> None:
    project = pyproject()["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(one for some in extras for one in some)]
    names = {plain(re.match(r"[\w.-]+", one)[0]) for one in wanted}  # type: ignore[index]
    assert names <= set(pinned())
    assert all(re.fullmatch(r"[0-9][\w.]*", version) for version in pinned().values())


def test_the_suite_says_what_it_skipped_and_why() -> None:
    assert "-ra" in pyproject()["tool"]["pytest"]["ini_options"]["addopts"].split()


def test_updating_the_catalogue_changes_no_byte_where_nothing_is_new() -> None:
    known = update_catalogue.messages_of(update_catalogue.SOURCE)
    assert update_catalogue.updated(CATALOGUE, known) == CATALOGUE


def test_a_new_message_gets_its_place_and_an_unused_one_goes() -> None:
    catalogue = (
        'msgid ""\nmsgstr ""\n"Language: vi\\n"\n\n'
        'msgid "a"\nmsgstr "á"\n\n'
        'msgid "c"\nmsgstr "ch"\n\n'
    )
    made = update_catalogue.updated(catalogue, {"a", "b \N{LEFT DOUBLE QUOTATION MARK}", "d"})
    assert made == (
        'msgid ""\nmsgstr ""\n"Language: vi\\n"\n\n'
        'msgid "a"\nmsgstr "á"\n\n'
        'msgid "b “"\nmsgstr ""\n\n'
        'msgid "d"\nmsgstr ""\n\n'
    )


def test_a_new_message_of_two_forms_gets_one_translation() -> None:
    made = update_catalogue.updated('msgid ""\nmsgstr ""\n', {("{n} day", "{n} days")})
    assert made.endswith('msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] ""\n\n')


@pytest.mark.parametrize(
    "name",
    [
        "tt_doingoai/shipped/plans/97-kh-duk.v1.yaml",
        "tt_doingoai/shipped/schemas/plan.schema.json",
        "tt_doingoai/shipped/schemas/units.schema.json",
        "tt_doingoai/shipped/units.yaml",
        "tt_doingoai/templates/don-doc.txt",
        "tt_doingoai/locale/vi/LC_MESSAGES/ttdn.mo",
    ],
)
def test_a_wheel_that_lacks_a_file_is_told(name: str) -> None:
    wanted = check_dist.wanted_in_wheel(ROOT)
    whole = [*wanted, "ttdn-0.1.0.dist-info/entry_points.txt"]
    assert check_dist.missing(wanted, whole) == []
    assert check_dist.missing(wanted, [one for one in whole if one != name]) == [name]


@pytest.mark.parametrize("name", ["Makefile", "docs/errors.md", "plans/97-kh-duk.v1.yaml"])
def test_an_sdist_that_lacks_a_source_is_told(name: str) -> None:
    wanted = check_dist.wanted_in_sdist(ROOT)
    whole = [f"ttdn-0.1.0/{one}" for one in wanted]
    assert check_dist.missing(wanted, whole) == []
    assert check_dist.missing(wanted, [one for one in whole if not one.endswith(name)]) == [name]
