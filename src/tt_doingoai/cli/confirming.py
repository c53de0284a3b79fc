"""The command that confirms statuses under the words of an amended plan: confirm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.named import target_of
from tt_doingoai.cli.options import Grounds, Place, Units, Writing
from tt_doingoai.cli.recording import record
from tt_doingoai.cli.session import open_session
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, Ledger
from tt_doingoai.recording.confirmation import confirmation_changes, to_confirm
from tt_doingoai.wording import _


def confirm(
    place: Place,
    units: Units,
    grounds: Grounds,
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
) -> int:
    """Confirm statuses recorded under words that have changed; each keeps its own day."""
    session = open_session(place)
    if everything == bool(tasks):
        raise Refused(_('name the tasks, or write: ttdn confirm --all --basis "NUMBER"'))
    if everything and (units.unit or units.group or units.period or not typed.text(grounds.basis)):
        raise Refused(_("--all confirms everything that needs review, and needs --basis"))
    target = None if everything else target_of(session, tasks or (), units)
    plans = session.plans(session.today)
    plan = words.the_plan(units.plan, plans).id if units.plan is not None else None

    def make(ledger: Ledger, assessment: Assessment) -> Sequence[Change]:
        return confirmation_changes(
            to_confirm(assessment, target=target, plan=plan),
            on=typed.day(on, option="--on"),
            basis=typed.text(grounds.basis),
            note=typed.text(grounds.note),
            today=session.today,
        )

    return record(session, "confirm", make, writing)
