"""What comes with the program: the first plan as the office reads it, the sample roster."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tt_doingoai.loading.shipped import shipped_files
from tt_doingoai.loading.workspace import load_workspace
from tt_doingoai.model.deadline import Before, Deadline, Every, Within
from tt_doingoai.model.plan import placed_tasks
from tt_doingoai.render.problems import problem_lines

WORKSPACE = load_workspace(ROOT)
(PLAN,) = WORKSPACE.versions
ROSTER = WORKSPACE.roster
TASKS = {place.task.id: place.task for place in placed_tasks(PLAN)}

# Task, lead, deadline and its words, in the document's order.
READING = """
II.1.1  duk        unstated
II.1.2  cap-uy     unstated
II.1.3  cap-uy     ongoing        Thường xuyên
II.1.4  cap-uy     every 2024     Hàng năm
II.2.1  cap-uy     ongoing        tiếp tục
II.2.2  cap-uy     ongoing        thường xuyên
II.3.1  cap-uy     unstated
II.3.2  cap-uy     unstated
II.3.3  cap-uy     unstated
II.3.4  doan-the   unstated
II.4.1  cap-uy     unstated
II.4.2  cap-uy     unstated
II.4.3  cap-uy     ongoing        Thường xuyên
III.1   duk        within 2023-12     hoàn thành trong tháng 12/2023
III.2.a truc-thuoc within 2024-03     hoàn thành trong tháng 3/2024
III.2.b doan-the   within 2024-03     hoàn thành trong tháng 3/2024
III.2.c truc-thuoc before 2024-04-10  trước ngày 10-4-2024
III.3.a btg-duk    unstated
III.3.b btg-duk    unstated
III.3.c btg-duk    unstated
III.3.d btg-duk    every 2024     định kỳ hàng năm
"""
# The readings that the words do not give.
INTERPRETED = [
    *("II.1.4", "III.3.d"),  # the first year of the yearly duties
    *("III.2.b", "II.3.4"),  # March 2024 binds the đoàn thể too, who are one unit here
    *("II.1.3", "II.2.2", "II.3.2", "II.3.3", "II.4.2", "II.4.3"),  # nobody is named
    "II.4.1",  # said of a head, followed up at the unit
]
# The bodies that footnote 1 names, in its order.
NAMED = """so-ngoai-vu so-du-lich so-tttt dai-pt-th so-noi-vu so-tu-phap mttq-tinh ubnd-tinh
hoi-nha-bao bao-kien-giang dh-kien-giang cd-kien-giang cd-su-pham cd-y-te cd-nghe"""
OWN = ["duk", "btg-duk", "doan-the-duk"]


def written(deadline: Deadline) -> str:
    """A deadline as the table above writes it."""
    match deadline:
        case Within(period=period):
            rule = f"within {period.code}"
        case Before(date=date):
            rule = f"before {date}"
        case Every(period="year", since=since, until=None, cutoff=None):
            rule = f"every {since.code}"
        case _:
            rule = deadline.rule
    return " ".join(filter(None, (rule, deadline.wording)))


@pytest.mark.parametrize("line", READING.strip().splitlines(), ids=lambda line: line.split()[0])
def test_a_task_has_the_lead_and_the_deadline_that_the_office_reads(line: str) -> None:
    task, lead, deadline = line.split(maxsplit=2)
    assert TASKS[task].lead == (lead,)
    assert written(TASKS[task].deadline) == " ".join(deadline.split())


def test_there_is_no_other_task_and_they_stand_in_order() -> None:
    assert list(TASKS) == [line.split()[0] for line in READING.strip().splitlines()]


@pytest.mark.parametrize("task", INTERPRETED)
def test_a_reading_that_the_words_do_not_give_is_explained(task: str) -> None:
    assert TASKS[task].interpretation


def test_nobody_is_only_asked_to_help() -> None:
    assert all(task.supporting == () for task in TASKS.values())


def test_the_shipped_files_give_no_problem() -> None:
    assert problem_lines(WORKSPACE.warnings) == []


def test_the_shipped_roster_says_that_it_is_a_sample() -> None:
    assert ROSTER.sample


def test_the_roster_holds_the_own_organs_and_the_bodies_of_the_footnote() -> None:
    assert [unit.id for unit in ROSTER.units] == [*OWN, *NAMED.split()]
    assert [unit.id for unit in ROSTER.units if unit.own] == OWN


def test_the_bodies_bear_the_names_of_the_footnote_in_its_order() -> None:
    (footnote,) = (
        note.text
        for place in placed_tasks(PLAN)
        for note in place.clause.notes
        if note.kind == "footnote"
    )
    assert [unit.name for unit in ROSTER.units if not unit.own] == footnote.rstrip(".").split(", ")


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("truc-thuoc", NAMED.split()),
        ("cap-uy", ["duk", *NAMED.split()]),
        ("doan-the", ["doan-the-duk"]),
    ],
)
def test_a_group_holds_its_units(group: str, members: list[str]) -> None:
    holding = [unit.id for unit in ROSTER.units if group in {m.id for m in unit.groups}]
    assert holding == members


@pytest.mark.parametrize(
    "file", ["plans/97-kh-duk.v1.yaml", "units.yaml", "schemas/plan.schema.json"]
)
def test_a_new_workspace_gets_the_files_of_the_repository(file: str) -> None:
    assert shipped_files()[file] == (ROOT / file).read_bytes()


def test_only_plans_schemas_and_units_are_shipped() -> None:
    assert {file.split("/")[0] for file in shipped_files()} == {"plans", "schemas", "units.yaml"}


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("plans/97-kh-duk.v1.yaml", "../schemas/plan.schema.json"),
        ("units.yaml", "schemas/units.schema.json"),
    ],
)
def test_a_shipped_file_names_the_schema_beside_it_for_editors(file: str, schema: str) -> None:
    first = (ROOT / file).read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={schema}"
    assert ((ROOT / file).parent / schema).is_file()
