"""From a tree to a model: what each wrong value gives, and where."""

from __future__ import annotations

from typing import TypeVar

import pytest

from tests.plans.examples import BASE, PLAN, UNITS
from tt_doingoai import wording
from tt_doingoai.loading.files import ReadFile
from tt_doingoai.loading.models import parse_model
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.validate import validate
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Roster

T = TypeVar("T")

PLAN_TEXT = (BASE / PLAN).read_text(encoding="utf-8")
UNITS_TEXT = (BASE / UNITS).read_text(encoding="utf-8")
DEADLINE = '{rule: before, date: "2024-04-10", wording: "trước ngày 10-4-2024"}'


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def read(model: type[T], text: str) -> ReadFile[T]:
    return parse_model(model, text.encode(), path="mau.yaml")


def plan_problem(old: str, new: str) -> Problem:
    (problem,) = read(Plan, changed(PLAN_TEXT, old, new)).problems
    return problem


def units_problem(old: str, new: str) -> Problem:
    (problem,) = read(Roster, changed(UNITS_TEXT, old, new)).problems
    return problem


def test_a_right_file_gives_its_model() -> None:
    plan = read(Plan, PLAN_TEXT)
    assert plan.problems == ()
    assert plan.model
    assert (plan.model.id, plan.model.version) == ("mau", 1)


def test_an_empty_file_is_told_at_its_beginning() -> None:
    model, (problem,) = validate(Plan, None, path="mau.yaml")
    assert model is None
    assert (problem.line, problem.column, problem.code) == (1, 1, "TD012")


def test_all_wrong_values_of_a_file_are_told_in_order() -> None:
    text = PLAN_TEXT.replace("version: 1", "version: one").replace("issuer: co-quan", "x: y")
    text = text.replace('"2024-04-10"', "10/4/2024").replace("[don-vi]", "don-vi")
    found = read(Plan, text).problems
    assert [(problem.line, problem.code) for problem in found] == [
        (2, "TD011"),
        (4, "TD017"),
        (7, "TD010"),
        (17, "TD012"),
        (18, "TD014"),
    ]


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("sort_title", "short_title"), ("reciepients", "recipients"), ("refrences", "references")],
)
def test_a_misspelt_key_is_told_with_the_one_that_is_meant(misspelt: str, meant: str) -> None:
    problem = plan_problem("issuer: co-quan", f"issuer: co-quan\n{misspelt}: x")
    assert (problem.line, problem.column, problem.code) == (8, 1, "TD010")
    assert f'"{misspelt}"' in problem.message
    assert f'"{meant}"' in problem.message


def test_a_key_like_no_other_is_told_without_a_guess() -> None:
    problem = plan_problem("issuer: co-quan", "issuer: co-quan\nqwxz: x")
    assert problem.message.count('"') == 2


def test_a_key_in_the_wrong_place_is_not_guessed_to_be_itself() -> None:
    problem = plan_problem(DEADLINE, '{rule: unstated, date: "2024-04-10"}')
    assert problem.code == "TD010"
    assert problem.message.count('"date"') == 1


@pytest.mark.parametrize("rule", ["within", "before", "by", "every", "ongoing"])
def test_every_rule_but_unstated_needs_the_words_of_the_plan(rule: str) -> None:
    found = read(Plan, changed(PLAN_TEXT, DEADLINE, f"{{rule: {rule}}}")).problems
    assert any(problem.code == "TD011" and '"wording"' in problem.message for problem in found)


def test_the_words_of_unstated_must_be_null() -> None:
    problem = plan_problem(DEADLINE, '{rule: unstated, wording: "trước ngày 10-4-2024"}')
    assert (problem.code, '"wording"' in problem.message) == ("TD012", True)


@pytest.mark.parametrize(
    "key", ["format", "id", "version", "number", "title", "issuer", "sections"]
)
def test_what_a_plan_needs_is_named(key: str) -> None:
    lines = PLAN_TEXT.splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = len(lines) if key == "sections" else start + 1
    (problem,) = read(Plan, "".join(lines[:start] + lines[end:])).problems
    assert (problem.line, problem.code) == (2, "TD011")
    assert f'"{key}"' in problem.message


@pytest.mark.parametrize("key", ["title", "lead", "deadline"])
def test_what_a_task_needs_is_named_at_the_task(key: str) -> None:
    problem = plan_problem(f"            {key}: ", "            cite: x\n            #")
    assert (problem.line, problem.code) == (15, "TD011")
    assert f'"{key}"' in problem.message


def test_a_wrong_rule_is_told_where_the_rule_stands() -> None:
    problem = plan_problem(
        DEADLINE, '\n              date: "2024-04-10"\n              rule: befor'
    )
    assert (problem.line, problem.code) == (20, "TD013")


def test_a_wrong_rule_is_told_with_the_rules_there_are() -> None:
    message = plan_problem(DEADLINE, '{rule: befor, date: "2024-04-10"}').message
    assert '"befor"' in message
    assert "within, before, by, every, ongoing, unstated" in message


def test_a_wrong_group_id_is_told_where_it_stands() -> None:
    problem = units_problem("  don-vi: ", '  "Nhóm mẫu": "Nhóm mẫu"\n  don-vi: ')
    assert (problem.line, problem.column, problem.code) == (5, 3, "TD016")


@pytest.mark.parametrize("written", ["", "~", "[a]", "{a: b}"])
def test_a_choice_left_empty_or_misshapen_is_told_without_words_of_python(written: str) -> None:
    problem = units_problem("    own: true", f"    kind: {written}")
    assert "None" not in problem.message
    assert "['" not in problem.message
    assert "dang_bo, chi_bo, ban, doan_the, khac" in problem.message


@pytest.mark.parametrize("text", ["- a\n- b\n", "Kế hoạch mẫu\n", "---\n"])
def test_a_file_that_is_no_mapping_is_told_without_naming_an_empty_key(text: str) -> None:
    (problem,) = read(Plan, text).problems
    assert problem.code == "TD012"
    assert '""' not in problem.message


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_kind_of_wrong_value_is_told_in_both_languages(language: str) -> None:
    wording.use(language)
    text = PLAN_TEXT.replace("version: 1", "version: []").replace('title: "Kế', 'titel: "Kế')
    text = text.replace(DEADLINE, "{rule: 1}").replace("[don-vi]", "[Đơn vị]")
    found = read(Plan, text).problems
    assert {problem.code for problem in found} == {"TD010", "TD011", "TD012", "TD013", "TD016"}
    assert all(problem.message for problem in found)


def test_a_value_that_looks_like_a_template_is_told_as_it_stands() -> None:
    assert '"{value}{0}%s"' in plan_problem('"2024-04-10"', '"{value}{0}%s"').message
