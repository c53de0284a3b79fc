"""What the ``store`` commands print: findings, backups, what was put back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tt_doingoai.assess.log import Logged, LoggedChange
from tt_doingoai.model.ledger import Ledger
from tt_doingoai.model.units import Roster
from tt_doingoai.render.documents import as_json, plain
from tt_doingoai.render.log import log_text
from tt_doingoai.render.page import page, paragraph
from tt_doingoai.store.backups import Backup
from tt_doingoai.store.findings import Finding
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _, n_

if TYPE_CHECKING:
    from tt_doingoai.store.lock_test import Turns
    from tt_doingoai.store.restore import Restoration


def findings_text(findings: Sequence[Finding], ledger: Ledger | None, backups: int) -> str:
    """Return every finding with its code and place, and what could be trusted.

    Args:
        findings: What was found.
        ledger: The ledger; None where it cannot be trusted.
        backups: How many backups there are.
    """
    lines: list[str] = []
    for finding in findings:
        mark = _("(note) ") if finding.severity == "note" else ""
        text = f"{finding.code} {finding.where}: {mark}{finding.message}"
        lines += paragraph(text, rest="      ")
    if ledger is not None:
        head = ledger.head[:8] if ledger.head else "-"
        lines += paragraph(
            _("The chain is whole: {n} updates, code {head}; {backups} backups.").format(
                n=ledger.revision, head=head, backups=backups
            )
        )
    lines.append(
        n_("{n} finding.", "{n} findings.", len(findings)) if findings else _("No findings.")
    )
    return page(lines)


def findings_json(findings: Sequence[Finding], ledger: Ledger | None, backups: int) -> str:
    """Return ``ttdn/findings@1``; ``revision`` is null where the ledger cannot be trusted."""
    return as_json(
        {
            "format": "ttdn/findings@1",
            "revision": ledger.revision if ledger is not None else None,
            "head": ledger.head if ledger is not None else None,
            "backups": backups,
            "findings": [{**plain(found), "severity": found.severity} for found in findings],
        }
    )


def backups_text(backups: Sequence[Backup]) -> str:
    """Return the backups, the last update first, each with what it holds."""
    if not backups:
        return page([_("There is no backup yet; the first recording makes one.")])
    lines: list[str] = []
    for backup in backups:
        lines += paragraph(f"{backup.path.name}: {_what(backup)}", rest="  ")
    lines += paragraph(_("To put one back: ttdn store restore NAME"))
    return page(lines)


def _what(backup: Backup) -> str:
    moment = backup.recorded_at
    held = _("update {n}, {day}, {hour}").format(
        n=backup.revision or "?", day=date_text(moment.date()), hour=f"{moment:%H:%M}"
    )
    match backup.mark:
        case "replaced":
            return held + _("; was replaced by a restore, kept as it was")
        case "migrated":
            return held + _("; before the format changed")
        case _plain:
            return held


def backups_json(backups: Sequence[Backup]) -> str:
    """Return ``ttdn/backups@1``; a ``revision`` of 0 is not known."""
    return as_json(
        {
            "format": "ttdn/backups@1",
            "backups": [
                {
                    "name": backup.path.name,
                    "revision": backup.revision,
                    "recorded_at": backup.recorded_at.isoformat(),
                    "head": backup.head,
                    "mark": backup.mark or None,
                }
                for backup in backups
            ],
        }
    )


def restored_text(what: Restoration, roster: Roster, *, revision: int | None) -> str:
    """Return what was put back, and what the replaced ledger said that it does not hold.

    Args:
        what: What is put back, and in place of what.
        roster: Where the names are.
        revision: The update that says so; None where nothing is written.
    """
    held = what.held.transactions[-1]
    moment = held.recorded_at
    state = _("update {n} ({day}, {hour})").format(
        n=held.revision, day=date_text(moment.date()), hour=f"{moment:%H:%M}"
    )
    text = (
        _("Would put the ledger back to {state}; nothing was written.").format(state=state)
        if revision is None
        else _(
            "The ledger was put back to {state}; recorded as update {n}. What it replaced is kept:"
            " ttdn store backups"
        ).format(state=state, n=revision)
    )
    lines = paragraph(text)
    if what.newer:
        lines += paragraph(
            _("A newer ttdn wrote what is replaced: it may hold updates that cannot be read here.")
        )
    if not what.lost:
        return page([*lines, _("No update that can be read is missing from it.")])
    lines += paragraph(_("These updates are not in it and have to be recorded again:"))
    logged = [Logged(t, tuple(LoggedChange(c, stands=True) for c in t.changes)) for t in what.lost]
    return page(lines) + log_text(logged, roster, Ledger())


def turns_text(turns: Sequence[Turns]) -> str:
    """Return whether the lock shut the processes that took turns out of each other's."""
    taken = " + ".join(str(each.taken) for each in turns)
    if all(each.alone for each in turns):
        return page([_("The lock holds: {taken} turns, never two at once.").format(taken=taken)])
    text = _(
        "The lock does not hold in this folder ({taken} turns, {broken} of them with somebody"
        " else inside). Do not let two people record here; move the workspace to a local disk"
        " or another share."
    ).format(taken=taken, broken=sum(each.broken for each in turns))
    return page(paragraph(text))
