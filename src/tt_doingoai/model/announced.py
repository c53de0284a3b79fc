"""What the scheduled check has announced already: the mark beside the ledger, never in it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Announcement(NamedTuple):
    """One obligation as it was announced: another last day makes another announcement."""

    plan: str
    task: str
    unit: str
    period: str | None
    last_day: dt.date


class Mark(NamedTuple):
    """What has been announced (đã báo): as overdue, and apart from it as soon due.

    Announced as soon due does not count as announced as overdue.
    """

    overdue: frozenset[Announcement] = frozenset()
    due_soon: frozenset[Announcement] = frozenset()
