"""Where a workspace keeps what: the names of its files and folders (design 3)."""

from __future__ import annotations

from pathlib import Path

PLANS = "plans"
UNITS = "units.yaml"
SETTINGS = "ttdn.toml"
TEMPLATES = "templates"
STORE = "store"  # what is in it is the store's own affair


def plan_paths(root: Path) -> list[str]:
    """Return the plans' files, relative to the workspace.

    Raises:
        OSError: The folder cannot be read.
    """
    names = sorted(file.name for file in (root / PLANS).iterdir())
    return [f"{PLANS}/{name}" for name in names if name.endswith((".yaml", ".yml"))]
