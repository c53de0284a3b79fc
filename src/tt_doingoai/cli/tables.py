"""The tables round the ledger: matrix, form, import, export."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Narrowing, Out, Place, View, Writing
from tt_doingoai.cli.output import default_format, deliver, emit, page_here, renderer_of, say
from tt_doingoai.cli.session import Session, open_session, view_of
from tt_doingoai.errors import InvalidTable, Refused
from tt_doingoai.model.ledger import Change, Ledger
from tt_doingoai.wording import _

if TYPE_CHECKING:
    from tt_doingoai.loading.problems import Problem
    from tt_doingoai.recording.cells import Names


def matrix(place: Place, view: View, narrowing: Narrowing, out: Out) -> int:
    """Print units by tasks, a letter a cell, with the key and the figures of both edges."""
    from tt_doingoai.render import formats

    render = renderer_of(formats.MATRIX, out, default_format())
    session = open_session(place)
    assessment = view_of(session, view, narrowing)
    page = page_here(to_file=out.output is not None)
    deliver(render(assessment, page), out, root=session.workspace.root)
    return 0


def form(
    what: Annotated[str, typer.Argument(metavar=_("TASK"), help=_("Code or words of its title."))],
    place: Place,
    narrowing: Narrowing,
    out: Out,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar=_("PERIOD"), help=_("For recurring tasks: 2024, 2024-Q2, 2024-03.")
        ),
    ] = None,
) -> int:
    """Print a table of a task, a row per unit, filled in as far as is known."""
    from tt_doingoai.recording.target import period_meant
    from tt_doingoai.render import formats

    if narrowing.task:
        raise Refused(_("name the task once: ttdn form TASK"))
    render = renderer_of(formats.FORM, out, "csv")
    session = open_session(place)
    plans = session.plans(session.today)
    named = [words.the_plan(query, plans) for query in narrowing.plan or ()]
    plan, task = words.the_task(what, named or plans)
    narrowed = narrowing._replace(task=[f"{plan.id}:{task.task.id}"])
    assessment = view_of(session, View(), narrowed)
    if not assessment.listed:
        raise Refused(_("nobody is asked for that; there is no row to fill in"))
    code = period_meant(assessment.listed, typed.text(period), open_only=True)
    rows = assessment.of_period(code)
    deliver(render(rows, page_here()), out, root=session.workspace.root, marked=True)
    return 0


def export(place: Place, view: View, narrowing: Narrowing, out: Out) -> int:
    """Print records as a table, in a form that import reads back."""
    from tt_doingoai.render import formats

    render = renderer_of(formats.EXPORT, out, "csv")
    session = open_session(place)
    assessment = view_of(session, view, narrowing)
    deliver(render(assessment, page_here()), out, root=session.workspace.root)
    return 0


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=_("FILE"), help=_("A CSV: unit, task, period, status, on, note, evidence.")
        ),
    ],
    place: Place,
    writing: Writing,
    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar=_("PLAN"), help=_("The plan, where there are several.")),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help=_("Record it; without this it is only shown."))
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help=_("Leave rows with problems out; take the others."))
    ] = False,
) -> int:
    """Record what a table says, all of it in one update; first only shown, days in words."""
    from tt_doingoai.cli.recording import record
    from tt_doingoai.loading.record_table import records_of
    from tt_doingoai.loading.table import read_table
    from tt_doingoai.recording.batch import Batch, judged
    from tt_doingoai.recording.rows import days_month_first, read_rows
    from tt_doingoai.render.import_text import import_text, left_text
    from tt_doingoai.render.problems import problem_lines

    session = open_session(place)
    rows, misread = records_of(read_table(file), path=file.name)
    unsure = days_month_first(rows, path=file.name)
    if unsure or not rows:
        _refuse_where_any([*misread, *unsure])
    read = read_rows(rows, _names(session, plan), path=file.name)

    def judge(assessment: Assessment) -> Batch:
        batch = judged(read.said, assessment, path=file.name, today=session.today)
        every = tuple(sorted({*misread, *read.problems, *batch.problems}))
        return batch._replace(problems=every)

    assessment = session.assess(session.store.read(), day=session.today)
    batch = judge(assessment)
    if not skip_bad:
        _refuse_where_any(batch.problems)
    for line in problem_lines(batch.problems):
        say(line)

    def preview() -> str:
        shown = import_text(batch, session.workspace.roster, with_plan=assessment.several_plans)
        return shown + left_text(batch, read.empty)

    if not batch.taken or not apply or writing.dry_run:
        heading = _("Would be recorded (nothing was written); to record it, add --apply:") + "\n"
        emit((heading if batch.taken else "") + preview())
        return 0

    def make(_ledger: Ledger, now: Assessment) -> Sequence[Change]:
        anew = judge(now)
        if anew.problems != batch.problems:
            _refuse_where_any(anew.problems)
        return anew.changes

    # --apply is the yes to what the dry run has shown; who sits at a terminal is asked once more.
    sure = writing._replace(yes=writing.yes or not sys.stdin.isatty())
    code = record(session, "import", make, sure, preview=preview)
    emit(left_text(batch, read.empty))
    return code


def _refuse_where_any(problems: Sequence[Problem]) -> None:
    if not problems:
        return
    message = _("the table has errors; nothing was recorded")
    if any("--" in problem.message for problem in problems):
        message += ". " + _("In a table --on, --period, --basis … are the columns of that name.")
    raise InvalidTable(message, problems)


def _names(session: Session, plan: str | None) -> Names:
    """Return how the names of a table are looked up; each is looked up once."""
    from tt_doingoai.recording.cells import Names

    plans = session.plans(session.today)
    among = [words.the_plan(plan, plans)] if plan is not None else plans

    @functools.cache
    def task(query: str, of_plan: str) -> tuple[str, str]:
        named = [words.the_plan(of_plan, plans)] if of_plan else among
        found, placed = words.the_task(query, named)
        return found.id, placed.task.id

    roster = session.workspace.roster
    return Names(functools.cache(lambda query: words.the_unit(query, roster)), task)
