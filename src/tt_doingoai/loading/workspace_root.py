"""Which folder is the workspace: as given, by the environment, or walking up from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tt_doingoai.errors import Untrusted
from tt_doingoai.loading.layout import PLANS, UNITS
from tt_doingoai.wording import _

VARIABLE = "TTDN_WORKSPACE"


def find_root(given: Path | None, *, environment: Mapping[str, str], here: Path) -> Path:
    """Return the workspace's folder: as given, by the environment, or walking up from here.

    Raises:
        Untrusted: There is none, or the one named is none.
    """
    named = given or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
    if named is not None:
        if _is_workspace(named):
            return named
        raise Untrusted(
            _(
                '"{folder}" is no workspace (it has no plans/ and units.yaml); make one: ttdn'
                ' init "{folder}"'
            ).format(folder=named)
        )
    for folder in (here, *here.parents):
        # On the way up a folder must have both: many a folder is called "plans".
        if _has(folder, Path.is_dir, PLANS) and _has(folder, Path.is_file, UNITS):
            return folder
    raise Untrusted(
        _(
            "no workspace (a folder with plans/ and units.yaml) here or above; make one: ttdn"
            " init, or name it: ttdn --workspace FOLDER"
        )
    )


def _is_workspace(folder: Path) -> bool:
    return _has(folder, Path.is_dir, PLANS) or _has(folder, Path.is_file, UNITS)


def _has(folder: Path, kind: Callable[[Path], bool], name: str) -> bool:
    try:
        return kind(folder / name)
    except OSError:  # what cannot be looked at is not there for us
        return False
