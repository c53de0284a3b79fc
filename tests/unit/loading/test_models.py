"""A YAML file's bytes become a model, or problems."""

from __future__ import annotations

from pathlib import Path

from tests.plans.examples import BASE, UNITS
from tt_doingoai.loading.models import parse_model, read_model
from tt_doingoai.model.units import Roster

TEXT = (BASE / UNITS).read_text(encoding="utf-8")


def test_a_file_is_read_with_its_bytes_and_its_model() -> None:
    read = read_model(Roster, BASE / UNITS, path="units.yaml")
    assert read.data == (BASE / UNITS).read_bytes()
    assert read.model
    assert read.problems == ()


def test_a_file_that_is_not_there_is_a_problem_not_an_exception(tmp_path: Path) -> None:
    read = read_model(Roster, tmp_path / "units.yaml", path="units.yaml")
    assert (read.data, read.tree, read.model) == (b"", None, None)
    assert [(problem.path, problem.code) for problem in read.problems] == [("units.yaml", "TD001")]


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in read_model(Roster, tmp_path, path="x").problems] == [
        "TD001"
    ]


def test_a_file_with_an_error_has_no_model() -> None:
    assert parse_model(Roster, b"format: ttdn/units@1\n", path="x").model is None


def test_a_file_with_a_warning_has_its_model_and_the_warning() -> None:
    read = parse_model(Roster, TEXT.replace("Cơ quan", "Cơ\u200b quan").encode(), path="x")
    assert read.model
    assert read.model.units[0].name == "Cơ quan mẫu"
    assert [problem.code for problem in read.problems] == ["TD007"]


def test_a_doubled_key_gives_no_model_whichever_value_is_meant() -> None:
    assert parse_model(Roster, (TEXT + "sample: false\n").encode(), path="x").model is None
