"""The reading commands: status, explain."""

from __future__ import annotations

from typing import Annotated

import typer

from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Narrowing, Out, Place, View
from tt_doingoai.cli.output import default_format, deliver, page_here, renderer_of
from tt_doingoai.cli.session import open_session, view_of
from tt_doingoai.errors import Refused
from tt_doingoai.model.plan import placed_tasks
from tt_doingoai.wording import _


def status(
    place: Place,
    view: View,
    narrowing: Narrowing,
    out: Out,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar=_("WAY"), help=_("task, or unit: a row per unit."), show_default=False
        ),
    ] = "task",
    everything: Annotated[
        bool, typer.Option("--all", "-a", help=_("Show every list, tasks without deadline too."))
    ] = False,
) -> int:
    """Print who is late, with what, by how many days, against which words of the plan."""
    from tt_doingoai.render import formats

    render = renderer_of(formats.STATUS, out, default_format())
    by_unit = typed.choice({"task": False, "unit": True}, by, option="--by")
    session = open_session(place)
    assessment = view_of(session, view, narrowing)
    unfold = everything or assessment.filtered or bool(narrowing.task)
    page = page_here(by_unit=by_unit, unfold=unfold, to_file=out.output is not None)
    deliver(render(assessment, page), out, root=session.workspace.root)
    return 0


def explain(
    what: Annotated[str, typer.Argument(metavar=_("TASK"), help=_("Code or words of its title."))],
    place: Place,
    view: View,
    narrowing: Narrowing,
    out: Out,
) -> int:
    """Print a task's clause word for word, its deadline and how it was reached, the verdict."""
    from tt_doingoai.render import formats

    if narrowing.task:
        raise Refused(_("name the task once: ttdn explain TASK"))
    render = renderer_of(formats.EXPLAIN, out)
    session = open_session(place)
    day = typed.day(view.as_of, option="--as-of") or session.today
    plans = session.plans(day)
    named = [words.the_plan(query, plans) for query in narrowing.plan or ()]
    plan, task = words.the_task(what, named or plans)
    narrowed = narrowing._replace(task=[f"{plan.id}:{task.task.id}"])
    assessment = view_of(session, view, narrowed)
    for tracked in assessment.plans:  # of a closed plan, the version it is judged by
        judged = {place.task.id: place for place in placed_tasks(tracked.plan)}
        plan, task = tracked.plan, judged.get(task.task.id, task)
    deliver(render(assessment, plan, task), out, root=session.workspace.root)
    return 0
