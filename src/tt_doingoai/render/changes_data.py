"""``ttdn report --since`` for machines: ``ttdn/changes@1`` and its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.changes import Added, Changes
from tt_doingoai.assess.dealings import Granted
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import NoteChange
from tt_doingoai.render.csv_text import COLUMNS, as_csv, csv_row
from tt_doingoai.render.documents import as_json, header, obligation_document, summary_document
from tt_doingoai.render.page import Page
from tt_doingoai.render.report_changes import Since


def since_json(since: Since, where: Page) -> str:
    """Return ``ttdn/changes@1``: the figures then and now, and every change."""
    changes = since.changes
    now = changes.now
    lists = {
        name: [obligation_document(verdict, picture) for verdict in verdicts]
        for name, verdicts, picture in _lists(changes)
    }
    document = {
        **header(now, "ttdn/changes@1"),
        "since": {
            "name": since.closed.name,
            "as_of": changes.then.day.isoformat(),
            "revision": changes.then.ledger.revision,
            "head": changes.then.ledger.head,
            "summary": summary_document(changes.then.summary),
            "summary_as_known_now": summary_document(changes.same_day.summary),
        },
        **lists,
        "mended": [
            {
                "believed": _document(mended.believed, changes.then),
                "known": _document(mended.known, changes.same_day),
            }
            for mended in changes.mended
        ],
        "extensions": [_granted_document(granted) for granted in changes.extended],
        "notes": [_added_document(added) for added in changes.notes],
        "reminders": [_added_document(added) for added in changes.reminders],
    }
    return as_json(document)


def since_csv(since: Since, where: Page) -> str:
    """Return a row per change: which kind it is, and the obligation as it stands."""
    changes = since.changes
    found: list[tuple[str, Verdict, Assessment]] = [
        (name, verdict, picture)
        for name, verdicts, picture in _lists(changes)
        for verdict in verdicts
    ]
    found += [("mended", mended.any, changes.same_day) for mended in changes.mended]
    for added in (*changes.notes, *changes.reminders):
        change = added.entry.change
        name = change.topic.value if isinstance(change, NoteChange) else "reminder"
        found.append((name, added.verdict, changes.now))
    rows = ([name, *csv_row(verdict, picture)] for name, verdict, picture in found)
    return as_csv(("change", *COLUMNS), rows)


def _lists(changes: Changes) -> Sequence[tuple[str, Sequence[Verdict], Assessment]]:
    return (
        ("done", changes.done, changes.now),
        ("overdue", changes.overdue, changes.now),
        ("otherwise", changes.otherwise, changes.now),
        ("extended", _extended(changes), changes.now),
        ("begun", changes.begun, changes.now),
        ("gone", changes.gone, changes.then),
    )


def _extended(changes: Changes) -> Sequence[Verdict]:
    """Return what was extended, each obligation once, however often it was."""
    return list({g.verdict.obligation.key: g.verdict for g in changes.extended}.values())


def _document(verdict: Verdict | None, picture: Assessment) -> dict[str, Any] | None:
    return None if verdict is None else obligation_document(verdict, picture)


def _granted_document(granted: Granted) -> dict[str, Any]:
    extension = granted.entry.change
    return {
        **granted.verdict.obligation.key._asdict(),
        "revision": granted.entry.revision,
        "on": extension.on.isoformat(),
        "to": extension.to.isoformat(),
        "basis": extension.basis,
    }


def _added_document(added: Added) -> dict[str, Any]:
    change = added.entry.change
    key = added.verdict.obligation.key
    return {
        **key._asdict(),
        "revision": added.entry.revision,
        "on": change.on.isoformat(),
        "topic": change.topic.value if isinstance(change, NoteChange) else None,
        "text": change.text if isinstance(change, NoteChange) else None,
        "number": None if isinstance(change, NoteChange) else change.number,
    }
