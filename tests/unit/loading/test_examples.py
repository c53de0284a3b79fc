"""The example workspaces in tests/plans: what each gives, where, and in which words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.plans.examples import (
    EXPECTED,
    Example,
    invalid_examples,
    marks,
    valid_example,
    valid_examples,
)
from tt_doingoai.errors import InvalidFiles
from tt_doingoai.loading import yaml_tree
from tt_doingoai.loading.problems import CATALOGUE, Problem
from tt_doingoai.loading.workspace import Workspace, load_workspace, read_files
from tt_doingoai.model.deadline import Before, By, Deadline, Every, Ongoing, Unstated, Within
from tt_doingoai.model.plan import Plan, placed_tasks, walk_clauses
from tt_doingoai.render.problems import problem_lines

INVALID = invalid_examples()
VALID = valid_examples()

# The traps of YAML that have been measured, each with the example that shows it.
TRAPS = {
    "a key twice": "TD006-key-twice",
    "a key twice, equal in NFC": "TD006-key-twice-nfc",
    "a day that does not exist": "TD014-day-that-does-not-exist",
    "numbers and times as dates": "TD014-epoch",
    "1.0 as a whole number": "TD017-version-1.0",
    "1_000 as a whole number": "TD017-version-1_000",
    "anchors": "TD005-anchor",
    "aliases": "TD005-alias",
    "expansion bombs": "TD005-alias-bomb",
    "tags": "TD005-tag",
    "tags that call Python": "TD005-tag-python-object",
    "merge keys": "TD005-merge-key",
    "a thousand nested brackets": "TD003-brackets-1000",
    "a file too large": "TD003-too-large",
    "ESC and bidi controls, escaped": "TD007-escaped-controls",
    "ESC, raw": "TD004-escape-raw",
    "bidi controls, raw": "TD007-bidi-raw",
    "bytes in cp1258": "TD002-cp1258",
    "bytes in TCVN3": "TD002-tcvn3",
    "bytes in UTF-16": "TD002-utf-16",
    "a colon in a text": "TD004-colon-in-text",
    "tabs": "TD004-tab-indent",
    "several documents": "TD004-several-documents",
    "an empty file": "TD012-empty-file",
}


def name(value: object) -> str | None:
    return value.name if isinstance(value, Example) else None


def problems_of(example: Example, root: Path) -> list[Problem]:
    return read_files(example.build(root / "mau")).problems


def loaded(case: str, root: Path) -> Workspace:
    return load_workspace(valid_example(case).build(root / "mau"))


def plan_of(case: str, root: Path) -> Plan:
    (plan,) = loaded(case, root).versions
    return plan


def deadlines_of(case: str, root: Path) -> list[Deadline]:
    return [place.task.deadline for place in placed_tasks(plan_of(case, root))]


@pytest.mark.parametrize("example", INVALID, ids=name)
def test_an_invalid_example_gives_the_lines_beside_it(
    example: Example, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    lines = problem_lines(problems_of(example, tmp_path))
    if pytestconfig.getoption("--update-golden"):
        example.folder.mkdir(exist_ok=True)
        example.expected.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert lines == example.expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("example", INVALID, ids=name)
def test_an_invalid_example_shows_the_code_it_is_named_for(
    example: Example, tmp_path: Path
) -> None:
    assert example.code in {problem.code for problem in problems_of(example, tmp_path)}


@pytest.mark.parametrize("example", INVALID, ids=name)
def test_problems_stand_in_the_lines_that_announce_them(example: Example, tmp_path: Path) -> None:
    announced = marks(example.build(tmp_path / "announced"))
    found = [
        (problem.path, problem.line, problem.code) for problem in problems_of(example, tmp_path)
    ]
    if not announced:
        assert {line for _, line, _ in found} <= {0, 1}, "a problem with a line needs a mark"
    else:
        assert sorted(found) == announced


@pytest.mark.parametrize("example", INVALID, ids=name)
def test_every_problem_is_told_as_file_line_column_code_message(
    example: Example, tmp_path: Path
) -> None:
    shape = re.compile(r"[^:]+:[1-9][0-9]*:[1-9][0-9]*: TD[0-9]{3} \S.*")
    for line in problem_lines(problems_of(example, tmp_path)):
        assert shape.fullmatch(line)


@pytest.mark.parametrize("example", INVALID, ids=name)
def test_no_message_speaks_the_words_of_python_or_of_a_library(
    example: Example, tmp_path: Path
) -> None:
    foreign = re.compile(
        r"\bNone\b|\['|tag:yaml\.org|codec|did not find|could not find|found (?:a|an|un)\b|found "
        r"(?:character|unknown|unexpected|incompatible)|not allowed in this context|No such file|"
        r"Is a directory"
    )
    for problem in problems_of(example, tmp_path):
        assert not foreign.search(problem.message)


@pytest.mark.parametrize("example", INVALID, ids=name)
def test_without_libyaml_the_same_problems_are_found(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {(problem.path, problem.code) for problem in problems_of(example, tmp_path / "c")}
    monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
    found = {(problem.path, problem.code) for problem in problems_of(example, tmp_path / "python")}
    assert found == expected


@pytest.mark.parametrize("example", INVALID, ids=name)
def test_an_error_gives_no_answer_and_a_warning_blocks_nothing(
    example: Example, tmp_path: Path
) -> None:
    root = example.build(tmp_path / "mau")
    problems = read_files(root).problems
    if any(problem.severity == "error" for problem in problems):
        with pytest.raises(InvalidFiles) as refused:
            load_workspace(root)
        assert list(refused.value.problems) == problems
    else:
        assert list(load_workspace(root).warnings) == problems


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_has_an_example(code: str) -> None:
    assert code in {example.code for example in INVALID}


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_every_trap_of_yaml_has_an_example(trap: str) -> None:
    assert trap in {example.name for example in INVALID}


@pytest.mark.parametrize("example", INVALID, ids=name)
def test_no_example_is_left_without_content(example: Example) -> None:
    own = [path for path in example.folder.rglob("*") if path.is_file() and path.name != EXPECTED]
    assert own or example.change


@pytest.mark.parametrize("example", VALID, ids=name)
def test_a_valid_example_gives_no_problem(example: Example, tmp_path: Path) -> None:
    assert problem_lines(problems_of(example, tmp_path)) == []


@pytest.mark.parametrize("example", VALID, ids=name)
def test_without_libyaml_a_valid_example_reads_the_same(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = load_workspace(example.build(tmp_path / "c"))
    monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
    read = load_workspace(example.build(tmp_path / "python"))
    assert (read.versions, read.roster) == (expected.versions, expected.roster)


def test_every_deadline_rule_is_read(tmp_path: Path) -> None:
    within, before, by, every, ongoing, unstated, left_out = deadlines_of(
        "every-deadline-rule", tmp_path
    )
    assert isinstance(within, Within)
    assert within.period.last_day == dt.date(2023, 12, 31)
    assert isinstance(before, Before)
    assert before.date == dt.date(2024, 4, 10)
    assert isinstance(by, By)
    assert by.date == dt.date(2024, 6, 30)
    assert isinstance(every, Every)
    assert (every.period, every.since.code, every.cutoff) == ("year", "2024", None)
    assert every.until
    assert every.until.code == "2026"
    assert isinstance(ongoing, Ongoing)
    assert ongoing.wording == "Thường xuyên"
    assert unstated == left_out == Unstated()


def test_months_quarters_halves_and_years_are_read(tmp_path: Path) -> None:
    assert [
        d.period.last_day for d in deadlines_of("every-period", tmp_path) if isinstance(d, Within)
    ] == [
        dt.date(2023, 12, 31),
        dt.date(2024, 6, 30),
        dt.date(2024, 6, 30),
        dt.date(2024, 12, 31),
    ]


def test_ranges_run_to_the_end_of_their_last_period(tmp_path: Path) -> None:
    years, months = (
        d.period for d in deadlines_of("range-periods", tmp_path) if isinstance(d, Within)
    )
    assert (years.first_day, years.last_day) == (dt.date(2024, 1, 1), dt.date(2026, 12, 31))
    assert (months.first_day, months.last_day) == (dt.date(2023, 11, 1), dt.date(2024, 2, 29))


def test_unquoted_periods_and_cutoff_days_are_read(tmp_path: Path) -> None:
    year, month = deadlines_of("unquoted-period", tmp_path)
    assert isinstance(year, Within)
    assert year.period.code == "2024"
    assert isinstance(month, Every)
    assert month.cutoff
    assert (month.since.code, month.cutoff.day.day) == ("2024-01", 25)


def test_cutoffs_are_read_for_every_kind_of_period(tmp_path: Path) -> None:
    assert [
        (d.period, d.cutoff.rule, d.cutoff.day.shift, d.cutoff.day.month, d.cutoff.day.day)
        for d in deadlines_of("cutoffs", tmp_path)
        if isinstance(d, Every) and d.cutoff
    ] == [
        ("year", "before", 0, 12, 15),
        ("half", "by", 0, 6, 20),
        ("quarter", "before", 0, 3, 15),
        ("month", "by", 0, None, 31),
        ("year", "before", 1, 1, 10),
    ]


def test_clauses_nest_and_a_wording_may_stand_in_a_heading_above(tmp_path: Path) -> None:
    plan = plan_of("clauses-four-deep", tmp_path)
    assert [len(place.path) for place in walk_clauses(plan)] == [1, 2, 3, 4]
    (place,) = placed_tasks(plan)
    assert place.task.deadline.wording in (place.clauses[0].heading or "")


def test_supporting_units_and_groups_stand_beside_the_lead(tmp_path: Path) -> None:
    (place,) = placed_tasks(plan_of("supporting-units", tmp_path))
    assert (place.task.lead, place.task.supporting) == (("co-quan",), ("mot", "don-vi"))


def test_numbers_of_state_documents_are_texts_like_any_other(tmp_path: Path) -> None:
    plan = plan_of("state-numbers", tmp_path)
    assert plan.number == "139/KH-UBND"
    assert [document.number for document in plan.legal_basis] == ["30/2020/NĐ-CP"]
    assert [document.number for document in plan.references] == ["57-KL/TW"]


@pytest.mark.parametrize(
    ("key", "written"),
    [("title", "no"), ("signed", "on"), ("short_title", "12:30"), ("number", "0123")],
)
def test_what_yaml_takes_for_another_type_stays_text(
    key: str, written: str, tmp_path: Path
) -> None:
    assert getattr(plan_of("scalars-stay-text", tmp_path), key) == written


def test_fractions_words_and_dates_in_lists_stay_text(tmp_path: Path) -> None:
    plan = plan_of("scalars-stay-text", tmp_path)
    (document,) = plan.legal_basis
    assert (document.number, document.issuer, document.title) == ("1.10", "off", "2024-04-10")
    assert plan.recipients == ("yes", "1e3", "0x1F", ".inf", "1_000")


@pytest.mark.parametrize("key", ["issued_on", "effective_from", "amended_by", "signed"])
def test_null_is_written_as_null_as_a_tilde_or_as_nothing(key: str, tmp_path: Path) -> None:
    assert getattr(plan_of("nulls", tmp_path), key) is None


def test_what_may_be_left_out_has_its_default(tmp_path: Path) -> None:
    workspace = loaded("left-out", tmp_path)
    (plan,) = workspace.versions
    assert (plan.deadline_rule, plan.issued_on, plan.legal_basis) == ("as_stated", None, ())
    (unit,) = workspace.roster.units
    assert (unit.kind, unit.own, unit.groups, unit.successors) == ("khac", False, (), ())
    assert (workspace.roster.sample, workspace.roster.groups) == (False, {})


def test_a_wording_is_found_over_a_line_break(tmp_path: Path) -> None:
    plan = plan_of("texts-over-several-lines", tmp_path)
    assert plan.title == "Kế hoạch mẫu về báo cáo: kết quả"
    assert "trước\nngày 10-4-2024" in (plan.sections[0].clauses[0].text or "")


def test_notes_and_given_citations_are_kept(tmp_path: Path) -> None:
    plan = plan_of("notes-and-citations", tmp_path)
    (place,) = placed_tasks(plan)
    assert [note.kind for note in place.clause.notes] == ["footnote", "editor"]
    assert (place.citation, place.clause.cite) == ("mục I", "gạch đầu dòng thứ 1, mục I")
    assert (place.task.deliverable, place.task.interpretation) == ("Báo cáo", "Cách hiểu mẫu.")


def test_versions_of_a_plan_stand_side_by_side(tmp_path: Path) -> None:
    first, second = loaded("two-versions", tmp_path).versions
    assert (first.id, first.version, first.effective_from) == ("mau", 1, None)
    assert (second.id, second.version, second.effective_from) == ("mau", 2, dt.date(2024, 5, 1))


def test_plans_stand_side_by_side_and_may_use_the_same_codes(tmp_path: Path) -> None:
    plans = loaded("two-plans", tmp_path).versions
    assert {plan.id for plan in plans} == {"mau", "mau-hai"}


def test_a_plan_may_ask_for_the_next_working_day(tmp_path: Path) -> None:
    assert plan_of("next-working-day", tmp_path).deadline_rule == "next_working_day"


def test_a_unit_keeps_its_history(tmp_path: Path) -> None:
    unit = loaded("units-with-a-history", tmp_path).roster.unit("mot")
    assert unit
    assert (unit.since, unit.until) == (dt.date(2023, 1, 1), dt.date(2024, 6, 30))
    assert [(m.id, m.since, m.until) for m in unit.groups] == [
        ("don-vi", None, None),
        ("ban", dt.date(2024, 1, 1), dt.date(2024, 6, 30)),
    ]
    (former,) = unit.former_names
    assert (former.name, former.until) == ("Đơn vị mẫu cũ", dt.date(2023, 12, 31))
    assert former.decision
    assert former.decision.number == "01-QĐ/MAU"
    assert unit.successors == ("hai",)
    assert unit.decision
    assert unit.decision.date == dt.date(2024, 6, 15)


@pytest.mark.parametrize("case", ["bom", "crlf", "document-marks"])
def test_marks_of_an_editor_change_nothing(case: str, tmp_path: Path) -> None:
    base = Example("base", Path(__file__).parents[2] / "plans" / "base", None)
    plain = load_workspace(base.build(tmp_path / "plain"))
    assert loaded(case, tmp_path).versions == plain.versions


def test_decomposed_letters_become_composed_ones(tmp_path: Path) -> None:
    plan = plan_of("nfd", tmp_path)
    assert plan.title == unicodedata.normalize("NFC", "Kế hoạch mẫu")
    assert texts_of(plan) == [unicodedata.normalize("NFC", text) for text in texts_of(plan)]


def texts_of(value: Any) -> list[str]:
    """Every text that a model holds."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in texts_of(item)]
    slots = getattr(type(value), "__slots__", ())
    return [text for slot in slots for text in texts_of(getattr(value, slot))]


@pytest.mark.parametrize(
    ("case", "hidden"),
    [
        ("TD007-bidi-raw", "\u202e"),
        ("TD007-escaped-controls", "\x1b"),
        ("TD007-zero-width-raw", "\ufeff"),
    ],
)
def test_hidden_characters_are_taken_out_of_what_is_read(
    case: str, hidden: str, tmp_path: Path
) -> None:
    (example,) = (example for example in INVALID if example.name == case)
    root = example.build(tmp_path / "mau")
    (plan,) = load_workspace(root).versions
    assert hidden not in plan.title
    assert plan.title.startswith("Kế ")
