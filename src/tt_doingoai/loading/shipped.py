"""What comes with the program: the first plan, the sample roster, the schemas."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_PARTS = ("plans", "schemas", "units.yaml")


def shipped_files() -> dict[str, bytes]:
    """Return the files of a new workspace, by their path in it.

    In an installed program they lie in the package; in a source checkout at its top.
    """
    inside = Path(str(files("tt_doingoai"))) / "shipped"
    root = inside if inside.is_dir() else Path(__file__).resolve().parents[3]
    found: dict[str, bytes] = {}
    for part in _PARTS:
        path = root / part
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            found[file.relative_to(root).as_posix()] = file.read_bytes()
    return found
