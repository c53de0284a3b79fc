"""What the recording commands share: show, ask, append, and say what was recorded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Container, Sequence

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.cli.account import account
from tt_doingoai.cli.options import Writing
from tt_doingoai.cli.output import agreed, emit, say
from tt_doingoai.cli.session import Session
from tt_doingoai.errors import CannotWrite, Refused
from tt_doingoai.model.ledger import Change, Draft, Ledger, PlanClosedChange
from tt_doingoai.recording.bounds import check_bounds
from tt_doingoai.recording.commit import commit
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
    tasks: Container[tuple[str, str]] | None = None,
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
        tasks: The tasks that the request is about, so that no others are judged; None: all.

    Returns:
        The exit code.
    """
    ledger = session.store.read()
    changes = _made(session, make, ledger, tasks)

    def shown() -> str:
        return _outcome(session, ledger.followed_by(_draft(session, command, "", changes)))

    if writing.dry_run:
        before()
        tell(_("Would be recorded (nothing was written):") + "\n" + shown())
        return 0
    by = account(issuer=_issuer(session, changes, ledger))
    asked = _ask_where_many(len(obligations_of(changes, ledger)), preview or shown, writing)

    def draft(current: Ledger) -> Draft:
        made = changes if current == ledger else _made(session, make, current, tasks)
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
        tell(f"{heading}\n{_outcome(session, committed.after)}")
    except CannotWrite as error:
        message = _("recorded as update {n}, but it could not be printed").format(n=number)
        raise CannotWrite(f"{message}: {error.message}") from error
    return 0


def _made(
    session: Session, make: Make, ledger: Ledger, tasks: Container[tuple[str, str]] | None
) -> tuple[Change, ...]:
    """Return what ``make`` makes of a ledger, in the bounds of plans and lives."""
    assessment = session.assess(ledger, day=session.today, tasks=tasks)
    changes = tuple(make(ledger, assessment))
    check_bounds(changes, assessment)
    return changes


def _draft(session: Session, command: str, by: str, changes: tuple[Change, ...]) -> Draft:
    return Draft(
        recorded_at=session.now,
        by=by,
        command=command,
        inputs=session.workspace.inputs,
        changes=changes,
    )


def _outcome(session: Session, after: Ledger) -> str:
    """Return what the last transaction of a ledger says, and how things stand with it."""
    changes = after.transactions[-1].changes
    # The end of a follow-up is told with what is open of the whole plan.
    closings = any(isinstance(change, PlanClosedChange) for change in changes)
    tasks = {(key.plan, key.task) for key in obligations_of(changes, after)}
    assessment = session.assess(after, day=session.today, tasks=None if closings else tasks)
    return recorded_text(assessment)


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
