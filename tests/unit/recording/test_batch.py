"""The rows of a table: what each says, what it would record, and the refusals of the commands."""

from __future__ import annotations

import pytest

from tests.builders import (
    before,
    closing,
    day,
    every,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    picture,
    status,
)
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.cli import words
from tt_doingoai.loading.problems import Problem
from tt_doingoai.loading.record_table import records_of
from tt_doingoai.model.ledger import Change, Evidence, Ledger, Status, StatusChange
from tt_doingoai.recording.batch import Batch, judged
from tt_doingoai.recording.cells import Names
from tt_doingoai.recording.rows import Read, days_month_first, read_rows

TODAY = "2024-04-12"
PLAN = make_plan(make_task("I.1", before()), make_task("I.2", every()))
ROSTER = make_roster(make_unit("mot"), make_unit("hai"))
HEAD = "unit,task,period,status,on,note,evidence,basis,answer_by,received_on\n"


def seen(history: Ledger | None = None, on: str = TODAY) -> Assessment:
    return picture(on, plan=PLAN, roster=ROSTER, history=history)


def read(table: str, head: str = HEAD) -> Read:
    rows, problems = records_of((head + table).encode(), path="b.csv")
    assert problems == []

    def task(query: str, plan: str) -> tuple[str, str]:
        found, placed = words.the_task(query, [PLAN])
        return found.id, placed.task.id

    return read_rows(rows, Names(lambda query: words.the_unit(query, ROSTER), task), path="b.csv")


def batch(table: str, history: Ledger | None = None, *, on: str = TODAY) -> Batch:
    found = read(table)
    assert found.problems == []
    return judged(found.said, seen(history, on), path="b.csv", today=day(on))


def recorded(table: str, history: Ledger | None = None) -> tuple[StatusChange, ...]:
    found = batch(table, history)
    assert found.problems == ()
    return found.changes


def refused(table: str, history: Ledger | None = None) -> Problem:
    found = batch(table, history)
    assert found.changes == ()
    (problem,) = found.problems
    return problem


def misread(table: str, head: str = HEAD) -> tuple[int, int, str]:
    (problem,) = read(table, head).problems
    return problem.line, problem.column, problem.message


# --- what a row says


def test_a_row_becomes_the_change_that_the_command_would_make() -> None:
    (change,) = recorded("mot,I.1,,done,5/4/2024,đủ,12-BC/ĐU; https://vi.du,,,\n")
    assert change == status(
        on="2024-04-05",
        plan=PLAN,
        note="đủ",
        evidence=(Evidence(number="12-BC/ĐU"), Evidence(url="https://vi.du")),
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("done", Status.DONE),
        ("Hoàn thành", Status.DONE),
        ("HOAN THANH", Status.DONE),
        ("xong", Status.DONE),
        ("received", Status.RECEIVED),
        ('"đã nhận, chờ xem xét"', Status.RECEIVED),
        ("in_progress", Status.IN_PROGRESS),
        ("đang thực hiện", Status.IN_PROGRESS),
    ],
)
def test_a_status_is_written_as_its_code_or_as_offices_write_it(
    written: str, meant: Status
) -> None:
    (change,) = recorded(f"mot,I.1,,{written},5/4/2024,,,,,\n")
    assert change.status is meant


@pytest.mark.parametrize("status_", ["", "unreported", "chưa có thông tin"])
def test_from_a_row_without_a_status_nothing_is_taken(status_: str) -> None:
    found = read(f"mot,I.1,,{status_},,chưa gửi,,,,\n")
    assert (found.said, found.problems, len(found.empty)) == ([], [], 1)


