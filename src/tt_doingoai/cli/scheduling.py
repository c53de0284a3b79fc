"""The command that prints the morning job for a scheduler: schedule print."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer

from tt_doingoai import clock
from tt_doingoai.atomic_write import atomic_write, failing_to_write
from tt_doingoai.cli import PROGRAM
from tt_doingoai.cli.options import Place
from tt_doingoai.cli.output import check_not_ours, emit, say
from tt_doingoai.cli.session import workspace_root
from tt_doingoai.errors import Refused
from tt_doingoai.loading.settings import load_settings
from tt_doingoai.render import recipes
from tt_doingoai.text import clean, one_line
from tt_doingoai.wording import _

_FOLDER: Final = "kiem-tra"  # inside the workspace: what the job leaves for people to open
_VARIABLE: Final = re.compile(r"%[^%]+%")


def print_(
    place: Place,
    cron: Annotated[bool, typer.Option("--cron", help=_("For cron: a crontab."))] = False,
    systemd: Annotated[
        bool, typer.Option("--systemd", help=_("For systemd: services and timers."))
    ] = False,
    windows: Annotated[
        bool, typer.Option("--windows", help=_("For the Windows Task Scheduler; untried."))
    ] = False,
    at: Annotated[
        str, typer.Option("--at", metavar="HH:MM", help=_("When, by the workspace's time zone."))
    ] = "07:30",
    output_dir: Annotated[
        Path | None,
        typer.Option(
            "--output-dir", metavar=_("FOLDER"), help=_("Write the recipe's files there.")
        ),
    ] = None,
) -> int:
    """Print the morning job: the news every working day, the whole list on Mondays."""
    from tt_doingoai.render.cron import cron_files
    from tt_doingoai.render.systemd import systemd_files
    from tt_doingoai.render.windows_task import windows_files

    makers: dict[Callable[[recipes.JobPlace], dict[str, str]], bool] = {
        cron_files: cron,
        systemd_files: systemd,
        windows_files: windows,
    }
    chosen = [maker for maker, asked in makers.items() if asked]
    if len(chosen) != 1:
        raise Refused(_("choose one of --cron, --systemd and --windows"))
    root = workspace_root(place).absolute()
    job = _job(root, _time_of_day(at))
    _check_paths(job, windows=windows)
    files = chosen[0](job)
    if output_dir is None:
        emit(recipes.in_one(files))
        return 0
    for name, text in files.items():
        _write(output_dir / name, text, root)
    return 0


def _job(root: Path, at: dt.time) -> recipes.JobPlace:
    zone = load_settings(root)[0].time_zone
    return recipes.JobPlace(
        program=_program(),
        workspace=str(root),
        folder=str(root / _FOLDER),
        time_zone=zone,
        at=at,
        starts=clock.now(zone).date(),
    )


def _program() -> tuple[str, ...]:
    """Return how this very program is started from anywhere."""
    python = Path(sys.executable).absolute()
    beside = python.with_name(f"{PROGRAM}.exe" if os.name == "nt" else PROGRAM)
    return (str(beside),) if beside.is_file() else (str(python), "-m", "tt_doingoai")


def _time_of_day(typed: str) -> dt.time:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:h]([0-5][0-9])", typed.strip())
    if found is None:
        raise Refused(
            _('--at: "{value}" is not a time of day; write it like 07:30').format(
                value=one_line(typed)
            )
        )
    return dt.time.fromisoformat(f"{int(found[1]):02d}:{found[2]}")


def _check_paths(job: recipes.JobPlace, *, windows: bool) -> None:
    """Refuse a path that no recipe can name as it is."""
    for path in (job.workspace, *job.program):
        if clean(path) != path or "\n" in path:
            raise Refused(
                _(
                    "the path {path} holds characters that no recipe can name; rename the folder"
                ).format(path=ascii(path))
            )
        if windows and _VARIABLE.search(path):
            raise Refused(
                _(
                    'the path "{path}" holds %…%, which the Task Scheduler takes for a variable;'
                    " rename the folder"
                ).format(path=path)
            )


def _write(path: Path, text: str, root: Path) -> None:
    check_not_ours(path, root)
    with failing_to_write(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xml":  # the only form that schtasks is known to read
        data = ("\ufeff" + text.replace("\n", "\r\n")).encode("utf-16-le")
    else:
        data = text.encode()
    atomic_write(path, data)
    say(_("Written: {file}").format(file=one_line(str(path))))
