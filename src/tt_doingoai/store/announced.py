"""The mark of what the scheduled check has announced: a file of its own beside the ledger."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from tt_doingoai.atomic_write import atomic_write, failing_to_write, sweep
from tt_doingoai.errors import StoreBusy
from tt_doingoai.model.announced import Announcement, Mark
from tt_doingoai.store import lock
from tt_doingoai.store.content import bytes_of
from tt_doingoai.store.frame import Unreadable
from tt_doingoai.store.json_store import prepare_folder
from tt_doingoai.store.sharing import mode_of_file_in
from tt_doingoai.text import one_line
from tt_doingoai.wording import _

FILE: Final = "announced.json"
FORMAT: Final = "ttdn/announced@1"
_LISTS: Final = ("overdue", "due_soon")


class Remembered(NamedTuple):
    """What a mark's file holds; an empty mark, and why, where it cannot be read."""

    mark: Mark
    unreadable: str | None = None


def mark_beside(store: Path) -> Path:
    """Return the mark's file, by the store's."""
    return store.with_name(FILE)


def read_mark(path: Path) -> Remembered:
    """Return what was announced before; never raises: a lost mark costs a repetition only."""
    try:
        data = bytes_of(path)
        return Remembered(Mark() if data is None else _mark_of(data))
    except Unreadable as error:
        return Remembered(Mark(), error.reason)


def move_mark(path: Path, move: Callable[[Mark], Mark]) -> None:
    """Replace the mark, in one step; nothing is written where it stays as it is.

    Call it after what is marked was announced. It is read again under a lock of its own: of two
    checks at once neither forgets what the other has announced.

    Args:
        path: The mark's file.
        move: From the mark as it is now to the one that it becomes.

    Raises:
        StoreBusy: Another process holds the lock.
        CannotWrite: The mark is as it was.
        StoreError: The folder is a link to a place that is not there.
    """
    if _stays(path, move):
        return
    prepare_folder(path)
    try:
        with lock.locked(path), failing_to_write(path):
            if not _stays(path, move):
                sweep(path.parent, path.name)
                data = _bytes_of(move(read_mark(path).mark))
                atomic_write(path, data, mode=mode_of_file_in(path.parent))
    except StoreBusy as error:
        raise StoreBusy(
            _("another check has been announcing for too long, or hangs; nothing was marked")
        ) from error


def _stays(path: Path, move: Callable[[Mark], Mark]) -> bool:
    now = read_mark(path)
    return now.unreadable is None and move(now.mark) == now.mark


def _bytes_of(mark: Mark) -> bytes:
    """Return a mark as JSON, an announcement a line, in an order of its own."""
    lists = ", ".join(
        f'"{name}": [{_lines(announced)}]' for name, announced in zip(_LISTS, mark, strict=True)
    )
    return f'{{"format": "{FORMAT}", {lists}}}\n'.encode()


def _lines(announced: Iterable[Announcement]) -> str:
    lines = sorted(
        json.dumps([*one[:4], one.last_day.isoformat()], ensure_ascii=False) for one in announced
    )
    return "\n" + ",\n".join(lines) + "\n" if lines else ""


def _mark_of(data: bytes) -> Mark:
    """Return the mark that was written; raises ``Unreadable`` where it is anything else."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("it is no whole JSON; it was damaged or cut off")) from error
    format_ = value.get("format") if isinstance(value, dict) else None
    if format_ != FORMAT:
        named = one_line(str(format_))[:40]
        message = _('its format is "{format}"; another version or program wrote it')
        raise Unreadable(message.format(format=named))
    try:
        if value.keys() != {"format", *_LISTS}:
            raise ValueError(value)
        return Mark(*(frozenset(map(_announcement, value[name])) for name in _LISTS))
    except (ValueError, TypeError) as error:
        raise Unreadable(_("it was changed by hand or by another program")) from error


def _announcement(value: Any) -> Announcement:
    plan, task, unit, period, last_day = value
    named = (plan, task, unit, last_day, *(() if period is None else (period,)))
    if not all(isinstance(word, str) for word in named):
        raise TypeError(value)
    return Announcement(plan, task, unit, period, dt.date.fromisoformat(last_day))
