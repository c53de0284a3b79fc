"""What became different between two pictures: a report that was made, and how things stand now."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.dealings import Granted, extensions_of
from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.verdict import DONE, Timeliness, Verdict
from tt_doingoai.model.ledger import NoteChange, ObligationKey, ReminderChange, Status


class Mended(NamedTuple):
    """An obligation of which the earlier report would say something else today, for its own day.

    Attributes:
        believed: As the report had it; None where it did not have it at all.
        known: As it is known now of that same day; None where it is no longer there.
    """

    believed: Verdict | None
    known: Verdict | None

    @property
    def any(self) -> Verdict:
        """One of the two, for what they share."""
        verdict = self.known or self.believed
        assert verdict is not None
        return verdict


class Added(NamedTuple):
    """A note or a reminder that the earlier report did not have, and what it is of."""

    verdict: Verdict
    entry: Entry[NoteChange] | Entry[ReminderChange]


class Changes(NamedTuple):
    """What changed since a report.

    Attributes:
        then: The earlier report's picture, as it was believed then.
        same_day: The same day, by what is known now.
        now: How things stand now.
        mended: What is known differently of the earlier day: late entries, corrections, undos,
            other files.
        done: Newly done.
        overdue: Newly overdue.
        otherwise: What else was recorded: receipts, returns, waivers, what has no deadline; each
            change is told once, so neither what is newly done or overdue nor what is mended.
        extended: Extensions that the report did not have, in force still or not.
        begun: Obligations that were not there then: a new period, plan or unit.
        gone: Those that are no longer there.
        notes: Reasons, requests, refusals and contacts noted since.
        reminders: Reminders that went out since.
    """

    then: Assessment
    same_day: Assessment
    now: Assessment
    mended: tuple[Mended, ...]
    done: tuple[Verdict, ...]
    overdue: tuple[Verdict, ...]
    otherwise: tuple[Verdict, ...]
    extended: tuple[Granted, ...]
    begun: tuple[Verdict, ...]
    gone: tuple[Verdict, ...]
    notes: tuple[Added, ...]
    reminders: tuple[Added, ...]


def compare(then: Assessment, same_day: Assessment, now: Assessment) -> Changes:
    """Return what changed between an earlier report and now.

    Args:
        then: The picture the report was made from: an earlier revision, on its day.
        same_day: The same day by the revision of ``now``.
        now: The picture of a day not before it.
    """
    before, known, current = (_by_key(picture) for picture in (then, same_day, now))

    def newly(*timeliness: Timeliness) -> tuple[Verdict, ...]:
        return tuple(
            verdict
            for key, verdict in current.items()
            if verdict.timeliness in timeliness
            and (key not in before or before[key].timeliness not in timeliness)
        )

    done, overdue = newly(*DONE), newly(Timeliness.OVERDUE)
    listed = {verdict.obligation.key for verdict in (*done, *overdue)}
    return Changes(
        then,
        same_day,
        now,
        mended=tuple(
            Mended(before.get(key), known.get(key))
            for key in {**before, **known}
            if _said(before.get(key)) != _said(known.get(key))
        ),
        done=done,
        overdue=overdue,
        otherwise=tuple(
            verdict
            for key, verdict in current.items()
            if key not in listed
            and _recorded(verdict)
            and _recorded(verdict) not in (_recorded(before.get(key)), _recorded(known.get(key)))
        ),
        extended=_granted(then, now),
        begun=tuple(verdict for key, verdict in current.items() if key not in before),
        gone=tuple(verdict for key, verdict in before.items() if key not in current),
        notes=_added(then, now, "notes"),
        reminders=_added(then, now, "reminders"),
    )


def _by_key(picture: Assessment) -> dict[ObligationKey, Verdict]:
    return {verdict.obligation.key: verdict for verdict in picture.verdicts}


def _recorded(verdict: Verdict | None) -> tuple[Status, dt.date] | None:
    """Return the status that counts and its day; None where nothing was recorded."""
    record = verdict.history.status if verdict else None
    return (record.change.status, record.change.on) if record else None


def _said(verdict: Verdict | None) -> tuple[object, ...] | None:
    """Return what a report says of an obligation and figures rest on.

    Due soon is no more than in time: it follows from the last day, settings and the plan's closing.
    """
    if verdict is None:
        return None
    record = verdict.history.status
    on = record.change.on if record else None
    soon = verdict.timeliness is Timeliness.DUE_SOON
    timeliness = Timeliness.IN_TIME if soon else verdict.timeliness
    late = timeliness, verdict.last_day, verdict.days_late
    return *late, verdict.status, on, verdict.done_by_extension, verdict.needs_review


def _granted(then: Assessment, now: Assessment) -> tuple[Granted, ...]:
    """Return the extensions that were not known then, the earliest first."""
    before, current = (
        extensions_of((*picture.verdicts, *picture.passed_on)) for picture in (then, now)
    )
    known = {granted.entry for granted in before}
    return tuple(granted for granted in current if granted.entry not in known)


def _added(then: Assessment, now: Assessment, what: str) -> tuple[Added, ...]:
    """Return notes or reminders that were not known then, the earliest first."""
    before = {v.obligation.key: v for v in (*then.passed_on, *then.verdicts)}
    found = []
    for verdict in (*now.verdicts, *now.passed_on):
        earlier = before.get(verdict.obligation.key)
        known = set(getattr(earlier.history, what)) if earlier else set()
        entries = getattr(verdict.history, what)
        found += [Added(verdict, entry) for entry in entries if entry not in known]
    return tuple(sorted(found, key=lambda added: (added.entry.change.on, added.entry.revision)))
