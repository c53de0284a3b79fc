"""What goes out as a table comes back: into the same ledger unchanged, into an empty one whole."""

from __future__ import annotations

import datetime as dt
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import (
    before,
    by,
    day,
    every,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    picture,
    status,
    unstated,
)
from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.cli import words
from tt_doingoai.loading.models import parse_model
from tt_doingoai.loading.record_table import records_of
from tt_doingoai.loading.roster_table import roster_from_table
from tt_doingoai.model.ledger import Change, Evidence, Ledger, Status
from tt_doingoai.model.units import Roster
from tt_doingoai.model.written_evidence import named_evidence
from tt_doingoai.recording.batch import Batch, judged
from tt_doingoai.recording.cells import LOST, Names
from tt_doingoai.recording.rows import days_month_first, read_rows
from tt_doingoai.render.page import Page
from tt_doingoai.render.records import export_csv, export_json, form_csv
from tt_doingoai.render.units import units_csv
from tt_doingoai.text import fold, one_line

TODAY = "2025-02-20"
FIRST = day("2024-01-01")
PLAN = make_plan(
    make_task("I.1", before(), title="=1+1; Việc, mẫu"),
    make_task("I.2", every("half")),
    make_task("1.10", by()),
    make_task("I.4", unstated()),
)
ROSTER = make_roster(
    make_unit("mot", name='Đơn vị "một", mẫu'), make_unit("hai", name="@hai"), make_unit("ba")
)
KEYS = [
    (unit.id, task, period)
    for unit in ROSTER.units
    for task, period in (
        ("I.1", None),
        ("I.2", "2024-H1"),
        ("I.2", "2024-H2"),
        ("1.10", None),
        ("I.4", None),
    )
]

# Anything that a command records: one clean line, and no question marks in place of letters.
texts = st.text(min_size=1, max_size=12).map(one_line).filter(lambda t: t and not LOST.search(t))
hostile = st.sampled_from(
    ["=1+1", "-5", "'=x", "''", "a;b", ";", "a|b", "||", '"', "a,b", "số: 5; 6", "[/b]"]
)
told = st.one_of(hostile, texts)
days = st.integers(183, 400).map(lambda n: FIRST + dt.timedelta(days=n))
evidence = st.one_of(
    told.map(named_evidence),
    st.builds(Evidence, path=told, sha256=st.just("0" * 64), number=st.none(), url=st.none()),
)


@st.composite
def records(draw: st.DrawFn, key: tuple[str, str, str | None]) -> list[Change]:
    """What may have been recorded of an obligation, each change in an update of its own."""
    unit, task, period = key
    now = draw(st.sampled_from(Status))
    if now is Status.UNREPORTED:
        return []
    on = draw(days)
    values = {
        "note": draw(st.none() | told),
        "evidence": tuple(draw(st.lists(evidence, max_size=3))),
        "basis": draw(told) if now is Status.NOT_APPLICABLE else None,
        "answer_by": draw(st.none() | st.just(on)) if now is Status.RETURNED else None,
    }
    about = {"unit": unit, "task": task, "period": period, "plan": PLAN}
    last = status(now, on.isoformat(), **about, **values)
    receipt = status(Status.RECEIVED, (on - dt.timedelta(days=1)).isoformat(), **about)
    return [receipt, last] if now is Status.RETURNED else [last]


histories = st.tuples(*map(records, KEYS)).map(lambda told: ledger(*chain.from_iterable(told)))


def seen(history: Ledger) -> Assessment:
    return picture(TODAY, plan=PLAN, roster=ROSTER, history=history)


def read_into(text: str, history: Ledger) -> Batch:
    rows, misread = records_of(text.encode(), path="b.csv")
    assert misread == days_month_first(rows, path="b.csv") == []

    def task(query: str, plan: str) -> tuple[str, str]:
        found, placed = words.the_task(query, [PLAN])
        return found.id, placed.task.id

    read = read_rows(rows, Names(lambda query: words.the_unit(query, ROSTER), task), path="b.csv")
    assert read.problems == []
    return judged(read.said, seen(history), path="b.csv", today=day(TODAY))


@pytest.mark.parametrize("render", [export_csv, export_json, form_csv])
@settings(max_examples=40)
@given(history=histories)
def test_what_goes_out_and_comes_back_changes_nothing(render, history: Ledger) -> None:  # type: ignore[no-untyped-def]
    now = seen(history)
    batch = read_into(render(now, Page()), history)
    assert (batch.changes, batch.problems) == ((), ())
    assert len(batch.unchanged) == sum(v.history.status is not None for v in now.verdicts)


@pytest.mark.parametrize("render", [export_csv, export_json])
@settings(max_examples=40)
@given(history=histories)
def test_into_an_empty_ledger_an_export_brings_the_same_records(  # type: ignore[no-untyped-def]
    render, history: Ledger
) -> None:
    batch = read_into(render(seen(history), Page()), Ledger())
    assert batch.problems == ()
    for then, now in zip(seen(history).verdicts, seen(ledger(batch.changes)).verdicts, strict=True):
        assert (now.status, now.timeliness, now.days_late) == (
            then.status,
            then.timeliness,
            then.days_late,
        )
        if then.history.status:
            assert now.history.status
            assert now.history.status.change == then.history.status.change
            assert now.history.received_on == then.history.received_on


@settings(max_examples=100)
@given(st.lists(told, min_size=1, max_size=5, unique_by=fold).filter(lambda t: all(map(fold, t))))
def test_a_roster_that_goes_out_and_comes_back_is_the_same(names: list[str]) -> None:
    roster = make_roster(make_unit("mot", name=names[0], aliases=tuple(names[1:])))
    table = units_csv(roster, roster.units, day(TODAY)).encode()
    for current in (roster, make_roster(make_unit("mot", name="Tên khác"))):
        written = roster_from_table(table, path="b.csv", current=current).encode()
        assert parse_model(Roster, written, path="units.yaml").model == roster


bits = st.sampled_from(
    ["unit", "task", "status", "on", "ghi chú", "mot", "hai", "I.1", "I.2", "2024-H1", "done",
     "returned", "5/4/2024", "4/13/2024", "\n", "\r\n", ",", ";", "\t", '"', "''", "=", "\x00",
     "sep=;\n", '{"records": [', "\ufffd", "?"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.one_of(bits, st.text(max_size=3)), max_size=40).map("".join))
def test_whatever_a_file_holds_every_row_is_taken_or_has_a_problem(text: str) -> None:
    rows, misread = records_of(text.encode("utf-8", "surrogatepass"), path="b.csv")
    names = Names(lambda q: words.the_unit(q, ROSTER), lambda q, _p: ("mau", q))
    read = read_rows(rows, names, path="b.csv")
    batch = judged(read.said, seen(Ledger()), path="b.csv", today=day(TODAY))
    assert len(rows) == len(read.said) + len(read.empty) + len(read.problems)
    assert len(read.said) == len(batch.taken) + len(batch.unchanged) + len(batch.problems)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in misread)
