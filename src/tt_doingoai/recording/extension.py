"""Granting a later last day (gia hạn): which one is allowed, from what stands now (design 3.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.errors import Refused
from tt_doingoai.model.ledger import SETTLED, ExtensionChange
from tt_doingoai.recording.rules import check_in_period, check_not_ahead
from tt_doingoai.terms import date_text, name_of_status
from tt_doingoai.wording import _


class ExtensionRequest(NamedTuple):
    """An extension to be recorded, as typed.

    Attributes:
        to: The new last day.
        on: The day it was granted.
        basis: The document that grants it.
        note: A remark.
        shorten: The new day is meant to be earlier than the one that counts.
    """

    to: dt.date | None
    on: dt.date | None
    basis: str | None
    note: str | None = None
    shorten: bool = False


def extension_changes(
    request: ExtensionRequest,
    verdicts: Iterable[Verdict],
    *,
    today: dt.date,
    then: Iterable[Verdict] = (),
) -> tuple[ExtensionChange, ...]:
    """Return the changes that grant an extension for some obligations.

    Args:
        request: What is to be granted.
        verdicts: The obligations as they stand today.
        today: Today in the workspace's time zone.
        then: Everything as it stood on the day of the grant, where that is another day: a letter
            that is found late answers to the plan of its own day.

    Raises:
        Refused: Something is missing, or one of them cannot be extended so; then none is.
    """
    if request.to is None or request.on is None or not request.basis:
        raise Refused(
            _(
                "an extension needs its new last day, the day it was granted and the document:"
                ' --to DAY --on DAY --basis "NUMBER"'
            )
        )
    check_not_ahead(
        request.on,
        today=today,
        message=_("{day} has not come yet (today is {today}); write the day it was granted"),
    )
    stated_then = {v.obligation.key: v.obligation.stated_last_day for v in then}
    changes = []
    for verdict in verdicts:
        obligation = verdict.obligation
        check_in_period(request.on, period=obligation.period)
        _check_open(verdict, on=request.on)
        stated = stated_then.get(obligation.key) or obligation.stated_last_day
        assert stated is not None
        _check_day(verdict, stated, to=request.to, on=request.on, shorten=request.shorten)
        changes.append(
            ExtensionChange(
                *obligation.first_members,
                on=request.on,
                to=request.to,
                basis=request.basis,
                note=request.note,
                supersedes=None,
            )
        )
    return tuple(changes)


def _where(verdict: Verdict) -> str:
    return f"{verdict.obligation.place.task.id}, {verdict.obligation.unit.name}"


def _check_open(verdict: Verdict, *, on: dt.date) -> None:
    """Refuse what was settled before the day of the grant: nothing is left to be extended."""
    if verdict.obligation.stated_last_day is None:
        raise Refused(
            _("{where}: there is no deadline, so nothing to extend").format(where=_where(verdict))
        )
    record = verdict.history.status
    if record and record.change.status in SETTLED and record.change.on < on:
        raise Refused(
            _(
                '{where}: already "{now}" on {day} (update {n}), before the extension of {on};'
                " nothing is left to extend"
            ).format(
                where=_where(verdict),
                now=name_of_status(record.change.status),
                day=date_text(record.change.on),
                n=record.revision,
                on=date_text(on),
            )
        )


def _check_day(
    verdict: Verdict, stated: dt.date, *, to: dt.date, on: dt.date, shorten: bool
) -> None:
    """Refuse a day that is no extension of the one in force when it was granted.

    One granted before another may still be recorded after it, as long as days only move on.
    """
    current = verdict.history.last_day(stated, by=on)
    names = {"where": _where(verdict), "to": date_text(to), "current": date_text(current)}
    if to == current:
        raise Refused(_("{where}: {to} is the last day already").format(**names))
    if to < stated:
        raise Refused(
            _(
                "{where}: {to} lies before the plan's own last day ({stated}); only an amended"
                " plan can ask for it earlier: ttdn plan amend"
            ).format(**names, stated=date_text(stated))
        )
    if to < current and not shorten:
        raise Refused(
            _(
                "{where}: {to} is earlier than the current last day ({current}); if it is meant"
                " to be earlier, add --shorten"
            ).format(**names)
        )
    if to > current and shorten:
        raise Refused(
            _(
                "{where}: {to} is later than the current last day ({current}); leave out --shorten"
            ).format(**names)
        )
    later = next((e for e in verdict.history.extensions if e.change.on > on), None)
    if later is not None and later.change.to <= to:
        raise Refused(
            _(
                "{where}: update {n}, granted later ({day}), gives {until} only; take that one"
                " back first: ttdn undo {n}"
            ).format(
                where=names["where"],
                n=later.revision,
                day=date_text(later.change.on),
                until=date_text(later.change.to),
            )
        )
