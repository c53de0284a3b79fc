"""The commands about a plan's life: close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Place, Writing
from tt_doingoai.cli.recording import record
from tt_doingoai.cli.session import open_session
from tt_doingoai.model.ledger import Change, Ledger
from tt_doingoai.recording.closing import closing_change
from tt_doingoai.wording import _


def close(
    plan: Annotated[str, typer.Argument(metavar=_("PLAN"), help=_("Id, number or words."))],
    place: Place,
    writing: Writing,
    on: Annotated[
        str | None, typer.Option("--on", metavar=_("DAY"), help=_("The last day that is judged."))
    ] = None,
    basis: Annotated[
        str | None,
        typer.Option("--basis", metavar=_("NUMBER"), help=_("The document that ends it.")),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar=_("TEXT"), help=_("A remark."))
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
            basis=typed.text(basis),
            note=typed.text(note),
            today=session.today,
        )
        return (change,)

    return record(session, "plan close", make, writing)
