"""What must hold between files: beyond what each example in tests/plans shows alone."""

from __future__ import annotations

import inspect

import pytest

from tests.plans.examples import BASE, PLAN, UNITS
from tt_doingoai import wording
from tt_doingoai.loading.checks import CHECKS, check_all
from tt_doingoai.loading.files import ReadFile
from tt_doingoai.loading.models import parse_model
from tt_doingoai.loading.problems import Problem
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.units import Roster

PLAN_TEXT = (BASE / PLAN).read_text(encoding="utf-8")
UNITS_TEXT = (BASE / UNITS).read_text(encoding="utf-8")
TEXT = "Các đơn vị báo cáo kết quả trước ngày 10-4-2024."
DEADLINE = '{rule: before, date: "2024-04-10", wording: "trước ngày 10-4-2024"}'


def plan(*changes: tuple[str, str], path: str = PLAN) -> ReadFile[Plan]:
    """The base's plan with some of its text replaced; right in its form."""
    text = PLAN_TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    read = parse_model(Plan, text.encode(), path=path)
    assert read.problems == ()
    return read


def units(*changes: tuple[str, str]) -> ReadFile[Roster]:
    """The base's roster with some of its text replaced; right in its form."""
    text = UNITS_TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    read = parse_model(Roster, text.encode(), path=UNITS)
    assert read.problems == ()
    return read


def broken(path: str) -> ReadFile[Plan]:
    return parse_model(Plan, b"format: ttdn/plan@1\n", path=path)


def found(*plans: ReadFile[Plan], roster: ReadFile[Roster] | None = None) -> list[Problem]:
    return check_all(plans or (plan(),), roster or units())


def codes(*plans: ReadFile[Plan], roster: ReadFile[Roster] | None = None) -> list[str]:
    return [problem.code for problem in found(*plans, roster=roster)]


def test_files_that_fit_each_other_give_no_problem() -> None:
    assert found() == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_checks_have_one_shape(check: object) -> None:
    assert callable(check)
    assert list(inspect.signature(check).parameters) == ["plans", "units"]


def test_every_check_of_the_module_is_run() -> None:
    module = inspect.getmodule(check_all)
    named = {
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("check_") and name != "check_all"
    }
    assert set(CHECKS) == named


def test_a_broken_plan_does_not_hide_what_is_wrong_in_another() -> None:
    wrong = plan(("don-vi]", "khong-co]"))
    assert codes(broken("plans/hong.v1.yaml"), wrong) == ["TD021"]


def test_without_a_readable_roster_no_unit_is_called_unknown() -> None:
    unreadable = parse_model(Roster, b"x", path=UNITS)
    assert found(plan(("don-vi]", "khong-co]")), roster=unreadable) == []


def test_without_a_readable_roster_the_plan_itself_is_still_checked() -> None:
    unreadable = parse_model(Roster, b"x", path=UNITS)
    assert codes(plan(('wording: "trước', 'wording: "sau')), roster=unreadable) == ["TD020"]


def test_two_plans_may_use_the_same_codes() -> None:
    other = plan(("id: mau\n", "id: mau-hai\n"), path="plans/mau-hai.v1.yaml")
    assert found(plan(), other) == []


def test_a_unit_may_lead_itself() -> None:
    assert found(plan(("[don-vi]", "[mot, co-quan]"))) == []


def test_an_issuer_that_is_a_group_is_not_called_unknown_as_a_group() -> None:
    wording.use("en")
    (problem,) = found(plan(("issuer: co-quan", "issuer: don-vi")))
    assert (problem.line, problem.code) == (7, "TD021")
    assert "no unit or group" not in problem.message


def test_a_supporting_group_without_units_is_only_a_warning() -> None:
    roster = units(('  don-vi: "Các đơn vị mẫu"', '  don-vi: "Các đơn vị mẫu"\n  ban: "Ban mẫu"'))
    helped = plan(("lead: [don-vi]", "lead: [don-vi]\n            supporting: [ban]"))
    assert codes(helped, roster=roster) == ["TD023"]


@pytest.mark.parametrize(
    "text",
    [
        "Các đơn vị báo cáo trước\\n  ngày 10-4-2024.",
        "Các đơn vị báo cáo trước  ngày\\u00a010-4-2024.",
        "Các đơn vị báo cáo tru\\u031bo\\u031b\\u0301c nga\\u0300y 10-4-2024.",
    ],
    ids=["line break", "other spaces", "decomposed"],
)
def test_a_wording_is_found_whatever_white_space_and_unicode_form(text: str) -> None:
    assert found(plan((TEXT, text))) == []


@pytest.mark.parametrize("wrong", ["Trước ngày 10-4-2024", "trước ngày 10-4-202 4", "truoc ngay"])
def test_a_wording_is_compared_word_for_word(wrong: str) -> None:
    assert codes(plan(('wording: "trước ngày 10-4-2024"', f'wording: "{wrong}"'))) == ["TD020"]