@pytest.mark.parametrize(
    "row", ["mot,I.1,,,5/4/2024,,,,,", "mot,I.1,,,,,12-BC,,,", "mot,I.1,,,,,,20-CV,,"]
)
def test_a_day_or_a_document_without_a_status_is_not_dropped_in_silence(row: str) -> None:
    assert misread(row + "\n")[:2] == (2, 4)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",I.1,,done,5/4/2024,,,,,", 1),
        ("bon,I.1,,done,5/4/2024,,,,,", 1),
        ("mot,,,done,5/4/2024,,,,,", 2),
        ("mot,I.9,,done,5/4/2024,,,,,", 2),
        ("mot,I.1,,hoàn thành đúng hạn,5/4/2024,,,,,", 4),
        ("mot,I.1,,done,31/4/2024,,,,,", 5),
        ("mot,I.1,,done,05/04/24,,,,,", 5),
        ("mot,I.1,,done,45387,,,,,", 5),
        ("mot,I.1,,returned,5/4/2024,,,,x,", 9),
        ("mot,I.1,,done,5/4/2024,,,,,4/4/2024", 10),
        ("mot,I.1,,done,5/4/2024,b?o c?o g?i,,,,", 6),
        ("mot,I.1,,ho?n th?nh,5/4/2024,,,,,", 4),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_by_line_and_column(row: str, column: int) -> None:
    assert misread(f"\n{row}\n")[:2] == (3, column)


def test_every_rows_problem_is_told() -> None:
    found = read("bon,I.1,,done,,,,,,\nmot,I.1,,xg,,,,,,\nmot,I.1,,done,5/4/2024,,,,,\n")
    assert [problem.line for problem in found.problems] == [2, 3]
    assert len(found.said) == 1


def test_an_id_and_a_name_of_two_units_show_that_rows_were_mixed_up() -> None:
    line, column, told = misread("mot,Đơn vị hai,I.1,done\n", "unit,unit_name,task,status\n")
    assert (line, column) == (2, 2)
    assert "Đơn vị hai" in told


def test_beside_an_id_a_name_may_be_shortened() -> None:
    assert read("mot,ĐV1,I.1,done\n", "unit,unit_name,task,status\n").problems == []


# --- two orders of the day


@pytest.mark.parametrize("column", ["on", "answer_by", "received_on"])
def test_a_day_with_the_month_first_makes_every_day_of_the_file_uncertain(column: str) -> None:
    table = f"unit,task,status,{column}\nmot,I.1,done,13/4/2024\nhai,I.1,done,4/13/2024\n"
    rows, _ = records_of(table.encode(), path="b.csv")
    (problem,) = days_month_first(rows, path="b.csv")
    assert (problem.line, problem.column) == (3, 4)


@pytest.mark.parametrize("written", ["3/26/2024 0:00", "3/26/24"])
def test_a_day_with_the_month_first_is_seen_however_a_spreadsheet_writes_it(written: str) -> None:
    table = f"unit,task,status,on\nmot,I.1,done,{written}\nhai,I.1,done,4/5/2024\n"
    rows, _ = records_of(table.encode(), path="b.csv")
    (problem,) = days_month_first(rows, path="b.csv")
    assert (problem.line, problem.column) == (2, 4)


@pytest.mark.parametrize("days", [("4/5/2024", "5/4/2024"), ("13/4/2024", "2024-04-13")])
def test_days_that_can_be_read_day_first_are(days: tuple[str, str]) -> None:
    table = "unit,task,status,on\n" + "".join(f"mot,I.1,done,{on}\n" for on in days)
    rows, _ = records_of(table.encode(), path="b.csv")
    assert days_month_first(rows, path="b.csv") == []


# --- judged by the rules of the commands


@pytest.mark.parametrize(
    ("row", "history"),
    [
        ("mot,I.1,,received,6/4/2024,,,,,", [status(on="2024-04-05")]),
        ("mot,I.1,,done,6/4/2024,,,,,", [status(on="2024-04-05")]),
        ("mot,I.1,,done,5/4/2024,khác,,,,", [status(on="2024-04-05", note="đủ")]),
        ("mot,I.1,,done,4/4/2024,,,,,", [status(Status.RECEIVED, "2024-04-05")]),
        ("mot,I.1,,returned,5/4/2024,,,,,", []),
        ("mot,I.1,,not_applicable,5/4/2024,,,,,", []),
        ("mot,I.1,,done,5/4/2024,,,,9/4/2024,", []),
        ("mot,I.1,,returned,5/4/2024,,,,4/4/2024,3/4/2024", []),
        ("mot,I.1,,returned,5/4/2024,,,,,6/4/2024", []),
        ("mot,I.1,,done,13/4/2024,,,,,", []),
        ("mot,I.1,,done,,,,,,", []),
        ("mot,I.1,2024,done,5/4/2024,,,,,", []),
        ("mot,I.2,2023,done,5/4/2024,,,,,", []),
        ("mot,I.2,2024,done,31/12/2023,,,,,", []),
        ("mot,I.1,,done,5/4/2024,,,,,", [closing("2024-04-01")]),
    ],
    ids=[
        "received after done",
        "done on another day",
        "done with another note",
        "earlier than what counts",
        "returned though nothing was received",
        "waived without a document",
        "an answer asked for what is done",
        "an answer before the return",
        "returned before it was received",
        "a day ahead",
        "no day though the last day is past",
        "a period of what does not recur",
        "a period that is none",
        "before its period",
        "after the follow-up ended",
    ],
)
def test_what_a_command_would_refuse_a_row_is_refused(row: str, history: list[Change]) -> None:
    problem = refused(row + "\n", ledger(*history) if history else None)
    assert (problem.path, problem.line) == ("b.csv", 2)


