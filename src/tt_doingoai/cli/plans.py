"""The commands about plans: list, show, validate, schema."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from tt_doingoai.assess.view import view
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Out, Place
from tt_doingoai.cli.output import deliver, renderer_of
from tt_doingoai.cli.session import open_session, workspace_root
from tt_doingoai.errors import EXIT_FINDING, Untrusted
from tt_doingoai.loading.problems import is_error
from tt_doingoai.loading.settings import settings_problems
from tt_doingoai.loading.workspace import read_files
from tt_doingoai.model.plan import Plan
from tt_doingoai.render import formats
from tt_doingoai.wording import _


def list_(place: Place, out: Out) -> int:
    """Print every version of every plan."""
    render = renderer_of(formats.PLANS, out)
    session = open_session(place)
    closed = view(session.store.read(), day=session.today).closed
    deliver(render(session.workspace.versions, closed), out, root=session.workspace.root)
    return 0


def show(
    place: Place,
    out: Out,
    plan: Annotated[
        str | None, typer.Argument(metavar=_("PLAN"), help=_("Id, number or words."))
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar=_("DAY"), help=_("The version in force on this day.")),
    ] = None,
) -> int:
    """Print a plan word for word, with its tasks and their deadlines."""
    from tt_doingoai.render.plans import plan_text, plans_json

    session = open_session(place)
    day = typed.day(as_of, option="--as-of") or session.today
    plans = session.plans(day)
    chosen = [words.the_plan(plan, plans)] if plan else plans
    table: dict[str, Callable[[Sequence[Plan]], str]] = {
        "text": lambda plans: "\n".join(plan_text(p, session.working_days) for p in plans),
        "json": lambda plans: plans_json(plans, view(session.store.read(), day=day).closed),
    }
    render = renderer_of(table, out)
    deliver(render(chosen), out, root=session.workspace.root)
    return 0


def validate(place: Place, out: Out) -> int:
    """Print every problem of every plan and of the roster; exit 1 where one is an error."""
    render = renderer_of(formats.PROBLEMS, out)
    root = workspace_root(place)
    problems = [*settings_problems(root), *read_files(root).problems]
    deliver(render(problems), out, root=root)
    return EXIT_FINDING if any(map(is_error, problems)) else 0


def schema(
    out: Out,
    kind: Annotated[
        str, typer.Argument(metavar=_("KIND"), help=_("plan or units."), show_default=False)
    ] = "plan",
) -> int:
    """Print the JSON Schema that an editor checks a plan or a roster by."""
    from tt_doingoai.loading.schema import SCHEMAS, json_schema
    from tt_doingoai.render.documents import as_json

    typed.choice(SCHEMAS, kind, option=_("KIND"))
    render = renderer_of({"json": as_json}, out, "json")
    deliver(render(json_schema(kind)), out, root=_root_if_any())
    return 0


def _root_if_any() -> Path | None:
    """Return the workspace's folder where there is one: its own files are never written over."""
    try:
        return workspace_root(Place())
    except Untrusted:
        return None
