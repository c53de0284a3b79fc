"""The command that confirms statuses under the words of an amended plan: confirm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Place, Units, Writing
from tt_doingoai.cli.recording import record, target_of
from tt_doingoai.cli.session import open_session
from tt_doingoai.errors import Refused
from tt_doingoai.lookup import is_period
from tt_doingoai.model.ledger import Change, Ledger
from tt_doingoai.recording.confirmation import confirmation_changes
from tt_doingoai.wording import _


def confirm(
    place: Place,
    units: Units,
    writing: Writing,
    tasks: Annotated[
        list[str] | None,
        typer.Argument(metavar=_("[TASK…]"), help=_("Codes (III.2.c) or words of a title.")),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help=_("Everything that needs review; with --basis."))
    ] = False,
    on: Annotated[
        str | None, typer.Option("--on", metavar=_("DAY"), help=_("The day of the confirmation."))
    ] = None,
    basis: Annotated[
        str | None,
        typer.Option("--basis", metavar=_("NUMBER"), help=_("The document it rests on.")),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar=_("TEXT"), help=_("A remark."))
    ] = None,
) -> int:
    """Confirm statuses recorded under words that have changed; each keeps its own day."""
    session = open_session(place)
    if everything == bool(tasks):
        raise Refused(_('name the tasks, or write: ttdn confirm --all --basis "NUMBER"'))
    if everything and (units.unit or units.group or units.period or not typed.text(basis)):
        raise Refused(_("--all confirms everything that needs review, and needs --basis"))
    target = None if everything else target_of(session, tasks or (), units)
    plans = session.plans(session.today)
    plan = words.the_plan(units.plan, plans).id if units.plan is not None else None

    def meant(verdict: Verdict) -> bool:
        obligation = verdict.obligation
        if target is None:
            return plan is None or obligation.plan.id == plan
        return (
            (obligation.plan.id, obligation.place.task.id) in target.tasks
            and obligation.unit in target.units
            and (target.period is None or is_period(target.period, obligation.period))
        )

    def followed(verdict: Verdict, assessment: Assessment) -> bool:
        """What needs review in a closed plan was judged on its closing day, once for all."""
        return target is not None or assessment.closed_on(verdict.obligation.plan.id) is None

    def make(ledger: Ledger, assessment: Assessment) -> Sequence[Change]:
        return confirmation_changes(
            [v for v in assessment.verdicts if meant(v) and followed(v, assessment)],
            on=typed.day(on, option="--on"),
            basis=typed.text(basis),
            note=typed.text(note),
            today=session.today,
        )

    return record(session, "confirm", make, writing)
