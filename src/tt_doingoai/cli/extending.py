"""The command that grants a later last day: extend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.cli import typed
from tt_doingoai.cli.named import target_of
from tt_doingoai.cli.options import Grounds, Place, Tasks, Units, Writing
from tt_doingoai.cli.recording import record
from tt_doingoai.cli.session import open_session
from tt_doingoai.model.ledger import Change, Ledger
from tt_doingoai.recording.extension import ExtensionRequest, extension_changes
from tt_doingoai.recording.target import targeted
from tt_doingoai.wording import _


def extend(
    tasks: Tasks,
    place: Place,
    units: Units,
    grounds: Grounds,
    writing: Writing,
    to: Annotated[
        str | None, typer.Option("--to", metavar=_("DAY"), help=_("The new last day."))
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar=_("DAY"), help=_("The day it was granted."))
    ] = None,
    shorten: Annotated[
        bool, typer.Option("--shorten", help=_("The new day is earlier than the current one."))
    ] = False,
) -> int:
    """Grant units a later last day; the plan's own day and words stay visible."""
    session = open_session(place)
    target = target_of(session, tasks.tasks, units)
    request = ExtensionRequest(
        to=typed.day(to, option="--to"),
        on=typed.day(on, option="--on"),
        basis=typed.text(grounds.basis),
        note=typed.text(grounds.note),
        shorten=shorten,
    )

    def make(ledger: Ledger, assessment: Assessment) -> Sequence[Change]:
        found = targeted(target, assessment)
        on = request.on
        earlier = on is not None and on < session.today and session.plans(on)
        then = session.assess(ledger, day=on).verdicts if on and earlier else ()
        return extension_changes(request, found, today=session.today, then=then)

    return record(session, "extend", make, writing)
