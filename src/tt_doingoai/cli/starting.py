"""``ttdn init``: a new workspace from what comes with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tt_doingoai.atomic_write import atomic_write
from tt_doingoai.cli.output import emit
from tt_doingoai.errors import CannotWrite, Refused, reason_of
from tt_doingoai.loading.shipped import shipped_files
from tt_doingoai.text import one_line
from tt_doingoai.wording import _


def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar=_("FOLDER"), help=_("Where; here if left out."), show_default=False),
    ] = Path(),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would be written; write nothing."))
    ] = False,
) -> int:
    """Make a workspace: plans/, units.yaml, schemas/."""
    files = shipped_files()
    try:
        there = [name for name in (*files, "store") if (folder / name).exists()]
    except OSError as error:
        raise _not_made(folder, error) from error
    if there:
        raise Refused(
            _('"{folder}" already holds {name}; nothing was written').format(
                folder=folder, name=there[0]
            )
        )
    if dry_run:
        emit("".join(f"{one_line((folder / name).as_posix())}\n" for name in files))
        return 0
    for name, data in files.items():
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _not_made(target.parent, error) from error
        atomic_write(target, data)
    here = folder == Path()
    made = _("Workspace made here.") if here else _("Workspace made in {folder}.")
    go = "" if here else _("Go into it: cd {folder}") + "\n"
    opening = f"{made}\n{go}".format(folder=one_line(str(folder)))
    next_ = _(
        "Next: replace the sample list of units (ttdn units import FILE.csv), then: ttdn status"
    )
    emit(f"{opening}{next_}\n")
    return 0


def _not_made(folder: Path, error: OSError) -> CannotWrite:
    message = _('could not make the folder "{folder}": {reason}')
    return CannotWrite(message.format(folder=folder, reason=reason_of(error)))
