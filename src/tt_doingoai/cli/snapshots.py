"""Closing figures under a name (chốt số liệu), and the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.snapshots import snapshots
from tt_doingoai.cli import typed
from tt_doingoai.cli.options import Out, Place, Writing
from tt_doingoai.cli.output import deliver, renderer_of
from tt_doingoai.cli.recording import record
from tt_doingoai.cli.session import Session, open_session
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, Ledger
from tt_doingoai.recording.snapshot import snapshot_change
from tt_doingoai.render import formats
from tt_doingoai.wording import _


def snapshot(
    place: Place,
    out: Out,
    name: Annotated[
        str | None,
        typer.Argument(metavar=_("[NAME]"), help=_("What the report is called; none: list them.")),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar=_("DAY"), help=_("The day of the figures; today.")),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar=_("TEXT"), help=_("A remark."))
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would be recorded; record nothing."))
    ] = False,
) -> int:
    """Close the figures of a day under a name; without a name, list what was closed."""
    session = open_session(place)
    if name is None:
        if as_of is not None or note is not None or dry_run:
            raise Refused(_('closing figures needs a name: ttdn snapshot "NAME"'))
        return _list(session, out)
    if out.format is not None or out.output is not None:
        raise Refused(_("--format and --output are for the list: ttdn snapshot"))
    day = typed.day(as_of, option="--as-of") or session.today

    def make(ledger: Ledger, assessment: Assessment) -> Sequence[Change]:
        change = snapshot_change(
            typed.text(name), ledger, on=day, note=typed.text(note), today=session.today
        )
        session.assess(ledger, day=day)  # what is closed can be printed
        return (change,)

    return record(session, "snapshot", make, Writing(dry_run=dry_run))


def _list(session: Session, out: Out) -> int:
    render = renderer_of(formats.SNAPSHOTS, out)
    ledger = session.store.read()
    deliver(render(snapshots(ledger), ledger), out, root=session.workspace.root)
    return 0
