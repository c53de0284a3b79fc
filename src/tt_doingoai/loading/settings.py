"""The office's settings (ttdn.toml): read, typed, and refused where they contradict themselves."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from tt_doingoai.errors import Untrusted, reason_of
from tt_doingoai.loading.layout import SETTINGS
from tt_doingoai.loading.problems import Problem
from tt_doingoai.model.settings import Settings
from tt_doingoai.wording import _

_LONGEST_WINDOW = 366  # days


def load_settings(root: Path) -> tuple[Settings, bytes]:
    """Return the office's settings and the bytes they were read from; defaults without a file.

    Raises:
        Untrusted: The file is no TOML, or says what a setting cannot be.
    """
    from tt_doingoai.loading.toml_file import toml_of

    try:
        data = settings_bytes(root)
    except OSError as error:
        raise Untrusted(
            _("{file} cannot be read: {reason}").format(file=SETTINGS, reason=reason_of(error))
        ) from error
    if not data:
        return Settings(), b""
    return _settings(toml_of(data, file=SETTINGS)), data


def settings_problems(root: Path) -> list[Problem]:
    """Return what is wrong with the office's settings, as problems of a file are told."""
    try:
        load_settings(root)
    except Untrusted as error:
        place = re.match(rf"{SETTINGS}:([0-9]+):([0-9]+): ", error.message)
        line, column = map(int, place.groups()) if place else (1, 1)
        message = error.message.removeprefix(place[0] if place else f"{SETTINGS}: ")
        return [Problem(SETTINGS, line, column, "", message)]
    return []


def settings_bytes(root: Path) -> bytes:
    """Return the settings' bytes, none where there is no such file; raises ``OSError``."""
    try:
        return (root / SETTINGS).read_bytes()
    except FileNotFoundError:
        return b""


def _settings(read: dict[str, object]) -> Settings:
    from zoneinfo import ZoneInfo

    from pydantic import ValidationError

    from tt_doingoai.loading.validate import adapter

    try:
        settings: Settings = adapter(Settings).validate_python(_days_as_text(read))
        ZoneInfo(settings.time_zone)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        text = _('{file}: "{key}" is wrong: {value}')
        if first["loc"][:1] == ("holidays",):
            text += "; " + _('[holidays] holds lists of days: extra = ["2024-04-29"], working = []')
        if first["loc"][:1] == ("letters",):
            text += "; " + _(
                "[letters] holds texts (superior, organ, place, suffix, filed) and lists of texts"
                " (signed, recipients)"
            )
        raise Untrusted(
            text.format(
                file=SETTINGS,
                key=".".join(map(str, first["loc"])),
                value=first["input"],
            )
        ) from error
    except (ValueError, OSError, LookupError) as error:
        raise Untrusted(
            _('{file}: "{zone}" is no time zone; write "Asia/Ho_Chi_Minh"').format(
                file=SETTINGS, zone=read.get("time_zone")
            )
        ) from error
    if not 0 <= settings.due_soon_days <= _LONGEST_WINDOW:
        raise Untrusted(_("{file}: due_soon_days must lie between 0 and 366").format(file=SETTINGS))
    both = set(settings.holidays.extra) & set(settings.holidays.working)
    if both:
        text = _(
            "{file}: [holidays] names {day} both as a day off and as a working day;"
            " take it out of one of them"
        )
        raise Untrusted(text.format(file=SETTINGS, day=min(both)))
    return settings


def _days_as_text(value: object) -> object:
    """Return TOML's own dates as text, so that they are read by the one rule for days."""
    if isinstance(value, dict):
        return {key: _days_as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_days_as_text(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value
