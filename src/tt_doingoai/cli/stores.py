"""The commands for the ledger's health: store verify, backups, restore, lock-test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from tt_doingoai import clock
from tt_doingoai.cli import PROGRAM, typed
from tt_doingoai.cli.account import account
from tt_doingoai.cli.options import Out, Place
from tt_doingoai.cli.output import deliver, emit, renderer_of, say
from tt_doingoai.cli.session import workspace_root
from tt_doingoai.errors import EXIT_FINDING, Refused, Untrusted
from tt_doingoai.loading.digests import inputs_of_files
from tt_doingoai.loading.workspace import load_workspace
from tt_doingoai.model.ledger import Draft, Inputs, Ledger, RestoreChange
from tt_doingoai.model.settings import Settings
from tt_doingoai.model.units import Roster
from tt_doingoai.render import formats
from tt_doingoai.store.findings import Finding
from tt_doingoai.store.opening import store_file
from tt_doingoai.wording import _

_LONGEST_TEST = 3600  # seconds


def verify(place: Place, out: Out) -> int:
    """Look the ledger and its folder over; each finding with a code and what to do."""
    from tt_doingoai.store.verify import examine

    render = renderer_of(formats.FINDINGS, out)
    root = workspace_root(place)
    health = examine(store_file(root))
    findings = [*health.findings]
    if health.ledger is not None:
        findings += _against_files(root, health.ledger)
    deliver(render(findings, health.ledger, health.backups), out, root=root)
    if health.error is not None:
        raise health.error
    return EXIT_FINDING if any(found.severity != "note" for found in findings) else 0


def _against_files(root: Path, ledger: Ledger) -> Sequence[Finding]:
    from tt_doingoai.store.audit import audit

    try:
        workspace = load_workspace(root)
    except Untrusted as error:  # plans, units or settings
        return [Finding("TS010", "plans/", error.message)]
    return audit(ledger, workspace.versions, workspace.roster)


def backups(place: Place, out: Out) -> int:
    """Print the backups beside the ledger, the last update first."""
    from tt_doingoai.store.backups import backups_in

    render = renderer_of(formats.BACKUPS, out)
    root = workspace_root(place)
    deliver(render(backups_in(store_file(root).parent)), out, root=root)
    return 0


def restore(
    file: Annotated[
        str,
        typer.Argument(
            metavar=_("FILE"), help=_("A backup's name or update number, or another file.")
        ),
    ],
    place: Place,
    force: Annotated[
        bool, typer.Option("--force", help=_("Though the ledger can be read."))
    ] = False,
    note: Annotated[str | None, typer.Option("--note", metavar=_("TEXT"), help=_("Why."))] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would be put back; write nothing."))
    ] = False,
) -> int:
    """Put a backup back where the ledger cannot be read; what it replaces is kept."""
    from tt_doingoai.render.upkeep import restored_text
    from tt_doingoai.store.restore import restoration
    from tt_doingoai.store.restore import restore as put_back

    root = workspace_root(place)
    office = _office(root)
    path, why = store_file(root), typed.text(note)
    asked = restoration(path, file, note=why, force=force)
    if dry_run:
        emit(restored_text(asked, office.roster, revision=None))
        return 0
    by = account(issuer=office.issuer)

    def draft(change: RestoreChange) -> Draft:
        return Draft(
            recorded_at=office.now,
            by=by,
            command="store restore",
            inputs=office.inputs,
            changes=(change,),
        )

    done, appended = put_back(path, file, draft, note=why, force=force)
    if not appended.durability_confirmed:
        say(_("saved, but the disk did not confirm it; make a copy of the store folder"))
    emit(restored_text(done, office.roster, revision=appended.revision))
    return 0


class _Office(NamedTuple):
    """What a restore needs of a workspace."""

    roster: Roster
    issuer: str
    inputs: Inputs
    now: dt.datetime


def _office(root: Path) -> _Office:
    """Return what is known of the office; after an accident its files may be damaged too."""
    try:
        workspace = load_workspace(root)
    except Untrusted:
        nobody = Roster(format="ttdn/units@1", groups={}, units=())
        return _Office(nobody, PROGRAM, _inputs(root), clock.now(Settings().time_zone))
    now = clock.now(workspace.settings.time_zone)
    return _Office(workspace.roster, workspace.versions[0].issuer, _inputs(root), now)


def _inputs(root: Path) -> Inputs:
    try:
        return inputs_of_files(root)
    except OSError:  # a file is missing: nothing is known of what the office worked under
        return Inputs("", "", "")


def lock_test(
    place: Place,
    seconds: Annotated[
        str, typer.Option("--seconds", metavar="N", help=_("How long; 3 if left out."))
    ] = "3",
) -> int:
    """Let two processes take turns under the ledger's lock, in its very folder."""
    from tt_doingoai.render.upkeep import turns_text
    from tt_doingoai.store.lock_test import lock_test as take_turns

    wanted = typed.whole_number(seconds, option="--seconds") or 0
    if not 1 <= wanted <= _LONGEST_TEST:
        raise Refused(_("--seconds: write a number from 1 to 3600"))
    turns = take_turns(store_file(workspace_root(place)), seconds=wanted)
    emit(turns_text(turns))
    return 0 if all(each.alone for each in turns) else EXIT_FINDING
