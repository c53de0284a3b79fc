"""Sample workspaces of a test's own, and how one of their files is edited."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.plans.examples import BASE


def workspace(folder: Path) -> Path:
    shutil.copytree(BASE, folder)
    return folder


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