def test_a_wording_that_begins_in_the_heading_and_ends_in_the_text_is_not_in_either() -> None:
    assert codes(
        plan((f'text: "{TEXT}"', 'heading: "Báo cáo trước"\n        text: "ngày 10-4-2024."'))
    ) == ["TD020"]


def test_a_wording_may_stand_in_the_heading_of_the_clause() -> None:
    assert found(plan((f'text: "{TEXT}"', f'heading: "{TEXT}"'))) == []


@pytest.mark.parametrize("words", ["trước ngày 10-4-2024", "TRƯỚC NGÀY 10-4-2024", "Trước ngày X"])
def test_before_read_as_by_is_noticed_in_any_case(words: str) -> None:
    deadline = f'{{rule: by, date: "2024-04-10", wording: "{words}"}}'
    assert codes(plan((DEADLINE, deadline), (TEXT, words))) == ["TD028"]


def test_by_in_words_that_say_by_is_no_problem() -> None:
    words = "chậm nhất ngày 10-4-2024"
    deadline = f'{{rule: by, date: "2024-04-10", wording: "{words}"}}'
    assert found(plan((DEADLINE, deadline), (TEXT, words))) == []


def every(period: str, more: str) -> ReadFile[Plan]:
    return plan((DEADLINE, f"{{rule: every, period: {period}, {more}, wording: báo cáo}}"))


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("year", "01-01"),
        ("year", "12-31"),
        ("half", "1-01"),
        ("half", "6-30"),
        ("quarter", "1-31"),
        ("quarter", "3-31"),
        ("month", "1"),
        ("month", "31"),
        ("year", "+1:01-10"),
        ("month", "+1:05"),
    ],
)
def test_cutoff_days_within_the_period_are_right(period: str, day: str) -> None:
    cutoff = f'since: "2024", cutoff: {{rule: by, day: "{day}"}}'
    assert found(every(period, cutoff)) == []


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("year", "15"),
        ("half", "7-01"),
        ("quarter", "4-01"),
        ("month", "1-15"),
        ("quarter", "+1:05"),
    ],
)
def test_cutoff_days_outside_the_period_are_wrong(period: str, day: str) -> None:
    cutoff = f'since: "2024", cutoff: {{rule: by, day: "{day}"}}'
    assert codes(every(period, cutoff)) == ["TD031"]


@pytest.mark.parametrize("since", ["2024", "2024-05", "2024-12"])
def test_a_recurring_task_may_end_in_the_year_it_begins(since: str) -> None:
    assert found(every("month", f'since: "{since}", until: "2024"')) == []


def test_a_recurring_task_does_not_end_before_it_begins() -> None:
    assert codes(every("month", 'since: "2024-05", until: "2024-04"')) == ["TD030"]


MOT = 'name: "Đơn vị mẫu một"'


@pytest.mark.parametrize("alias", ["Đơn vị mẫu hai", "don vi mau hai", "ĐƠN VỊ MẪU HAI"])
def test_an_alias_that_is_found_as_another_units_name_is_refused(alias: str) -> None:
    roster = units((MOT, f'{MOT}\n    aliases: ["{alias}"]'))
    assert codes(roster=roster) == ["TD027"]


def test_an_alias_may_repeat_the_units_own_name() -> None:
    assert found(roster=units((MOT, f'{MOT}\n    aliases: ["Don vi mau mot"]'))) == []


def test_a_unit_may_live_a_single_day() -> None:
    life = 'since: "2024-01-01"\n    until: "2024-01-01"'
    assert found(roster=units((MOT, f"{MOT}\n    {life}"))) == []


def test_two_tasks_of_one_clause_do_not_share_a_code() -> None:
    task = "          - id: I.1"
    other = f"{task}\n            title: Việc khác\n            lead: [mot]\n"
    other += "            deadline: {rule: unstated}\n"
    assert codes(plan((task, other + task))) == ["TD024"]


def test_a_clause_and_its_task_may_share_a_code() -> None:
    read = plan().model
    assert read
    (clause,) = read.sections[0].clauses
    assert clause.id == clause.tasks[0].id
    assert found(plan()) == []


@pytest.mark.parametrize("name", ["mau.v1.yaml", "plans/mau.v1.yaml", "sub/plans/mau.v1.yaml"])
def test_only_the_last_part_of_the_path_is_the_files_name(name: str) -> None:
    assert found(plan(path=name)) == []


@pytest.mark.parametrize("name", ["MAU.v1.yaml", "mau.v01.yaml", "mau.yaml", "mau.v1.yaml.yaml"])
def test_a_file_that_is_named_otherwise_is_refused(name: str) -> None:
    (problem,) = found(plan(path=f"plans/{name}"))
    assert problem.code == "TD026"
    assert '"mau.v1.yaml"' in problem.message
