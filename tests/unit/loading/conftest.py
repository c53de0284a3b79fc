"""What the tests of loading share: a sample workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.loading.sample import workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "mau")
