"""The commands that record: start, receive, done, return, waive, note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.cli import typed
from tt_doingoai.cli.named import evidence_of, target_of
from tt_doingoai.cli.options import Details, Place, Tasks, Units, Writing
from tt_doingoai.cli.recording import record
from tt_doingoai.cli.session import open_session
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Change, Ledger, Status, Topic
from tt_doingoai.recording.status import StatusRequest, note_changes, status_changes
from tt_doingoai.recording.target import targeted
from tt_doingoai.wording import _


def start(tasks: Tasks, place: Place, units: Units, details: Details, writing: Writing) -> int:
    """Record that units are at work on a task."""
    return _record("start", Status.IN_PROGRESS, tasks, place, units, details, writing)


def receive(tasks: Tasks, place: Place, units: Units, details: Details, writing: Writing) -> int:
    """Record that a report has arrived and awaits review."""
    return _record("receive", Status.RECEIVED, tasks, place, units, details, writing)


def done(tasks: Tasks, place: Place, units: Units, details: Details, writing: Writing) -> int:
    """Record that units have done a task."""
    return _record("done", Status.DONE, tasks, place, units, details, writing)


def return_(
    tasks: Tasks,
    place: Place,
    units: Units,
    details: Details,
    writing: Writing,
    answer_by: Annotated[
        str | None,
        typer.Option("--answer-by", metavar=_("DAY"), help=_("The day to hand it in again by.")),
    ] = None,
) -> int:
    """Record that a report was returned for completion."""
    return _record(
        "return", Status.RETURNED, tasks, place, units, details, writing, answer_by=answer_by
    )


def waive(
    tasks: Tasks,
    place: Place,
    units: Units,
    details: Details,
    writing: Writing,
    basis: Annotated[
        str | None,
        typer.Option("--basis", metavar=_("NUMBER"), help=_("The document that says so.")),
    ] = None,
) -> int:
    """Record that a task does not apply to units, or was withdrawn."""
    return _record(
        "waive", Status.NOT_APPLICABLE, tasks, place, units, details, writing, basis=basis
    )


def note(
    task: Annotated[str, typer.Argument(metavar=_("TASK"), help=_("Code or words of its title."))],
    text: Annotated[str, typer.Argument(metavar=_("TEXT"), help=_("What happened."))],
    place: Place,
    units: Units,
    writing: Writing,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar=_("KIND"),
            help=_("reason, request, refusal or contact."),
            show_default=False,
        ),
    ] = "contact",
    on: Annotated[
        str | None, typer.Option("--on", metavar=_("DAY"), help=_("The day it happened."))
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar=_("NUMBER"), help=_("Number of a document.")),
    ] = None,
) -> int:
    """Note why something is late, an extension asked for or refused, a call."""
    session = open_session(place)
    target = target_of(session, [task], units)
    (topic,) = typed.members(Topic, [kind], option="--kind")
    day = typed.day(on, option="--on")
    documents = evidence_of(session, Details(evidence=evidence))

    def make(ledger: Ledger, assessment: Assessment) -> Sequence[Change]:
        return note_changes(
            topic,
            typed.text(text) or "",
            targeted(target, assessment),
            on=day,
            evidence=documents,
            today=session.today,
        )

    return record(session, "note", make, writing, tasks=target.tasks)


def _record(
    command: str,
    status: Status,
    tasks: Tasks,
    place: Place,
    units: Units,
    details: Details,
    writing: Writing,
    *,
    basis: str | None = None,
    answer_by: str | None = None,
) -> int:
    session = open_session(place)
    target = target_of(session, tasks.tasks, units)
    request = StatusRequest(
        status=status,
        on=typed.day(details.on, option="--on"),
        note=typed.text(details.note),
        basis=typed.text(basis),
        answer_by=typed.day(answer_by, option="--answer-by"),
        evidence=evidence_of(session, details),
    )

    def make(ledger: Ledger, assessment: Assessment) -> Sequence[Change]:
        verdicts = targeted(target, assessment, open_only=status is not Status.RETURNED)
        try:
            return status_changes(request, verdicts, today=session.today)
        except Refused as refused:
            if not target.only_holders:
                raise
            hint = _("To leave a unit of the group out: --except UNIT")
            raise Refused(f"{refused.message}\n{hint}") from refused

    return record(session, command, make, writing, tasks=target.tasks)
