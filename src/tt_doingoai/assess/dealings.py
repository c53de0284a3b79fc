"""What went to and fro: reminders that went out, extensions asked for, refused and granted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from tt_doingoai.assess.history import Entry
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import ExtensionChange, NoteChange, Topic

Tells = Callable[[Verdict, Entry[Any]], bool]  # whether an entry of an obligation is to be told


def everything(_verdict: Verdict, _entry: Entry[Any]) -> bool:
    """Return that an entry is to be told, whatever it is."""
    return True


class Letter(NamedTuple):
    """A reminder (công văn đôn đốc) as it went out: one day, one number, some obligations."""

    on: dt.date
    number: str | None
    reminded: tuple[Verdict, ...]

    @property
    def units(self) -> int:
        """How many units it went to."""
        return len({verdict.obligation.unit.id for verdict in self.reminded})


class Noted(NamedTuple):
    """A note and the obligation it is of."""

    verdict: Verdict
    entry: Entry[NoteChange]


class Granted(NamedTuple):
    """An extension and the obligation it is of."""

    verdict: Verdict
    entry: Entry[ExtensionChange]


def letters_sent(verdicts: Iterable[Verdict], tells: Tells = everything) -> list[Letter]:
    """Return the reminders that went out, by day and number, the earliest first."""
    letters: dict[tuple[dt.date, str | None], list[Verdict]] = {}
    for verdict in verdicts:
        for entry in verdict.history.reminders:
            if not tells(verdict, entry):
                continue
            of_letter = letters.setdefault((entry.change.on, entry.change.number), [])
            of_letter.append(verdict)
    ordered = sorted(letters.items(), key=lambda letter: (letter[0][0], letter[0][1] or ""))
    return [Letter(on, number, tuple(reminded)) for (on, number), reminded in ordered]


def notes_of(verdicts: Iterable[Verdict], topic: Topic, tells: Tells = everything) -> list[Noted]:
    """Return the notes of one kind, the earliest first."""
    found = [
        Noted(verdict, entry)
        for verdict in verdicts
        for entry in verdict.history.notes
        if entry.change.topic is topic and tells(verdict, entry)
    ]
    return sorted(found, key=lambda noted: _place(noted.entry))


def extensions_of(verdicts: Iterable[Verdict], tells: Tells = everything) -> list[Granted]:
    """Return every extension that was granted, the earliest first, each once."""
    found: dict[tuple[int, ExtensionChange], Granted] = {}
    for verdict in verdicts:
        for entry in verdict.history.extensions:
            # What a successor took over stands in its history too.
            own = entry.change.unit == verdict.obligation.unit.id
            if own and tells(verdict, entry):
                found.setdefault((entry.revision, entry.change), Granted(verdict, entry))
    return sorted(found.values(), key=lambda granted: _place(granted.entry))


def _place(entry: Entry[Any]) -> tuple[dt.date, int]:
    return entry.change.on, entry.revision
