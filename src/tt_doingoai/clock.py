"""The only place that reads the clock: the day turns in the workspace's time zone."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo


def now(time_zone: str) -> dt.datetime:
    """Return the present moment in a time zone, to the second."""
    return dt.datetime.now(ZoneInfo(time_zone)).replace(microsecond=0)
