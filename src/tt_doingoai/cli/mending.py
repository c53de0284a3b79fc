"""The commands that mend and show the history: correct, undo, log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.log import Wanted, log_of
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.named import evidence_of
from tt_doingoai.cli.options import Details, OfTasks, OfUnits, Out, Place, Writing
from tt_doingoai.cli.output import deliver, renderer_of
from tt_doingoai.cli.recording import record
from tt_doingoai.cli.session import Session, ledger_at, open_session
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import CHANGE_KINDS, Change, Ledger, Status
from tt_doingoai.model.plan import Plan, placed_tasks
from tt_doingoai.recording.correction import Correction
from tt_doingoai.recording.correction import correct as corrected
from tt_doingoai.recording.undo import undo as undone
from tt_doingoai.render import formats
from tt_doingoai.schedule.versions import latest_versions
from tt_doingoai.wording import _


def correct(
    number: Annotated[str, typer.Argument(metavar="N", help=_("Number of the update."))],
    place: Place,
    whose: OfUnits,
    which: OfTasks,
    details: Details,
    writing: Writing,
    status: Annotated[
        str | None, typer.Option("--status", metavar=_("STATUS"), help=_("The right status."))
    ] = None,
    basis: Annotated[
        str | None, typer.Option("--basis", metavar=_("NUMBER"), help=_("The right document."))
    ] = None,
    answer_by: Annotated[
        str | None, typer.Option("--answer-by", metavar=_("DAY"), help=_("The right day."))
    ] = None,
) -> int:
    """Mend what an update recorded; the wrong record stays in the history."""
    session = open_session(place)
    units = _unit_ids(session, whose.unit)
    plans = _plans(session, which)
    tasks = [words.the_task(query, plans) for query in which.task or ()]
    if which.plan and not tasks:
        tasks = [(plan, placed) for plan in plans for placed in placed_tasks(plan)]
    (right_status,) = typed.members(Status, [status], option="--status") if status else (None,)
    if right_status is Status.UNREPORTED:
        raise Refused(_("to take a record back: ttdn undo {n}").format(n=number))
    evidence = evidence_of(session, details)
    correction = Correction(
        status=right_status,
        on=typed.day(details.on, option="--on"),
        note=typed.text(details.note),
        basis=typed.text(basis),
        answer_by=typed.day(answer_by, option="--answer-by"),
        evidence=evidence or None,
    )
    revision = typed.whole_number(number, option="N") or 0

    def make(ledger: Ledger, assessment: Assessment) -> Sequence[Change]:
        return corrected(
            ledger,
            revision,
            correction,
            units=units,
            tasks=[(plan.id, place_.task.id) for plan, place_ in tasks],
            today=session.today,
        )

    return record(session, "correct", make, writing)


def undo(
    place: Place,
    whose: OfUnits,
    writing: Writing,
    number: Annotated[
        str | None, typer.Argument(metavar="[N]", help=_("Number of the update; the last."))
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar=_("TEXT"), help=_("Why."))] = None,
) -> int:
    """Take an update back; it stays in the history."""
    session = open_session(place)
    units = _unit_ids(session, whose.unit)
    revision = typed.whole_number(number, option="N")

    def make(ledger: Ledger, assessment: Assessment) -> Sequence[Change]:
        nonlocal revision
        changes = undone(ledger, revision, units=units, note=typed.text(note))
        # "The last one" is decided once: what another records meanwhile is never meant.
        revision = changes[0].revision
        return changes

    return record(session, "undo", make, writing)


def log(
    place: Place,
    whose: OfUnits,
    which: OfTasks,
    out: Out,
    revision: Annotated[
        str | None,
        typer.Option(
            "--revision", metavar="N", help=_("As the ledger stood after its update number N.")
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar=_("KIND"),
            help=_("Only this kind: status, note, extension, undo …; may be repeated."),
        ),
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar=_("DAY"), help=_("Recorded from this day on."))
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar=_("DAY"), help=_("Recorded up to this day."))
    ] = None,
    limit: Annotated[
        str | None, typer.Option("--limit", "-n", metavar="N", help=_("Only the last N."))
    ] = None,
) -> int:
    """Print the history, the newest update first."""
    render = renderer_of(formats.LOG, out)
    kinds = {name: name for name in CHANGE_KINDS}
    session = open_session(place)
    plans = _plans(session, which)
    found = [words.the_task(query, plans) for query in which.task or ()]
    wanted = Wanted(
        units=frozenset(_unit_ids(session, whose.unit)),
        plan=plans[0].id if which.plan else None,
        tasks=frozenset((plan.id, placed.task.id) for plan, placed in found),
        kinds=frozenset(typed.choice(kinds, name, option="--kind") for name in kind or ()),
        since=typed.day(from_, option="--from"),
        until=typed.day(to, option="--to"),
    )
    most = typed.whole_number(limit, option="--limit")
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise Refused(_("--from lies after --to; nothing can lie between"))
    ledger = ledger_at(session, revision)
    logged = log_of(ledger, wanted)[:most]
    deliver(render(logged, session.workspace.roster, ledger), out, root=session.workspace.root)
    return 0


def _unit_ids(session: Session, queries: Sequence[str] | None) -> list[str]:
    return [words.the_unit(query, session.workspace.roster).id for query in queries or ()]


def _plans(session: Session, which: OfTasks) -> list[Plan]:
    """Return all versions, the latest first: the history holds tasks that later ones removed."""
    versions = sorted(session.workspace.versions, key=lambda plan: -plan.version)
    if which.plan is None:
        return versions
    meant = words.the_plan(which.plan, latest_versions(versions))
    return [plan for plan in versions if plan.id == meant.id]
