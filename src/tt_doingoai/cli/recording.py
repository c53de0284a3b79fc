"""What the recording commands share: show, ask, append, and say what was recorded."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.account import account
from tt_doingoai.cli.options import Told, Units, Writing
from tt_doingoai.cli.output import agreed, emit, say
from tt_doingoai.cli.session import Session
from tt_doingoai.errors import CannotWrite, Refused, reason_of
from tt_doingoai.model.ledger import Change, Draft, Evidence, Ledger, PlanClosedChange
from tt_doingoai.model.written_evidence import named_evidence
from tt_doingoai.recording.bounds import check_bounds
from tt_doingoai.recording.commit import commit
from tt_doingoai.recording.status import Target
from tt_doingoai.recording.touched import obligations_of
from tt_doingoai.render.recorded import recorded_text
from tt_doingoai.wording import _

_WITHOUT_ASKING = 3

Make = Callable[[Ledger, Assessment], Sequence[Change]]


def record(
    session: Session,
    command: str,
    make: Make,
    writing: Writing,
    *,
    before: Callable[[], None] = lambda: None,
    tell: Callable[[str], None] = emit,
    preview: Callable[[], str] | None = None,
) -> int:
    """Record what ``make`` makes, in one transaction, and print it.

    The request is checked before anything is asked, and again under every newer ledger.

    Args:
        session: The open workspace.
        command: The command's name, for the history.
        make: From a ledger and today's picture by it to the changes; refuses by raising.
        writing: Whether to ask, and whether to write at all.
        before: What has to be written before it is recorded, once everything is agreed to.
        tell: Where it is told what was recorded.
        preview: What is shown before it is asked, in place of what would be recorded.

    Returns:
        The exit code.
    """
    ledger = session.store.read()
    changes = _made(session, make, ledger)

    def shown() -> str:
        return _told(session, ledger.followed_by(_draft(session, command, "", changes)))

    if writing.dry_run:
        before()
        tell(_("Would be recorded (nothing was written):") + "\n" + shown())
        return 0
    by = account(issuer=_issuer(session, changes, ledger))
    asked = _ask_where_many(len(obligations_of(changes, ledger)), preview or shown, writing)

    def draft(current: Ledger) -> Draft:
        made = changes if current == ledger else _made(session, make, current)
        if not made or (asked and made != changes):
            raise Refused(_("the ledger has changed meanwhile; nothing was recorded; look again"))
        return _draft(session, command, by, made)

    before()
    committed = commit(session.store, draft)
    number = committed.appended.revision
    if not committed.appended.durability_confirmed:
        say(_("saved, but the disk did not confirm it; make a copy of the store folder"))
    heading = _("Recorded as update {n}:").format(n=number)
    try:
        tell(f"{heading}\n{_told(session, committed.after)}")
    except CannotWrite as error:
        told = _("recorded as update {n}, but it could not be printed").format(n=number)
        raise CannotWrite(f"{told}: {error.message}") from error
    return 0


def _made(session: Session, make: Make, ledger: Ledger) -> tuple[Change, ...]:
    """Return what ``make`` makes of a ledger, in the bounds of plans and lives."""
    assessment = session.assess(ledger, day=session.today)
    changes = tuple(make(ledger, assessment))
    check_bounds(changes, assessment)
    return changes


def _draft(session: Session, command: str, by: str, changes: tuple[Change, ...]) -> Draft:
    return Draft(
        recorded_at=session.now, by=by, command=command, inputs=session.inputs, changes=changes
    )


def _told(session: Session, after: Ledger) -> str:
    """Return what the last transaction of a ledger says, and how things stand with it."""
    return recorded_text(session.assess(after, day=session.today))


def _issuer(session: Session, changes: Sequence[Change], ledger: Ledger) -> str:
    """Return the unit id of the issuer of the plan that changes concern, or of the first plan."""
    concerned = {key.plan for key in obligations_of(changes, ledger)}
    concerned |= {change.plan for change in changes if isinstance(change, PlanClosedChange)}
    plans = session.plans(session.today)
    return next((plan.issuer for plan in plans if plan.id in concerned), plans[0].issuer)


def _ask_where_many(count: int, shown: Callable[[], str], writing: Writing) -> bool:
    """Ask before many obligations are touched; return whether it was asked, and agreed to."""
    if count <= _WITHOUT_ASKING or writing.yes:
        return False
    if not sys.stdin.isatty():
        raise Refused(
            _("this records {n} obligations at once; add --yes if you mean all of them").format(
                n=count
            )
        )
    say(shown().rstrip())
    if not agreed(_("Record these {n} at once?").format(n=count)):
        raise Refused(_("nothing was recorded"))
    return True


def target_of(session: Session, tasks: Sequence[str], units: Units) -> Target:
    """Return which obligations were named, every name looked up.

    Raises:
        Refused: A name stands for nothing or for several things, or no unit was named.
    """
    roster = session.workspace.roster
    plans = session.plans(session.today)
    if units.plan is not None:
        plans = [words.the_plan(units.plan, plans)]
    found = [words.the_task(query, plans) for query in tasks]
    if bool(units.unit) == bool(units.group):
        raise Refused(_("name the units: --unit NAME (may be repeated), or --group NAME"))
    if units.except_ and not units.group:
        raise Refused(_("--except goes with --group"))
    if units.group:
        group = words.the_group(units.group, roster)
        left_out = {words.the_unit(query, roster).id for query in units.except_ or ()}
        members = [u for u in roster.units if any(m.id == group for m in u.groups)]
        strangers = left_out - {u.id for u in members}
        if strangers:
            raise Refused(
                _("--except: {units} is not in the group {group}").format(
                    units=", ".join(sorted(strangers)), group=group
                )
            )
        chosen = [u for u in members if u.id not in left_out]
    else:
        chosen = list(dict.fromkeys(words.the_unit(query, roster) for query in units.unit or ()))
    return Target(
        tasks=list(dict.fromkeys((plan.id, place.task.id) for plan, place in found)),
        units=chosen,
        period=typed.text(units.period),
        only_holders=bool(units.group),
    )


def evidence_of(session: Session, told: Told) -> tuple[Evidence, ...]:
    """Return what goes with a record: numbers, addresses, files with their SHA-256.

    Raises:
        Refused: A file cannot be read.
    """
    found = []
    for value in told.evidence or ():
        written = typed.text(value)
        if written is None:
            raise Refused(_("--evidence has no text; write the document's number"))
        found.append(named_evidence(written))
    root = session.workspace.root
    return (*found, *(_file_evidence(file, root) for file in told.evidence_file or ()))


def _file_evidence(file: Path, root: Path) -> Evidence:
    try:
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise Refused(
            _('--evidence-file: "{file}" cannot be read: {reason}').format(
                file=file, reason=reason_of(error)
            )
        ) from error
    resolved = file.resolve()
    inside = resolved.is_relative_to(root.resolve())
    # Outside the workspace a path says nothing to another machine: the name and digest do.
    path = resolved.relative_to(root.resolve()).as_posix() if inside else resolved.name
    return Evidence(path=typed.text(path), sha256=digest)
