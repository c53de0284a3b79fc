"""The commands about a plan's life: amend, diff, close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.plan_diff import plan_diff
from tt_doingoai.assess.view import view
from tt_doingoai.atomic_write import atomic_write
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Grounds, Ordered, Out, Place, Writing
from tt_doingoai.cli.output import deliver, emit, renderer_of
from tt_doingoai.cli.recording import record
from tt_doingoai.cli.replacing import unchanged
from tt_doingoai.cli.session import Session, open_session
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, Ledger
from tt_doingoai.model.plan import Plan
from tt_doingoai.recording.closing import closing_change
from tt_doingoai.render import formats
from tt_doingoai.schedule.versions import latest_versions
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _


def amend(
    plan: Annotated[str, typer.Argument(metavar=_("PLAN"), help=_("Id, number or words."))],
    place: Place,
    ordered: Ordered,
    basis_date: Annotated[
        str | None,
        typer.Option("--basis-date", metavar=_("DAY"), help=_("That document's date.")),
    ] = None,
) -> int:
    """Make the file of a plan's next version from the latest one, to be edited there."""
    from tt_doingoai.loading.amendment import next_version
    from tt_doingoai.render.written import new_version_text

    session = open_session(place)
    latest = words.the_plan(plan, latest_versions(session.workspace.versions))
    day, number = typed.day(ordered.on, option="--on"), typed.text(ordered.basis)
    if day is None or number is None:
        raise Refused(_('amending needs the day and the document: --on DAY --basis "NUMBER"'))
    closing = view(session.store.read(), day=session.today).closed.get(latest.id)
    if closing is not None:
        raise Refused(
            _("{plan}: the follow-up ended on {day}; a new version would change nothing").format(
                plan=latest.number, day=date_text(closing.on)
            )
        )
    dated = typed.day(basis_date, option="--basis-date")
    made = next_version(session.workspace.root, latest, on=day, number=number, dated=dated)
    if not ordered.dry_run:
        with unchanged(session, plans=True):
            atomic_write(session.workspace.root / made.path, made.data)
    emit(new_version_text(made.plan, path=made.path, written=not ordered.dry_run))
    return 0


def diff(
    plan: Annotated[str, typer.Argument(metavar=_("PLAN"), help=_("Id, number or words."))],
    place: Place,
    out: Out,
    before: Annotated[
        str | None, typer.Argument(metavar="[N]", help=_("A version; the one before the last."))
    ] = None,
    after: Annotated[
        str | None, typer.Argument(metavar="[N]", help=_("A later version; the last."))
    ] = None,
) -> int:
    """Print what two versions say differently, and which recorded statuses that touches."""
    render = renderer_of(formats.PLAN_DIFF, out)
    session = open_session(place)
    latest = words.the_plan(plan, latest_versions(session.workspace.versions))
    there = sorted(p.version for p in session.workspace.versions if p.id == latest.id)
    old = _version(session, latest, before, default=there[-2:][0])
    new = _version(session, latest, after, default=latest.version)
    seen = view(session.store.read(), day=session.today)
    text = render(plan_diff(old, new, seen), session.workspace.roster, session.working_days)
    deliver(text, out, root=session.workspace.root)
    return 0


def _version(session: Session, latest: Plan, typed_number: str | None, *, default: int) -> Plan:
    number = typed.whole_number(typed_number, option="N")
    of_plan = {p.version: p for p in session.workspace.versions if p.id == latest.id}
    wanted = default if number is None else number
    if len(of_plan) == 1:
        raise Refused(_("{plan} has one version only").format(plan=latest.number))
    if wanted not in of_plan:
        raise Refused(
            _("{plan} has no version {n}; it has: {versions}").format(
                plan=latest.number, n=wanted, versions=", ".join(map(str, sorted(of_plan)))
            )
        )
    return of_plan[wanted]


def close(
    plan: Annotated[str, typer.Argument(metavar=_("PLAN"), help=_("Id, number or words."))],
    place: Place,
    grounds: Grounds,
    writing: Writing,
    on: Annotated[
        str | None, typer.Option("--on", metavar=_("DAY"), help=_("The last day that is judged."))
    ] = None,
) -> int:
    """End a plan's follow-up: no new periods, judged on its last day, out of the check."""
    session = open_session(place)
    chosen = words.the_plan(plan, session.plans(session.today))
    day = typed.day(on, option="--on")

    def make(ledger: Ledger, assessment: Assessment) -> Sequence[Change]:
        change = closing_change(
            chosen,
            ledger,
            on=day,
            basis=typed.text(grounds.basis),
            note=typed.text(grounds.note),
            today=session.today,
        )
        return (change,)

    return record(session, "plan close", make, writing)
