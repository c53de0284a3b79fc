"""From "these tasks, these units, this status" to the changes of one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import Evidence, NoteChange, Status, StatusChange, Topic
from tt_doingoai.recording.rules import (
    check_answer_after,
    check_complete,
    check_in_period,
    check_may_follow,
    check_not_ahead,
    day_of_record,
)
from tt_doingoai.schedule.fingerprint import fingerprint
from tt_doingoai.wording import _


class StatusRequest(NamedTuple):
    """A status to be recorded, as typed."""

    status: Status
    on: dt.date | None = None
    note: str | None = None
    basis: str | None = None
    answer_by: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()


def status_changes(
    request: StatusRequest, verdicts: Iterable[Verdict], *, today: dt.date
) -> tuple[StatusChange, ...]:
    """Return the changes that record a status for some obligations.

    Args:
        request: What is to be recorded.
        verdicts: The obligations as they stand today.
        today: Today in the workspace's time zone.

    Raises:
        Refused: The rules do not allow one of them; then none is recorded.
    """
    check_complete(request.status, basis=request.basis, answer_by=request.answer_by)
    changes = []
    for verdict in verdicts:
        on = day_of_record(verdict, request.status, given=request.on, today=today)
        check_answer_after(on, answer_by=request.answer_by)
        check_may_follow(verdict, request.status, on=on)
        changes.append(
            StatusChange(
                *verdict.obligation.first_members,
                on=on,
                status=request.status,
                note=request.note,
                basis=request.basis,
                answer_by=request.answer_by,
                evidence=request.evidence,
                fingerprint=fingerprint(verdict.obligation.place),
                supersedes=None,
            )
        )
    return tuple(changes)


def note_changes(
    topic: Topic,
    text: str,
    verdicts: Iterable[Verdict],
    *,
    on: dt.date | None,
    evidence: tuple[Evidence, ...],
    today: dt.date,
) -> tuple[NoteChange, ...]:
    """Return the changes that note a reason, a request, a refusal or a contact.

    Raises:
        Refused: The day lies ahead, or the text is empty.
    """
    if not text.strip():
        raise Refused(_("the note has no text; write it in quotes"))
    check_not_ahead(on, today=today)
    verdicts = list(verdicts)
    for verdict in verdicts:
        check_in_period(on, period=verdict.obligation.period)
    return tuple(
        NoteChange(
            *verdict.obligation.first_members,
            on=on or today,
            topic=topic,
            text=text,
            evidence=evidence,
            supersedes=None,
        )
        for verdict in verdicts
    )