def test_a_row_may_follow_what_was_recorded() -> None:
    (change,) = recorded("mot,I.1,,done,,,,,,\n", ledger(status(Status.RECEIVED, "2024-04-05")))
    assert (change.status, change.on) == (Status.DONE, day("2024-04-05"))


def test_a_waiver_carries_its_document() -> None:
    (change,) = recorded("mot,I.1,,not_applicable,5/4/2024,,,20-CV/MAU,,\n")
    assert change.basis == "20-CV/MAU"


def test_a_return_brings_its_receipt_where_none_is_known() -> None:
    received, returned = recorded("mot,I.1,,returned,9/4/2024,,,,19/4/2024,5/4/2024\n")
    assert (received.status, received.on) == (Status.RECEIVED, day("2024-04-05"))
    assert (returned.status, returned.answer_by) == (Status.RETURNED, day("2024-04-19"))


def test_a_return_of_what_was_received_brings_no_second_receipt() -> None:
    history = ledger(status(Status.RECEIVED, "2024-04-05"))
    (change,) = recorded("mot,I.1,,returned,9/4/2024,,,,,5/4/2024\n", history)
    assert change.status is Status.RETURNED


def test_rows_about_one_obligation_are_all_refused() -> None:
    found = batch("mot,I.1,,received,4/4/2024,,,,,\nhai,I.1,,done,5/4/2024,,,,,\n"
                  "mot,I.1,,done,5/4/2024,,,,,\n")  # fmt: skip
    assert [problem.line for problem in found.problems] == [2, 4]
    assert [change.unit for change in found.changes] == ["hai"]


def test_one_obligation_is_known_though_its_period_is_written_in_two_ways() -> None:
    found = batch("mot,I.2,2024,done,5/4/2024,,,,,\nmot,I.2,năm 2024,done,5/4/2024,,,,,\n")
    assert [problem.line for problem in found.problems] == [2, 3]


# --- the same file twice


@pytest.mark.parametrize(
    "row",
    [
        "mot,I.1,,done,5/4/2024,đủ,12-BC,,,",
        "mot,I.1,,not_applicable,5/4/2024,,,20-CV,,",
        "mot,I.1,,returned,9/4/2024,,,,19/4/2024,5/4/2024",
        "mot,I.2,2024,in_progress,5/4/2024,,,,,",
        "mot,I.2,,done,5/4/2024,,,,,",
        "mot,I.2,,done,,,,,,",
    ],
)
def test_the_same_row_once_more_changes_nothing(row: str) -> None:
    history = ledger(recorded(row + "\n"))
    again = batch(row + "\n", history)
    assert (again.changes, again.problems, len(again.unchanged)) == ((), (), 1)


def test_the_same_row_a_year_later_is_not_taken_for_the_next_period() -> None:
    history = ledger(recorded("mot,I.2,,done,5/4/2024,,,,,\n"))
    again = batch("mot,I.2,,done,5/4/2024,,,,,\n", history, on="2025-02-01")
    assert again.changes == ()
    assert [problem.line for problem in again.problems] == [2]


def test_an_empty_cell_says_nothing_of_what_is_recorded() -> None:
    found = batch("mot,I.1,,done,,,,,,\n", ledger(status(on="2024-04-05", note="đủ")))
    assert len(found.unchanged) == 1
